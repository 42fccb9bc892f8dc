"""A paper after a complaint tells what is new since, and nothing that was told before."""

from typing import Any

import pytest

from borrower_guide.cases.entries import Action, Kind, NewEntry
from borrower_guide.cases.state import CaseState
from borrower_guide.letters.compose import compose
from tests.letters.made import chosen, journal, text

WORDS = "这件事"
# When it was written down against the complaint, its day, the complaint's day: is it new?
ROWS = [
    ("before", "2026-01-04", "2026-01-05", False),
    ("before", "2026-01-05", "2026-01-05", False),
    ("before", "2026-01-05T23:59:00+08:00", "2026-01-05", False),
    ("before", "2026-01-06", "2026-01-05", True),
    ("before", "2026-01-06T00:00:00+08:00", "2026-01-05", True),
    ("before", None, "2026-01-05", False),
    ("before", "2026-01-06", None, False),
    ("after", "2026-01-04", "2026-01-05", True),
    ("after", None, "2026-01-05", True),
    ("after", None, None, True),
]
FIELDS = {
    Kind.VISIT: ("started_at", "place_text"),
    Kind.CONTACT: ("at", "content"),
    Kind.EXHIBIT: ("made_at", "title"),
}


def told(kind: Kind, day: str | None, **more: Any) -> NewEntry:
    when, words = FIELDS[kind]
    payload = {words: WORDS, **({when: day} if day else {}), **more}
    return NewEntry(kind=kind, subject=f"{kind}-1", payload=payload)


def filed(day: str | None = "2026-01-05", **more: Any) -> NewEntry:
    payload = {"channel": "某某银行客服", **({"filed_on": day} if day else {}), **more}
    return NewEntry(kind=Kind.COMPLAINT, subject="asked", payload=payload)


def follow_up(*news: NewEntry) -> str:
    about = NewEntry(kind=Kind.CASE, subject="case", payload={"reporter_role": "borrower"})
    state: CaseState = journal([about, *news])
    return text(compose(chosen("follow_up", state)))


@pytest.mark.parametrize("kind", FIELDS)
@pytest.mark.parametrize(("written", "day", "filed_on", "new"), ROWS)
def test_only_what_is_new_is_told(
    kind: Kind, written: str, day: str | None, filed_on: str | None, new: bool
) -> None:
    news = [told(kind, day), filed(filed_on)]
    assert (WORDS in follow_up(*(news if written == "before" else reversed(news)))) is new


def test_a_later_change_of_what_is_old_is_nothing_new() -> None:
    change = NewEntry(
        kind=Kind.VISIT,
        subject="visit-1",
        action=Action.AMEND,
        payload={"based_on": 2, "changed": {"impact": WORDS}},
    )
    assert WORDS not in follow_up(told(Kind.VISIT, "2026-01-04"), filed(), change)


def test_what_was_withdrawn_is_not_told() -> None:
    gone = NewEntry(kind=Kind.CONTACT, subject="contact-1", action=Action.WITHDRAW, payload={})
    assert WORDS not in follow_up(filed(), told(Kind.CONTACT, "2026-01-06"), gone)


def test_new_evidence_of_an_old_visit_is_told_without_the_visit() -> None:
    visit = NewEntry(
        kind=Kind.VISIT,
        subject="v",
        payload={"started_at": "2026-01-03", "place_text": "某处", "exhibits": ["exhibit-1"]},
    )
    paper = follow_up(visit, filed(), told(Kind.EXHIBIT, None))
    assert WORDS in paper
    assert "某处" not in paper


def test_the_complaint_is_named_with_its_day_number_and_reply() -> None:
    paper = follow_up(filed(reference_no="0105-1", reply="已经收到", replied_on="2026-01-08"))
    for words in ("某某银行客服", "2026年1月5日", "0105-1", "已经收到", "2026年1月8日"):
        assert words in paper


def test_what_is_not_known_of_the_complaint_has_a_blank() -> None:
    assert {"哪天投诉的|", "受理编号|"} <= set(follow_up(filed(None)).split("\n"))
