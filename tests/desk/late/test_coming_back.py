"""What a form that came too late comes back with: its ways on, and all that was typed."""

import io

import pytest
from django.test import Client

from borrower_guide.cases.entries import OWNER
from tests.cases.exhibits.made import PDF
from tests.cases.pages import Browser
from tests.desk.accounts.ways import Clock
from tests.desk.late.office import (
    BEFORE,
    GO_ON,
    OTHERWISE,
    TEXT,
    Act,
    Office,
    closed,
    late,
    li_in_with_the_case,
    number,
    out,
    press,
    taken_again,
    taken_back,
    wang_in,
)
from tests.desk.made import PASSWORD

pytestmark = pytest.mark.django_db


def test_a_file_is_asked_for_again_and_comes_with_the_words() -> None:
    office = Office()
    number(office)
    address = f"{office.case}exhibits/new/"
    form = office.browser.get(address).hidden | {"title": TEXT}
    wang_in(office)
    page = office.browser.post(address, **form, file=io.BytesIO(PDF))
    assert (page.status, 'type="file" name="file"' in page.text) == (409, True)
    assert len(office.made.entries()) == 2
    sent = page.hidden | page.buttons[GO_ON] | {"title": TEXT}
    assert office.browser.post(address, **sent, file=io.BytesIO(PDF)).status == 302
    last = office.made.entries()[-1]
    assert (last.payload["size"], last.by) == (len(PDF), office.desks["wang"].advocate.label)


def test_sent_twice_it_is_written_once() -> None:
    office, page = late("wang, number open", out)
    for _ in range(2):
        press(office, page, GO_ON)
    assert [entry.payload.get("text") for entry in office.made.entries()].count(TEXT) == 1


@pytest.mark.parametrize("in_between", [[], [li_in_with_the_case]])
def test_who_opened_it_signs_in_and_has_it_back(in_between: list[Act], clock: Clock) -> None:
    office, page = late("wang, number open", out, *in_between)
    at_the_door = press(office, page, OTHERWISE)
    assert (at_the_door.status, TEXT in at_the_door.text) == (403, False)
    assert "自动退出" not in at_the_door.words
    assert "援助人员在看" not in at_the_door.words
    sent = at_the_door.hidden | {"password": PASSWORD, "one_time_code": clock.code()}
    back = office.browser.post("/desk/in/", **sent, username="wang")
    assert (back.status, TEXT in back.text) == (200, True)
    assert office.browser.post(office.address, **back.hidden, text=TEXT).status == 302
    assert office.writer() == "wang"


def test_another_who_signs_in_does_not_get_it(clock: Clock) -> None:
    office, page = late("wang, number open", out)
    at_the_door = press(office, page, OTHERWISE)
    sent = at_the_door.hidden | {"password": PASSWORD, "one_time_code": clock.code()}
    back = office.browser.post("/desk/in/", **sent, username="li")
    assert (back.moved_to, TEXT in back.text) == ("/desk/", False)
    assert office.writer() is None


def test_the_owner_has_the_advocate_signed_out_and_writes() -> None:
    office, page = late("owner", wang_in)
    assert len(page.buttons) == 2
    left = press(office, page, OTHERWISE)
    assert (left.status, TEXT in left.text, office.writer()) == (200, True, None)
    assert "援助人员在看" not in left.words
    assert office.browser.get("/desk/").status == 302
    assert office.browser.post(office.address, **left.hidden, text=TEXT).status == 302
    assert office.writer() == OWNER


def test_the_form_check_comes_first_and_loses_nothing(clock: Clock) -> None:
    """Who signs in gets another form token, so what was opened before is asked for twice."""
    office = Office(Browser(Client(enforce_csrf_checks=True)))
    open_page = office.browser.get("/cases/open/")
    number = office.made.holding.code
    assert office.browser.post("/cases/open/", **open_page.hidden, resume_code=number).moved_to
    office.open_form()
    door = office.browser.get("/desk/in/").hidden
    told = door | {"username": "wang", "password": PASSWORD, "one_time_code": clock.code()}
    assert office.browser.post("/desk/in/", **told).status == 302
    first = office.send()
    assert (first.status, TEXT in first.text, office.writer()) == (403, True, None)
    page = office.browser.post(office.address, **first.hidden, text=TEXT)
    assert (page.status, TEXT in page.text, office.writer()) == (409, True, None)
    assert press(office, page, GO_ON).status == 302
    assert office.writer() == "wang"


@pytest.mark.parametrize(
    ("who", "acts"), [("wang, number open", [taken_back]), ("wang", [taken_again])]
)
def test_no_way_is_offered_that_leads_nowhere(who: str, acts: list[Act]) -> None:
    """The slot for which it was opened is no more."""
    _, page = late(who, *acts)
    assert len(page.buttons) == 1


@pytest.mark.parametrize("who", ["wang", "owner"])
def test_a_number_typed_into_what_came_back_is_asked_for_its_writer(who: str) -> None:
    """Opened by an advocate whose right is gone, or by the owner: the same page asks."""
    office = Office()
    BEFORE[who][0](office)
    office.open_form()
    (out if who == "wang" else closed)(office)
    page = office.send()
    assert page.status == 403
    sent = page.hidden | {"text": TEXT, "resume_code": office.made.holding.code or ""}
    answer = office.browser.post(office.address, **sent)
    assert (answer.status, office.writer()) == ((409, None) if who == "wang" else (302, OWNER))
