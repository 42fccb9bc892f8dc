"""A form that is sent when somebody else writes in that browser than when it was opened.

The table: who opened it, what happened before it was sent, and whose words it became without being
asked (OWNER, or the user name of an advocate); None where nothing was written.
"""

import pytest

from borrower_guide.cases.entries import OWNER
from tests.desk.late.office import (
    GO_ON,
    TEXT,
    Act,
    another_case,
    closed,
    late,
    li_in,
    li_in_with_the_case,
    number,
    number_changed,
    number_changed_here,
    out,
    press,
    rest,
    sent,
    taken_again,
    taken_back,
    wang_in,
)

pytestmark = pytest.mark.django_db

NOT = None
TABLE: list[tuple[str, list[Act], int, str | None]] = [
    # Whoever opened it writes.
    ("owner", [], 302, OWNER),
    ("wang", [], 302, "wang"),
    ("wang, number open", [], 302, "wang"),
    ("owner", [li_in], 302, OWNER),
    ("owner", [another_case], 302, OWNER),
    ("owner", [number_changed_here], 302, OWNER),
    ("owner", [wang_in, out], 302, OWNER),
    ("owner", [wang_in, rest], 302, OWNER),
    ("owner", [taken_back], 302, OWNER),
    ("wang", [number], 302, "wang"),
    ("wang", [number_changed], 302, "wang"),
    ("wang", [out, wang_in], 302, "wang"),
    ("wang", [rest, wang_in], 302, "wang"),
    ("wang", [another_case], 302, "wang"),
    # Nobody can write: the number is asked for, or to sign in.
    ("owner", [closed], 403, NOT),
    ("owner", [number_changed], 403, NOT),
    ("wang", [out], 403, NOT),
    ("wang", [rest], 403, NOT),
    ("wang", [taken_back], 403, NOT),
    ("wang", [li_in], 403, NOT),
    ("wang", [out, another_case], 403, NOT),
    ("wang, number open", [rest], 403, NOT),
    # Somebody else would write: who, is told first.
    ("owner", [wang_in], 409, NOT),
    ("owner", [closed, wang_in], 409, NOT),
    ("wang", [out, number], 409, NOT),
    ("wang", [rest, number], 409, NOT),
    ("wang", [number, out], 409, NOT),
    ("wang", [li_in_with_the_case], 409, NOT),
    ("wang", [taken_again], 409, NOT),
    ("wang, number open", [out], 409, NOT),
    ("wang, number open", [li_in], 409, NOT),
    ("wang, number open", [li_in_with_the_case], 409, NOT),
    ("wang, number open", [taken_back], 409, NOT),
]
NAMES = [f"{who}: {', then '.join(one.__name__ for one in acts)}" for who, acts, *_ in TABLE]


@pytest.mark.parametrize(("who", "acts", "status", "writer"), TABLE, ids=NAMES)
def test_whose_words_they_become(
    who: str, acts: list[Act], status: int, writer: str | None
) -> None:
    office, page = sent(who, *acts)
    assert (page.status, office.writer()) == (status, writer)


LATE = [(who, acts) for who, acts, status, _ in TABLE if status == 409]
LATE_NAMES = [name for name, row in zip(NAMES, TABLE, strict=True) if row[2] == 409]


@pytest.mark.parametrize(("who", "acts"), LATE, ids=LATE_NAMES)
def test_it_says_who_would_write_and_writes_for_them_when_told_to(
    who: str, acts: list[Act]
) -> None:
    office, page = late(who, *acts)
    assert TEXT in page.text, "what was typed is lost"
    assert page.hidden["entry_id"] == office.form["entry_id"]
    assert press(office, page, GO_ON).status == 302
    now = office.writer()
    assert now is not None
    label = "记录人" if now == OWNER else office.desks[now].advocate.label
    assert f"就写明是{label}写的" in page.words
    assert f"我是{label}，接着存" in page.words
    for name, desk in office.desks.items():
        assert (desk.advocate.name in page.words) == (name == now), "a name that is not theirs"


@pytest.mark.parametrize(("who", "acts"), LATE, ids=LATE_NAMES)
def test_sent_again_without_a_word_it_asks_again(who: str, acts: list[Act]) -> None:
    office, page = late(who, *acts)
    again = office.browser.post(office.address, **page.hidden, text=TEXT)
    assert (again.status, office.writer()) == (409, None)
