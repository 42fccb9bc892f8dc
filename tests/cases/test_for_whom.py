"""Every form of a case says for whom it was opened, and no address writes for anybody else.

The table of addresses is walked, so a form that is added joins by itself; what a late form becomes
is told in tests/desk/late/.
"""

import re
from html import unescape
from typing import Any
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve

from borrower_guide.cases.entries import OWNER
from borrower_guide.cases.handing.places import OWNERS
from borrower_guide.cases.models import KeySlot
from tests.cases.addresses import Route, fillings
from tests.cases.pages import CONSENT
from tests.cases.whole import Whole, kept, print_at_once, whole_case
from tests.desk.made import Desk, a_desk, taken

pytestmark = pytest.mark.django_db

CLOSING = "cases:close"  # this browser forgets a key; that is asked of nobody else
PART = '{% include "cases/_sent_along.html" %}'
# Pages of no case, or that only begin one.
OF_NO_CASE = {"which.html", "open.html", "verify.html", "import.html", "pickup.html",
              "pickup_there.html"}  # fmt: skip
FORM = re.compile(r'(?s)<form\b([^>]*method="post"[^>]*)>(.*?)</form>')


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> Whole:
    print_at_once(monkeypatch)
    return whole_case()


@pytest.fixture
def desk(whole: Whole) -> Desk:
    desk = a_desk()
    taken(desk, whole.made)
    return desk


def slot() -> str:
    return KeySlot.objects.get(kind="advocate").pk


def browser(whole: Whole, desk: Desk, who: str) -> Client:
    if who == "owner":
        return whole.browser()
    client = Client()
    client.cookies.load({name: value.value for name, value in desk.client.cookies.items()})
    return client


def asked(whole: Whole, client: Client) -> dict[str, str]:
    """Each page of the case by its address, once more with each query that a page links to."""
    pages: dict[str, str] = {}
    here = f"/cases/{whole.ref}/"
    wanted = [route.address(whole.ref, filling) for route, filling in fillings(whole).items()]
    wanted.append(f"{here}door/visit/?m=M1")  # what a box that is ticked asks for
    while wanted:
        address = wanted.pop()
        if address in pages:
            continue
        answer: Any = client.get(address)
        body = b"".join(answer)
        html = not answer.streaming and "html" in answer.headers.get("Content-Type", "")
        pages[address] = body.decode() if html else ""
        links = re.findall(r'href="([^"#]*\?[^"#]+)', pages[address])
        found = {urljoin(address, unescape(link)) for link in links}
        wanted += [one for one in found if one.startswith(here) and "print=" not in one]
    return pages


@pytest.mark.parametrize("who", ["owner", "advocate"])
def test_every_form_on_every_page_says_it(whole: Whole, desk: Desk, who: str) -> None:
    wanted, found = OWNER if who == "owner" else slot(), set()
    for address, text in asked(whole, browser(whole, desk, who)).items():
        for head, inside in FORM.findall(text):
            action = re.search(r'action="([^"]*)"', head)
            to = urljoin(address, unescape(action[1]) if action else "")
            if not to.startswith(f"/cases/{whole.ref}/"):
                continue
            said = re.findall(r'<input type="hidden" name="writer" value="([^"]*)">', inside)
            assert said == [wanted], f"{address}: {head}"
            found.add(resolve(to.partition("?")[0]).view_name)
    takes = {resolve(address).view_name for _, address in posting(whole, desk, who)}
    assert takes <= found, f"no page posts there: {takes - found}"


def posting(whole: Whole, desk: Desk, who: str) -> list[tuple[Route, str]]:
    """The addresses that take a form from them."""
    routes = [(one, one.address(whole.ref, filled)) for one, filled in fillings(whole).items()]
    return [
        (route, address)
        for route, address in routes
        if "POST" in whole.browser().put(address).headers.get("Allow", "")
        and not (who == "advocate" and route.name in OWNERS)
    ]


def stored(whole: Whole) -> dict[str, Any]:
    """All that is kept of the case but that somebody asked for a page of it."""
    return kept(whole.ref) | {"Access": None}


@pytest.mark.parametrize("who", ["owner", "advocate"])
@pytest.mark.parametrize("said", ["nobody", "the other", "of another case"])
def test_no_address_does_anything_for_anybody_else(
    whole: Whole, desk: Desk, who: str, said: str
) -> None:
    other = slot() if who == "owner" else OWNER
    sent = {"nobody": {}, "the other": {"writer": other}, "of another case": {"writer": "0" * 16}}
    before, addresses = stored(whole), posting(whole, desk, who)
    assert len(addresses) > 30
    for route, address in addresses:
        if route.name == CLOSING:
            continue
        for more in ({}, {"keep_draft": "1"}, {"drop_draft": "0" * 32}):
            fields = CONSENT | {"text": "x"} | more | sent[said]
            answer = browser(whole, desk, who).post(address, fields)
            assert answer.status_code == 409, address
        assert stored(whole) == before, address


@pytest.mark.parametrize("who", ["owner", "advocate"])
def test_for_whom_it_was_opened_it_does(whole: Whole, desk: Desk, who: str) -> None:
    """So the check above can fail."""
    mine = OWNER if who == "owner" else slot()
    for route, address in posting(whole, desk, who):
        if route.name not in OWNERS:
            answer = browser(whole, desk, who).post(address, CONSENT | {"writer": mine})
            assert "先看清会算谁写的" not in answer.content.decode(), address
    assert len(whole.made.entries()) > len(whole.entries) + 3


def test_no_template_forgets_it() -> None:
    """Also those that only come as an answer."""
    for room in ("cases", "letters", "record"):
        for path in (settings.BASE_DIR / "templates" / room).rglob("*.html"):
            text = path.read_text()
            wanted = 0 if path.name in OF_NO_CASE else text.count('method="post"')
            assert text.count(PART) == wanted, path.name
