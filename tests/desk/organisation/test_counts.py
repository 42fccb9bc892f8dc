"""Counts that tell nothing of a few."""

import csv
import io
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.desk.models import Matter, Organisation
from borrower_guide.desk.organisation.counts import STATUSES, Shown, table, total
from tests.desk.made import Desk, a_desk, an_organisation

pytestmark = pytest.mark.django_db

Status = Matter.Status


@pytest.fixture
def lead() -> Desk:
    return a_desk("lead", is_lead=True, organisation=an_organisation("=cmd|'/c calc'!A0"))


def matters(desk: Desk, month: int, status: Status, count: int, year: int = 2026) -> None:
    ours: Organisation = desk.advocate.organisation
    start = Matter.objects.count()
    Matter.objects.bulk_create(
        Matter(
            advocate=desk.advocate,
            organisation=ours,
            ref=f"{start + number:016x}",
            slot="0" * 16,
            number=f"{year}{month:02}01{start + number:02}",
            label="=HYPERLINK(某某)",
            status=status,
            taken_on=date(year, month, 1 + number % 28),
        )
        for number in range(count)
    )


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "0"), (1, "<5"), (2, "<5"), (4, "<5"), (5, "5"), (12, "12")]
)
def test_a_small_cell_is_not_shown(count: int, shown: str) -> None:
    assert str(Shown.of(count)) == shown


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([], "0"),
        ([0, 0], "0"),
        ([5, 7], "12"),
        ([3], "<5"),
        ([1, 1], "2 到 8"),
        ([10, 3], "11 到 14"),
        ([10, 0, 1, 4], "12 到 18"),
    ],
)
def test_a_total_says_no_more_than_its_cells(counts: list[int], shown: str) -> None:
    assert str(total(map(Shown.of, counts))) == shown


@given(st.lists(st.integers(0, 9), min_size=1, max_size=4))
def test_whatever_looks_alike_stays_possible(counts: list[int]) -> None:
    """Every hidden cell may be 1, 2, 3 or 4, whatever cells and total show."""
    shown = [str(Shown.of(count)) for count in counts]
    told = str(total(map(Shown.of, counts)))
    choices = [range(1, 5) if cell == "<5" else [int(cell)] for cell in shown]
    for other in product(*choices):
        assert [str(Shown.of(count)) for count in other] == shown
        assert str(total(map(Shown.of, other))) == told


def test_the_table_of_an_organisation(lead: Desk) -> None:
    matters(lead, 11, Status.PRINTABLE, 6)
    matters(lead, 11, Status.CLOSED, 2)
    matters(lead, 2, Status.CLOSED, 5)
    matters(lead, 12, Status.INCOMPLETE, 1, year=2025)
    matters(a_desk("other", organisation=an_organisation("南河")), 11, Status.CLOSED, 9)
    rows = table(lead.advocate.organisation)
    assert [(row.heading, *map(str, row.cells), str(row.total)) for row in rows] == [
        ("2026年11月", "0", "6", "0", "0", "<5", "7 到 10"),
        ("2026年2月", "0", "0", "0", "0", "5", "5"),
        ("2025年12月", "<5", "0", "0", "0", "0", "<5"),
        ("合计", "<5", "6", "0", "0", "6 到 9", "13 到 19"),
    ]


def test_one_query_whatever_the_number(
    lead: Desk, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    for month, status in product(range(1, 13), Status):
        matters(lead, month, status, 1)
    with django_assert_num_queries(1):  # type: ignore[operator]
        table(lead.advocate.organisation)


def test_the_file_opens_in_a_spreadsheet_and_runs_nothing(lead: Desk) -> None:
    matters(lead, 11, Status.PRINTABLE, 6)
    matters(lead, 10, Status.PRINTABLE, 2)
    answer = lead.client.get("/desk/organisation/counts.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="counts.csv"'
    assert answer["Cache-Control"] == "no-store"
    text = answer.content.decode()
    assert text.startswith("\ufeff月份,待补充,")
    cells = [cell for row in csv.reader(io.StringIO(text[1:])) for cell in row]
    assert len(cells) == (2 + len(STATUSES)) * 4
    assert not [cell for cell in cells if cell[0] in "=+-@\t\r"]
    assert "cmd" not in text
    assert "HYPERLINK" not in text


def test_no_text_and_no_case_stands_on_the_page(lead: Desk) -> None:
    assert "还没有个案" in lead.client.get("/desk/organisation/").content.decode()
    matters(lead, 11, Status.PRINTABLE, 3)
    page = lead.client.get("/desk/organisation/").content.decode()
    assert "&lt;5" in page
    for secret in ("HYPERLINK", "20261101", "0000000000000001"):
        assert secret not in page
