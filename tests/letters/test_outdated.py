"""The case goes on after a letter was written: the letter stays, and its page says what changed."""

from collections.abc import Callable

import pytest

from borrower_guide.cases import writing
from borrower_guide.cases.entries import Action, Kind, NewEntry
from borrower_guide.cases.things import Thing
from tests.letters.opened import Desk, box_of, sent
from tests.schema.samples import FULL

pytestmark = pytest.mark.django_db

COMPLAINT = "paper=complaint_letter&to=lender_own&v=V1&r=identity"
CHANGED = "写好以后，记录变了"


@pytest.fixture
def desk() -> Desk:
    desk = Desk(FULL)
    desk.write(COMPLAINT)
    return desk


def one(desk: Desk, kind: Kind) -> Thing:
    return desk.state.of(kind)[0]


def change(desk: Desk, kind: Kind, **fields: str) -> None:
    thing = one(desk, kind)
    desk.made.append(*writing.amendment(thing, fields, based_on=thing.last_seq))


def withdraw(desk: Desk, kind: Kind) -> None:
    subject = one(desk, kind).subject
    gone = NewEntry(kind=kind, subject=subject, action=Action.WITHDRAW, payload={"reason": "错了"})
    desk.made.append(gone)


def add(desk: Desk, kind: Kind, **payload: str) -> None:
    desk.made.append(NewEntry(kind=kind, subject=f"later-{kind}", payload=payload))


LATER: list[tuple[Callable[[Desk], None], str]] = [
    (lambda desk: withdraw(desk, Kind.VISIT), "来访 1 撤回了"),
    (lambda desk: withdraw(desk, Kind.EXHIBIT), "证据 1 撤回了"),
    (lambda desk: change(desk, Kind.LOAN, lender="改了名的银行"), "借款 1 改过"),
    (lambda desk: change(desk, Kind.VISIT, impact="改过的影响"), "来访 1 改过"),
    (lambda desk: change(desk, Kind.CASE, title="另一个名字"), ""),
    (lambda desk: change(desk, Kind.CASE, reporter_role="family"), "和借款人的关系 改过"),
    (lambda desk: add(desk, Kind.VISIT, place_text="后来的地方"), "来访 2 是后来记的"),
    (lambda desk: add(desk, Kind.NOTE, text="一句话"), ""),
]


@pytest.mark.parametrize(("later", "words"), LATER)
def test_one_that_is_not_handed_over_says_what_it_does_not_know(
    desk: Desk, later: Callable[[Desk], None], words: str
) -> None:
    before = desk.get(desk.one("letter.docx")).response.content
    assert CHANGED not in desk.get(desk.one()).words
    later(desk)
    told = desk.get(desk.one()).words
    assert (CHANGED in told) is bool(words)
    assert words in told
    assert ("以后记录又变了" in desk.get(desk.all).words) is bool(words)
    assert desk.get(desk.one("letter.docx")).response.content == before


@pytest.mark.parametrize("form", ["exhibit_list", "materials_receipt", "recording_note"])
def test_a_paper_about_evidence_waits_for_visits_that_bring_some(desk: Desk, form: str) -> None:
    desk.write(f"paper={form}&edit=1&v=V1")
    add(desk, Kind.VISIT, place_text="没有证据的一次")
    assert CHANGED not in desk.get(desk.one()).words
    exhibit = one(desk, Kind.EXHIBIT).subject
    payload = {"place_text": "有录音的一次", "exhibits": [exhibit]}
    desk.made.append(NewEntry(kind=Kind.VISIT, subject="later-still", payload=payload))
    assert "来访 3 是后来记的" in desk.get(desk.one()).words


def test_who_saw_one_visit_is_not_asked_about_the_next(desk: Desk) -> None:
    desk.write("paper=witness_statement&asked=1&v=V1")
    add(desk, Kind.VISIT, place_text="后来的地方")
    assert CHANGED not in desk.get(desk.one()).words
    withdraw(desk, Kind.VISIT)
    assert "来访 1 撤回了" in desk.get(desk.one()).words


@pytest.mark.parametrize(("later", "words"), LATER)
def test_one_that_was_handed_over_stays_and_says_nothing(
    desk: Desk, later: Callable[[Desk], None], words: str
) -> None:
    desk.browser.post(desk.one("sent/"), sent_on="2026-11-20", sent_how="post")
    before = desk.get(desk.one("letter.pdf")).response.content
    later(desk)
    assert CHANGED not in desk.get(desk.one()).words
    assert desk.get(desk.one("letter.pdf")).response.content == before


def test_a_paper_that_does_not_say_whose_it_is_does_not_mind(desk: Desk) -> None:
    desk.write("paper=exhibit_list&v=V1")
    change(desk, Kind.CASE, reporter_role="family")
    assert CHANGED not in desk.get(desk.one()).words


def test_another_one_is_begun_of_the_case_as_it_is(desk: Desk) -> None:
    change(desk, Kind.LOAN, lender="改了名的银行")
    add(desk, Kind.VISIT, place_text="后来的地方")
    [link] = desk.get(desk.one()).links("edit=1")
    page = desk.get(link)
    assert sent(page)["v"] == ["V1", "V2"]
    assert sent(page)["r"] == ["identity"]
    assert "改了名的银行" in box_of(page.text, "respondent")
    assert "后来的地方" in box_of(page.text, "facts")


def test_who_changes_it_after_that_has_seen_it(desk: Desk) -> None:
    change(desk, Kind.LOAN, lender="改了名的银行")
    page = desk.get(desk.one("edit/"))
    desk.send(page, desk.one("edit/"), to="改了名的银行")
    assert CHANGED not in desk.get(desk.one()).words
