"""A letter that was handed over stays as it is and its clock runs; a withdrawn one is kept."""

import pytest

from borrower_guide.cases import writing
from borrower_guide.cases.entries import Action
from tests.cases.pages import Page
from tests.letters.opened import Desk, box_of
from tests.schema.samples import FULL

pytestmark = pytest.mark.django_db

COMPLAINT = "paper=complaint_letter&to=lender_own&v=V1"


@pytest.fixture
def desk() -> Desk:
    return Desk(FULL)


def hand_over(desk: Desk, **more: str) -> Page:
    told = {"sent_on": "2026-11-20", "sent_how": "post"} | more
    return desk.browser.post(desk.one("sent/"), **told)


def test_handed_over_it_is_frozen_and_its_clock_runs(desk: Desk) -> None:
    desk.write(COMPLAINT)
    complaints = len(desk.state.complaints)
    assert hand_over(desk).moved_to.endswith("saved=sent")
    assert hand_over(desk).status == 302
    assert len(desk.state.complaints) == complaints + 1
    told = desk.state.complaints[-1].value
    assert (told.channel, str(told.filed_on)) == ("放款机构自己的投诉渠道", "2026-11-20")
    page = desk.get(desk.get(desk.one()).links("/complaints/")[0])
    assert "可以再问" in page.words
    before = len(desk.made.entries())
    assert "不能改了" in desk.get(desk.one("edit/")).words
    assert len(desk.made.entries()) == before


@pytest.mark.parametrize(
    ("field", "text"),
    [("sent_on", ""), ("sent_on", "abc"), ("sent_on", "2099-01-01"), ("sent_how", "x")],
)
def test_the_day_and_the_way_are_checked(desk: Desk, field: str, text: str) -> None:
    desk.write(COMPLAINT)
    page = hand_over(desk, **{field: text})
    assert page.status == 422
    assert f"f-{field}" in page.summary
    assert desk.letters[-1].payload.get("sent_on") is None


def test_what_was_typed_while_it_was_handed_over_becomes_another_letter(desk: Desk) -> None:
    desk.write(COMPLAINT)
    tab = desk.get(desk.one("edit/"))
    hand_over(desk)
    answer = desk.send(tab, desk.one("edit/"), words="刚才还在写的")
    assert answer.status == 409
    assert box_of(answer.text, "words") == "刚才还在写的"
    assert desk.send(answer, words="刚才还在写的").status == 302
    assert len(desk.letters) == 2
    assert "刚才还在写的" not in desk.get(desk.one(which=0)).text
    assert "刚才还在写的" in desk.get(desk.one(which=1)).text


def test_a_change_that_came_too_late_is_kept_and_not_printed(desk: Desk) -> None:
    """Two requests at once: one saw that it was not handed over yet."""
    desk.write(COMPLAINT)
    hand_over(desk)
    before = desk.get(desk.one("letter.docx")).response.content
    thing = desk.letters[0]
    line = {"cells": ["来晚了的话"], "origin": "own", "name": ""}
    block = {"key": "words", "title": "经过", "head": [], "lines": [line]}
    [late] = writing.amendment(thing, {"block.words": block}, based_on=1)
    desk.made.append(late)
    assert "来晚了" not in desk.get(desk.one()).text
    assert desk.get(desk.one("letter.docx")).response.content == before


def test_the_first_form_sent_again_later_does_not_change_what_was_handed_over(desk: Desk) -> None:
    page = desk.begin(COMPLAINT)
    desk.send(page)
    hand_over(desk)
    desk.send(page, words="后来改的")
    assert len(desk.letters) == 2
    assert "后来改的" not in desk.get(desk.one(which=0)).text


def test_a_follow_up_is_no_new_complaint(desk: Desk) -> None:
    desk.write("paper=follow_up&c=P1")
    before = len(desk.state.complaints)
    hand_over(desk)
    assert len(desk.state.complaints) == before


def test_asked_again_the_lender_is_addressed_by_its_name(desk: Desk) -> None:
    desk.write(COMPLAINT)
    hand_over(desk)
    asked = desk.state.complaints[-1].label
    page = desk.begin(f"paper=follow_up&c={asked}")
    assert box_of(page.text, "to") == "某某银行"
    desk.send(page)
    assert desk.letters[-1].payload["to"] == "lender_own"


def test_asked_again_an_office_is_addressed_as_before(desk: Desk) -> None:
    desk.write("paper=complaint_letter&to=nfra_12378&v=V1")
    hand_over(desk)
    desk.write(f"paper=follow_up&c={desk.state.complaints[-1].label}")
    page = desk.get(desk.one())
    assert "写给国家金融监督管理总局" in page.words
    assert page.text.count("国家金融监督管理总局和当地监管局") == 1  # above the paper, not on it


def test_two_that_went_to_one_office_on_one_day_are_told_apart(desk: Desk) -> None:
    for _ in range(2):
        desk.write(COMPLAINT)
        hand_over(desk)
    page = desk.get(f"{desk.all}new/?paper=follow_up").words
    one, other = (thing.label[1:] for thing in desk.state.complaints[-2:])
    assert f"投诉 {one}，2026年11月20日" in page
    assert f"投诉 {other}，2026年11月20日" in page


COMPLAINTS = [("complaint_letter&to=lender_own", True), ("negotiation_letter&to=lender_own", False)]


@pytest.mark.parametrize(("paper", "is_one"), [*COMPLAINTS, ("follow_up&c=P1", False)])
def test_only_a_complaint_is_noted_as_one_and_says_so_before(
    desk: Desk, paper: str, is_one: bool
) -> None:
    desk.write(f"paper={paper}&v=V1")
    before = len(desk.state.complaints)
    assert ("会记成一次投诉" in desk.get(desk.one("sent/")).words) is is_one
    hand_over(desk)
    assert len(desk.state.complaints) == before + is_one


def test_withdrawn_with_a_reason_its_words_stay(desk: Desk) -> None:
    desk.write(COMPLAINT)
    assert desk.browser.post(desk.one("withdraw/")).status == 422
    desk.browser.post(desk.one("withdraw/"), reason="写错了人")
    page = desk.get(desk.one())
    assert "写错了人" in page.words
    assert "喊我的名字" in page.words
    assert "不能改了" in desk.get(desk.one("edit/")).words
    assert "已撤回" in desk.get(desk.all).words


def test_only_entries_are_added(desk: Desk) -> None:
    desk.write(COMPLAINT)
    desk.send(desk.get(desk.one("edit/")), desk.one("edit/"), words="改")
    hand_over(desk)
    ours = [
        entry.action for entry in desk.made.entries() if entry.subject == desk.letters[0].subject
    ]
    assert ours == [Action.ADD, Action.AMEND, Action.AMEND]
