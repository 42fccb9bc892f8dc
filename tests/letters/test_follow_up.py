"""A paper after a complaint tells what is new since, and nothing that was told before."""

from dataclasses import replace
from typing import Any

import pytest

from borrower_guide.cases.entries import Action, Kind, NewEntry, derived
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


def wrote(name: str, about: str, sent_on: str | None) -> NewEntry:
    """A letter about the complaint `about`, handed over on that day if it was."""
    payload = {
        "paper": "follow_up",
        "title": "追问信",
        "to": "",
        "order": [],
        "chosen": {"c": [about]},
    }
    sent = {"sent_on": sent_on, "sent_how": "post"} if sent_on else {}
    return NewEntry(kind=Kind.RECORD, subject=name, payload=payload | sent)


def came(name: str, day: str) -> NewEntry:
    payload = {"started_at": day, "place_text": name}
    return NewEntry(kind=Kind.VISIT, subject=name, payload=payload)


BANK = NewEntry(
    kind=Kind.COMPLAINT,
    subject="bank",
    payload={
        "channel": "某某银行客服",
        "filed_on": "2026-01-05",
        "reply": "正在核实",
        "replied_on": "2026-01-08",
    },
)
OFFICE = NewEntry(
    kind=Kind.COMPLAINT,
    subject="office",
    payload={"channel": "某某局", "filed_on": "2026-01-12"},
)
STORY = (
    came("一月三日", "2026-01-03"),
    BANK,
    came("一月七日", "2026-01-07"),
    OFFICE,
    came("一月十五日", "2026-01-15"),
)
LATER = came("二月一日", "2026-02-01")
DAYS = ("一月三日", "一月七日", "一月十五日", "二月一日")
TOLD = [
    ("bank", (), "一月七日 一月十五日 二月一日"),
    ("office", (), "一月十五日 二月一日"),
    ("bank", (wrote("w", "bank", "2026-01-20"),), "二月一日"),
    ("bank", (wrote("w", "office", "2026-01-20"),), "一月七日 一月十五日 二月一日"),
    ("bank", (wrote("w", "bank", None),), "一月七日 一月十五日 二月一日"),
    ("bank", (wrote("w", "bank", "2026-01-20"), wrote("x", "bank", "2026-02-03")), ""),
]


@pytest.mark.parametrize(("about", "letters", "days"), TOLD)
def test_each_office_is_told_what_it_was_not_told(
    about: str, letters: tuple[NewEntry, ...], days: str
) -> None:
    first, more = letters[:1], letters[1:]
    state = journal([*STORY, *first, LATER, *more])
    [complaint] = [one for one in state.complaints if one.subject == about]
    paper = text(compose(chosen("follow_up", state, complaint=complaint)))
    assert [day for day in DAYS if f"具体在哪里|{day}" in paper] == days.split()
    assert ("正在核实" in paper) is (about == "bank")


LETTER = NewEntry(
    kind=Kind.RECORD,
    subject="letter",
    payload={"paper": "complaint_letter", "title": "投诉书", "order": [], "chosen": {}},
)
# Written down before the letter or after it, its day, the day of handing over: is it new?
ON_THE_WAY = [
    ("after", "2026-01-04", "2026-01-05", True),
    ("after", None, "2026-01-05", True),
    ("after", "2026-01-04", None, True),
    ("before", "2026-01-04", "2026-01-05", False),
    ("before", "2026-01-06", "2026-01-05", True),
]


@pytest.mark.parametrize("kind", FIELDS)
@pytest.mark.parametrize(("written", "day", "handed_over", "new"), ON_THE_WAY)
def test_what_came_after_the_letter_and_before_it_was_handed_over_is_new(
    kind: Kind, written: str, day: str | None, handed_over: str | None, new: bool
) -> None:
    news = [told(kind, day), LETTER]
    handed = replace(filed(handed_over), subject=derived("letter", "sent"))
    state = journal([*(news if written == "before" else reversed(news)), handed])
    assert (WORDS in text(compose(chosen("follow_up", state)))) is new


def test_the_day_on_which_it_was_asked_last_is_told() -> None:
    state = journal([BANK, wrote("w", "bank", "2026-01-20"), wrote("x", "bank", "2026-02-03")])
    assert "上次追问|2026年2月3日" in text(compose(chosen("follow_up", state)))


def test_a_letter_that_was_withdrawn_told_nobody_anything() -> None:
    gone = NewEntry(kind=Kind.RECORD, subject="w", action=Action.WITHDRAW, payload={})
    state = journal([*STORY, wrote("w", "bank", "2026-01-20"), gone])
    [bank] = [one for one in state.complaints if one.subject == "bank"]
    assert "一月七日" in text(compose(chosen("follow_up", state, complaint=bank)))
