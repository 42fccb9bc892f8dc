"""What the case format keeps, and keeps as it was written."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from borrower_guide.schema.when import When
from tests.schema.samples import MINIMAL, PICTURE, SHA256, changed, faults, full, read, with_visit


def test_the_least_case_says_nothing_more() -> None:
    case = read(MINIMAL)
    assert case.to_payload() == MINIMAL
    assert (case.title, case.visits, case.history) == (None, (), None)


def test_a_bare_visit_has_answered_nothing() -> None:
    (visit,) = read(with_visit()).visits
    assert visit.to_payload() == {"id": "V1"}
    assert (visit.started_at, visit.notice_given, visit.acts, visit.end) == (None, None, (), None)


@pytest.mark.parametrize("count", [0, 1, 99])
def test_so_many_visitors_may_come(count: int) -> None:
    (visit,) = read(with_visit(visitor_count=count)).visits
    assert visit.visitor_count == count


def test_as_many_visitors_are_told_as_came() -> None:
    (visit,) = read(with_visit(visitor_count=20, visitors=[{}] * 20)).visits
    assert len(visit.visitors) == 20


TEXTS = [
    "𠮷田䶮，姓𬎆",
    "<script>alert(1)</script> &amp; {{ 7*7 }} {% now %}",
    "'; DROP TABLE--",
    "  先空两格，行末也空 \n\n",
    "全角　１２３ ｶﾅ",
    "e\u0301 不等于 é",
    "\ufeff\u200b\u202e看不见的也留着",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_kept_letter_by_letter(text: str) -> None:
    (visit,) = read(with_visit(account=text, told_by=text.replace("\n", " "))).visits
    assert visit.account == text
    assert visit.told_by == text.replace("\n", " ")


@pytest.mark.parametrize("text", ["0", "0.0", "00.50", "999999999999.99", "1" * 12])
def test_a_sum_is_kept_as_written(text: str) -> None:
    (visit,) = read(with_visit(amount_claimed=text)).visits
    assert visit.amount_claimed == text


ORDERS = [
    ("2026-01-03T22:40", "2026-01-03T22:40"),
    ("2026-01-03T22:40", "2026-01-03T14:40Z"),
    ("2026-01-03T22:40", "2026-01-03T09:40:00-05:00"),
    ("2026-01-03T22:40", "2026-01-03"),
    ("2026-01-03", "2026-01-03T00:00"),
    ("2026-01-03", "2026-01-03"),
    ("2026-01-03T23:50", "2026-01-04T00:10"),
]


@pytest.mark.parametrize(("start", "end"), ORDERS)
def test_an_end_is_not_before_the_start(start: str, end: str) -> None:
    times = {"started_at": start, "ended_at": end, "left_at": end, "asked_to_leave_at": end}
    assert faults(with_visit(**times)) == []


def test_an_end_without_a_start_is_kept() -> None:
    (visit,) = read(with_visit(ended_at="2026-01-03T23:05")).visits
    assert visit.end == When.parse("2026-01-03T23:05")


def test_the_later_of_two_ends_counts() -> None:
    early, late = "2026-01-03T23:05:00+08:00", "2026-01-04"
    for one, other in ((early, late), (late, early)):
        (visit,) = read(with_visit(ended_at=one, left_at=other)).visits
        assert str(visit.end) == late


def test_hour_and_day_are_those_of_shanghai() -> None:
    (visit,) = read(with_visit(started_at="2026-01-02T18:30:00-05:00")).visits
    assert str(visit.started_at) == "2026-01-03T07:30:00+08:00"
    assert visit.started_at is not None
    assert visit.started_at.day == date(2026, 1, 3)
    assert visit.started_at.moment == datetime(2026, 1, 2, 23, 30, tzinfo=UTC)


def test_ids_share_a_name_across_lists() -> None:
    case = with_visit(loan="V1", exhibits=["V1"], statements=[{"exhibit": "V1"}])
    assert faults(case | {"loans": [{"id": "V1"}], "exhibits": [{"id": "V1"}]}) == []
    assert faults(MINIMAL | {"loans": [{"id": "a" * 32}, {"id": "A_-9"}]}) == []


def test_a_visit_finds_its_loan(folder: Path) -> None:
    case = read(full(), folder)
    assert case.loan_of(case.visits[0]) == case.loans[0]
    assert case.loan_of(case.visits[0].with_changes(loan=None)) is None


def test_a_file_brings_its_digest_and_size(folder: Path) -> None:
    case = MINIMAL | {"exhibits": [{"id": "E1", "file": "E1.jpg"}]}
    (exhibit,) = read(case, folder).exhibits
    assert (exhibit.sha256, exhibit.size) == (SHA256, len(PICTURE))


def test_a_digest_without_a_file_is_kept(folder: Path) -> None:
    told = {"id": "E1", "sha256": "0" * 64, "size": 2**53 - 1}
    for place in (folder, None):
        (exhibit,) = read(MINIMAL | {"exhibits": [told]}, place).exhibits
        assert exhibit.to_payload() == told


def test_a_no_is_kept_as_a_no() -> None:
    (visit,) = read(with_visit(documents_to_sign=[{"signed": False}], entered_home="no")).visits
    assert visit.to_payload()["documents_to_sign"] == [{"signed": False}]
    assert visit.to_payload()["entered_home"] == "no"


def test_the_journal_of_an_export_is_let_in(folder: Path) -> None:
    case = changed(full(), "history", [{"seq": 1, "payload": {"any": [None, 1.5]}}])
    assert faults(case, folder) == []
