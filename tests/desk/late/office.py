"""A browser of an office, a form that stands open in it, and what happens before it is sent."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.sessions.models import Session

from borrower_guide.cases.access import slots
from borrower_guide.cases.access.codes import new_code
from borrower_guide.cases.access.cookies import PREFIX
from borrower_guide.cases.handing import handoff
from borrower_guide.cases.models import KeySlot
from tests.cases.made import Made, a_case, a_visit
from tests.cases.pages import Browser, Page
from tests.desk.made import Desk, a_desk, signed_in_client, taken

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


BEFORE: dict[str, list[Act]] = {
    "owner": [number],
    "wang": [wang_in],
    "wang, number open": [number, wang_in],
}


def sent(before: str, *acts: Act) -> tuple[Office, Page]:
    """A form that was opened, then these acts, then it is sent: the answer."""
    office = Office()
    for act in BEFORE[before]:
        act(office)
    office.open_form()
    for act in acts:
        act(office)
    return office, office.send()


def late(before: str, *acts: Act) -> tuple[Office, Page]:
    """A form of the table that came too late, and the answer."""
    office, page = sent(before, *acts)
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
