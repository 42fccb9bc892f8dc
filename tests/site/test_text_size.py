"""大字: chosen by a form, kept in one cookie of the session, seen on every page."""

from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.site.text_size import own_address
from tests.cases.pages import Browser

CHOICES = [("large", 'class="text-large"'), ("huge", 'class="text-huge"')]
PAGES = ["/", "/door/", "/law/", "/channels/", "/guide/response/", "/text/", "/nowhere/"]


@pytest.mark.parametrize(("size", "look"), CHOICES)
@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_as_large_as_chosen(
    client: Client, address: str, size: str, look: str
) -> None:
    assert '<html lang="zh-CN">' in client.get(address).content.decode()
    client.post("/text/", {"size": size, "next": address})
    assert f'<html lang="zh-CN" {look}>' in client.get(address).content.decode()


@pytest.mark.parametrize(("size", "look"), CHOICES)
def test_kept_questions_are_as_large_as_chosen(client: Client, size: str, look: str) -> None:
    """Rendered once for all, so one person's size must not be another's."""
    other = Client()
    address = client.get("/guide/visit/")["Location"]
    for _ in range(2):
        client.post("/text/", {"size": size})
        assert look in client.get(address).content.decode()
        assert 'class="text-' not in other.get(address).content.decode()
        client.post("/text/", {"size": "normal"})
        assert 'class="text-' not in client.get(address).content.decode()


@pytest.mark.django_db
def test_the_kept_first_form_is_as_large_as_chosen() -> None:
    one, other = Browser(), Browser()
    one.post("/text/", size="huge")
    for _ in range(2):
        assert 'class="text-huge"' in one.get(one.begin()).text
        assert 'class="text-' not in other.get(other.begin()).text


@pytest.mark.parametrize("local", [True, False])
def test_the_cookie_is_short_and_goes_with_the_browser(
    client: Client, settings: Any, local: bool
) -> None:
    settings.LOCAL = local
    cookie = client.post("/text/", {"size": "large"}).cookies["text"]
    assert (cookie.value, cookie["path"], cookie["samesite"]) == ("large", "/", "Lax")
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert cookie["httponly"]
    assert bool(cookie["secure"]) is not local


def test_the_usual_size_needs_no_cookie(client: Client) -> None:
    client.cookies["text"] = "large"
    assert client.post("/text/", {"size": "normal"}).cookies["text"]["max-age"] == 0


def test_leaving_takes_it_along(client: Client) -> None:
    client.post("/text/", {"size": "large"})
    assert client.get("/leave/").cookies["text"]["max-age"] == 0


@pytest.mark.parametrize("value", ["LARGE", "x", '"><script>', "large huge", ""])
def test_another_word_in_the_cookie_counts_as_nothing(client: Client, value: str) -> None:
    client.cookies["text"] = value
    assert '<html lang="zh-CN">' in client.get("/").content.decode()


def test_another_size_than_ours_is_the_usual_one(client: Client) -> None:
    response = client.post("/text/", {"size": "10000"})
    assert response.cookies["text"]["max-age"] == 0


def test_nothing_changes_by_looking(client: Client) -> None:
    response = client.get("/text/?size=large")
    assert "text" not in response.cookies
    assert response["Cache-Control"] == "no-store"


def test_another_site_cannot_change_it() -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/text/", {"size": "large"})
    assert response.status_code == 403
    assert "text" not in response.cookies


@pytest.mark.parametrize("back", ["/law/", "/channels/?lender=bank&act=insulted", "/cases/abc/"])
def test_it_comes_back_to_the_page_before(client: Client, parsed: Any, back: str) -> None:
    page = parsed(client.get("/text/", headers={"referer": f"http://testserver{back}"}))
    assert page.all("input", name="next")[0]["value"] == back
    response = client.post("/text/", {"size": "large", "next": back})
    assert (response.status_code, response["Location"]) == (303, back)
    assert ("正在写的字要先存" in page.words) == back.startswith("/cases/")


@pytest.mark.parametrize(
    "referer",
    ["", "https://elsewhere.example/law/", "http://testserver.example/law/", "http://[", "/law/"],
)
def test_from_elsewhere_it_goes_home(client: Client, parsed: Any, referer: str) -> None:
    page = parsed(client.get("/text/", headers={"referer": referer}))
    assert page.all("input", name="next")[0]["value"] == "/"


FOREIGN = [
    "https://elsewhere.example/",
    "//elsewhere.example/law/",
    "/\\elsewhere.example",
    "\\/elsewhere.example",
    "///elsewhere.example",
    "/\t/elsewhere.example",
    "\n//elsewhere.example",
    "javascript:alert(1)",
    "/nowhere/",
    "law/",
    "/law/\r\nSet-Cookie: a=b",
    "/text/",
    "/leave/",
    "/cases/leave/",
    "/law/?" + "x" * 600,
    "",
]


@pytest.mark.parametrize("address", FOREIGN)
def test_no_way_leads_out(client: Client, address: str) -> None:
    assert client.post("/text/", {"size": "large", "next": address})["Location"] == "/"


@given(st.text(max_size=40) | st.text("/\\:.@?#%a ", max_size=20))
def test_whatever_is_sent_stays_here(address: str) -> None:
    found = own_address(address)
    assert found.startswith("/")
    assert not found.startswith(("//", "/\\"))
    assert found in (address, "/")
