"""Late forms besides the table: no mark, a case that is gone, drafts, and forms of a desk."""

import re

import pytest
from django.test import Client

from borrower_guide.cases import journal
from borrower_guide.cases.access.cookies import PREFIX
from borrower_guide.cases.entries import OWNER
from borrower_guide.cases.models import CaseFile
from tests.cases.made import a_case, a_visit
from tests.cases.pages import CONSENT, Browser, Page
from tests.desk.accounts.ways import Clock
from tests.desk.late.office import (
    BEFORE,
    TEXT,
    WHO,
    Act,
    Office,
    li_in,
    number,
    out,
    wang_in,
)
from tests.desk.made import PASSWORD, taken

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", BEFORE)
def test_a_form_that_does_not_say_for_whom_writes_nothing(who: str) -> None:
    office = Office()
    for act in BEFORE[who]:
        act(office)
    office.open_form()
    page = Page(office.browser.client.post(office.address, {"text": TEXT}))
    assert (page.status, office.writer(), len(page.buttons)) == (409, None, 1)
    assert "看不出这一页是谁打开的" in page.words


@pytest.mark.parametrize("form", ["visits/new/", "door/"])
@pytest.mark.parametrize("who", BEFORE)
@pytest.mark.parametrize("acts", [[], [out]], ids=["still in", "signed out"])
def test_the_case_was_deleted_and_only_its_owner_begins_another(
    form: str, who: str, acts: list[Act]
) -> None:
    office = Office()
    for act in BEFORE[who]:
        act(office)
    sent = office.browser.get(office.case + form).hidden
    journal.erase(office.made.case)
    for act in acts:
        act(office)
    taps = CONSENT | {"tap": "insulted", "note": TEXT, "own_words": TEXT}
    page = office.browser.post(office.case + form, **sent | taps)
    owners = who == "owner"
    assert (page.status, page.hidden.get("writer")) == (
        (422, OWNER) if owners else (403, sent["writer"])
    )
    assert owners or TEXT in page.text
    begun = re.search(r'action="(/cases/[^"]+)"', page.text)
    assert begun
    again = office.browser.post(begun[1], **page.hidden | taps)
    assert (again.status, CaseFile.objects.count()) == ((302, 1) if owners else (403, 0))


def test_a_form_of_one_case_writes_in_no_other() -> None:
    office = Office()
    wang_in(office)
    office.open_form()
    other = a_case(a_visit())
    taken(office.desks["wang"], other)
    address = f"/cases/{other.case.pk}/notes/new/"
    assert office.browser.post(address, **office.form, text=TEXT).status == 409
    assert office.writer() is None
    assert other.entries()[-1].payload.get("text") is None


def test_a_draft_says_who_typed_it_to_whoever_did_not() -> None:
    office = Office()
    wang_in(office)
    office.open_form()
    office.send(keep_draft="1")
    label = office.desks["wang"].advocate.label
    assert f"{label}写的" not in office.browser.get(office.case).words
    assert f"{label}写的" not in office.browser.get(office.address).words
    out(office)
    number(office)
    case = office.browser.get(office.case)
    assert f"{label}写的" in case.words
    assert f"{label}写的" in office.browser.get(office.address).words
    page = office.browser.get(case.links("draft=")[0])
    assert f"{label}写到一半的，还没存。你存下来，就写明是你写的。" in page.words
    assert TEXT in page.text
    assert page.hidden["writer"] == OWNER
    assert office.browser.post(office.address, **page.hidden, text=TEXT).status == 302
    assert office.writer() == OWNER


def test_a_late_draft_by_a_script_is_told_and_not_kept() -> None:
    office = Office()
    wang_in(office)
    number(office)
    office.open_form()
    out(office)
    sent = office.form | {"text": TEXT, "keep_draft": "1"}
    answer = office.browser.client.post(office.address, sent, HTTP_X_REQUESTED_WITH="fetch")
    assert (answer.status_code, answer.content) == (403, b"")
    assert not [name for name in answer.cookies if name.startswith(PREFIX)]
    assert "draft=" not in office.browser.get(office.case).text


@pytest.mark.parametrize("form", ["notes/new/", "consents/new/", "change/"])
def test_what_was_typed_at_a_desk_comes_back_where_another_sends_it(form: str) -> None:
    """A matter of somebody else's is not there; the words are, for whoever typed them."""
    office = Office()
    wang_in(office)
    address = f"/desk/matters/{office.desks['wang'].advocate.matters.get().pk}/{form}"
    nowhere = f"/desk/matters/9999/{form}"
    li_in(office)
    page, none = (office.browser.post(one, text=TEXT) for one in (address, nowhere))
    assert (page.status, TEXT in page.text) == (404, True)
    assert none.words.replace(nowhere, address) == page.words, "it tells what is there"
    assert WHO["wang"] not in page.words


@pytest.mark.parametrize("form", ["begin/", "take/", "batches/new/"])
def test_a_desk_form_of_another_says_first_whose_desk_it_would_be(form: str, clock: Clock) -> None:
    """Who signs in gets another form token, so what was opened before is asked for once more."""
    office = Office(Browser(Client(enforce_csrf_checks=True)))

    def come_in(username: str) -> None:
        door = Browser(office.browser.client).get("/desk/in/?next=/desk/take/")
        told = door.hidden | {"password": PASSWORD, "one_time_code": clock.code()}
        assert office.browser.post("/desk/in/", **told, username=username).status == 302

    come_in("wang")
    opened = office.browser.get(f"/desk/{form}").hidden
    office.browser.client.cookies.pop("desk")
    come_in("li")
    page = office.browser.post(f"/desk/{form}", **opened, label=TEXT)
    assert (page.status, TEXT in page.text) == (403, True)
    assert "现在登录的是李援助" in page.words
    assert WHO["wang"] not in page.words
    elsewhere = office.browser.post("/cases/open/", label=TEXT)
    assert (elsewhere.status, "现在登录" in elsewhere.words) == (403, False)
