"""A form that is sent when somebody else writes in that browser than when it was opened.

The table: who opened it, what happened before it was sent, and whose words it became without being
asked (OWNER, or the user name of an advocate); None where nothing was written.
"""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from borrower_guide.cases import journal
from borrower_guide.cases.access import slots
from borrower_guide.cases.access.codes import new_code
from borrower_guide.cases.access.cookies import PREFIX
from borrower_guide.cases.entries import OWNER
from borrower_guide.cases.handing import handoff
from borrower_guide.cases.models import CaseFile, KeySlot
from tests.cases.exhibits.made import PDF
from tests.cases.made import Made, a_case, a_visit
from tests.cases.pages import CONSENT, Browser, Page
from tests.desk.accounts.ways import Clock
from tests.desk.made import PASSWORD, Desk, a_desk, signed_in_client, taken

pytestmark = pytest.mark.django_db

TEXT = "门口说的三句话，一字不差"
WHO = {"wang": "王援助", "li": "李援助"}


@dataclass
class Office:
    """One browser; a case that lies on the desk of wang, and the form that stands open in it."""

    browser: Browser = field(default_factory=Browser)
    made: Made = field(default_factory=lambda: a_case(a_visit()))
    desks: dict[str, Desk] = field(default_factory=dict)
    form: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.desks["wang"] = self.a_desk("wang")
        self.desks["li"] = self.a_desk("li", organisation=self.desks["wang"].advocate.organisation)
        taken(self.desks["wang"], self.made)

    def a_desk(self, username: str, **more: Any) -> Desk:
        desk = a_desk(username, **more)
        desk.advocate.name = WHO[username]
        desk.advocate.save()
        return desk

    @property
    def case(self) -> str:
        return f"/cases/{self.made.case.pk}/"

    @property
    def address(self) -> str:
        return f"{self.case}notes/new/"

    def sign_in(self, username: str) -> None:
        self.browser.client.cookies.update(signed_in_client(self.desks[username].who).cookies)

    def type_number(self) -> None:
        self.browser.post("/cases/open/", resume_code=self.made.holding.code)

    def open_form(self) -> None:
        page = self.browser.get(self.address)
        assert page.status == 200
        self.form = page.hidden

    def send(self, **more: str) -> Page:
        return self.browser.post(self.address, **self.form | {"text": TEXT} | more)

    def writer(self) -> str | None:
        """Who wrote the note, by user name; None where it is not written."""
        last = self.made.entries()[-1]
        if last.payload.get("text") != TEXT:
            return None
        return {desk.advocate.label: name for name, desk in self.desks.items()}.get(
            last.by, last.by
        )


Act = Callable[[Office], None]


def wang_in(office: Office) -> None:
    office.sign_in("wang")


def li_in(office: Office) -> None:
    """Who has no way to the case."""
    office.sign_in("li")


def li_in_with_the_case(office: Office) -> None:
    taken(office.desks["li"], office.made)
    office.sign_in("li")


def out(office: Office) -> None:
    office.browser.post("/desk/out/")


def rest(office: Office) -> None:
    Session.objects.all().delete()


def number(office: Office) -> None:
    office.type_number()


def closed(office: Office) -> None:
    del office.browser.client.cookies[PREFIX + office.made.case.pk]


def taken_back(office: Office) -> None:
    slot = KeySlot.objects.get(kind="advocate")
    handoff.take_back(office.made.case, slot.pk)


def taken_again(office: Office) -> None:
    taken(office.desks["wang"], office.made)


def number_changed(office: Office) -> None:
    """In another browser."""
    slot, code = KeySlot.objects.get(kind="owner"), new_code()
    slots.add_owner(slot, office.made.key, code, "0" * 16)
    slots.keep_only(KeySlot.objects.get(pk="0" * 16))


def number_changed_here(office: Office) -> None:
    office.browser.get(f"{office.case}number/change/")
    page = office.browser.get(f"{office.case}number/change/")
    office.browser.post(f"{office.case}number/change/", **page.hidden)


def another_case(office: Office) -> None:
    """The next client's, opened in the same browser."""
    other = a_case(a_visit())
    assert other.holding.code
    office.browser.post("/cases/open/", resume_code=other.holding.code)


NOT = None
BEFORE: dict[str, list[Act]] = {
    "owner": [number],
    "wang": [wang_in],
    "wang, number open": [number, wang_in],
}
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
    office = Office()
    for act in BEFORE[who]:
        act(office)
    office.open_form()
    for act in acts:
        act(office)
    page = office.send()
    assert (page.status, office.writer()) == (status, writer)


def late(before: str, *acts: Act) -> tuple[Office, Page]:
    """A form of the table that came too late, and the answer."""
    office = Office()
    for act in BEFORE[before]:
        act(office)
    office.open_form()
    for act in acts:
        act(office)
    page = office.send()
    assert page.status == 409
    return office, page


OTHERWISE, GO_ON = 0, -1


def press(office: Office, page: Page, button: int) -> Page:
    """Send what came back by one of its buttons, as a browser does: the hidden fields too."""
    sent: dict[str, list[str]] = {"text": [TEXT]}
    for part in (page.hidden, page.buttons[button]):
        for name, value in part.items():
            sent.setdefault(name, []).append(value)
    return office.browser.post(office.address, **sent)


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
