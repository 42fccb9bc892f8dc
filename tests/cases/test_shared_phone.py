"""A phone that others use: what a page leaves there, over every address that there is."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client

from borrower_guide.cases.models import KeySlot
from tests.cases.addresses import case_routes, fillings, plain_routes
from tests.cases.pages import CONSENT, Browser
from tests.cases.whole import whole_case

pytestmark = pytest.mark.django_db
# What someone who looks at a tab, a history or a shared card must not read of a case.
TELLING = re.compile(r"催|债|欠|逾期|投诉|举报|案|维权|网贷|罪|违法|警")


@pytest.fixture
def pages() -> dict[str, HttpResponseBase]:
    """A page of each address below a case, opened by its owner."""
    whole = whole_case()
    client = whole.browser()
    found = {
        route.text: client.get(route.address(whole.ref, filling))
        for route, filling in fillings(whole).items()
    }
    for query in ("", "&to=lender_own&edit=1"):  # what is asked for decides which page it is
        asked = f"letters/new/?paper=complaint_letter{query}"
        found[asked] = client.get(f"/cases/{whole.ref}/{asked}")
    return found


@pytest.fixture
def others(client: Client) -> dict[str, HttpResponseBase]:
    """A page of each address that belongs to no case."""
    return {address: client.get(address) for address in plain_routes()}


def shown(pages: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Address and HTML of each page, files and redirects aside."""
    for address, response in pages.items():
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            yield address, response.content.decode()


def test_no_browser_keeps_a_page_of_a_case(pages: dict[str, Any]) -> None:
    assert len(pages) == len(case_routes()) + 2
    assert {name for name, page in pages.items() if page["Cache-Control"] != "no-store"} == set()


def test_no_picture_brings_the_key_back_after_leaving(pages: dict[str, Any]) -> None:
    """Many come beside one page, and one may come when 离开 has taken the cookie away already."""
    found = [name for name, page in pages.items() if page["Content-Type"].startswith("image/")]
    assert len(found) > 2
    assert not [name for name in found if pages[name].cookies]
    assert pages["cases/<slug:ref>/"].cookies


def test_nor_any_other_where_something_is_typed_or_shown(others: dict[str, Any]) -> None:
    private = ("/cases/", "/guide/visit", "/verify/", "/leave/", "/search/", "/money/")
    kept = {name for name, page in others.items() if page.get("Cache-Control") != "no-store"}
    assert not [address for address in kept if address.startswith(private)]


def test_a_closed_case_and_a_refused_form_are_not_kept_either() -> None:
    whole, stranger = whole_case(), Client(enforce_csrf_checks=True)
    for page in (
        stranger.get(f"/cases/{whole.ref}/"),
        stranger.post(f"/cases/{whole.ref}/about/", {"title": "x"}),
        stranger.post("/cases/import/", {"x": "y"}),
    ):
        assert page.status_code in (403, 404)
        assert page["Cache-Control"] == "no-store"


def test_titles_tell_nothing_of_the_matter(pages: dict[str, Any]) -> None:
    for address, text in shown(pages):
        [title] = re.findall(r"<title>(.*?)</title>", text)
        assert title.endswith(" - 来访记事"), address
        assert not TELLING.search(title), f"{address}: {title}"
        assert "金丝雀" not in title, address


def test_a_shared_card_tells_nothing(pages: dict[str, Any], others: dict[str, Any]) -> None:
    for address, text in [*shown(pages), *shown(others)]:
        if address in ("/leave/done/",):
            continue  # says the date and nothing else
        card = re.findall(r'<meta property="og:([a-z]+)" content="([^"]*)"', text)
        assert card == [("title", "记事与打印")], address
        assert '<meta name="description"' not in text, address


def test_the_way_out_is_on_every_page(pages: dict[str, Any], others: dict[str, Any]) -> None:
    for address, text in [*shown(pages), *shown(others)]:
        if address not in ("/leave/done/",):
            assert re.search(r'<a class="leave" href="/leave/"[^>]*>离开</a>', text), address


def test_no_input_is_remembered(pages: dict[str, Any], others: dict[str, Any]) -> None:
    typed = re.compile(r"<(?:textarea|input(?=[^>]*type=\"(?:text|tel|search|number)\"))[^>]*>")
    fields = [
        (address, field)
        for address, text in [*shown(pages), *shown(others)]
        if not address.startswith("/desk/")  # an advocate's own, at their own place of work
        for field in typed.findall(text)
    ]
    assert len(fields) > 20
    advocates = ('autocomplete="username"', 'autocomplete="one-time-code"')
    remembered = [one for one in fields if 'autocomplete="off"' not in one[1]]
    assert all(place.startswith("/desk/") for place, _ in remembered)
    assert not [one for one in remembered if not any(name in one[1] for name in advocates)]


def test_no_page_of_a_case_plays_or_opens_anything(pages: dict[str, Any]) -> None:
    for address, text in shown(pages):
        assert not re.search(r"<(?:audio|video|iframe|object|embed)\b", text), address
        assert not re.search(r"\son[a-z]+=|localStorage|sessionStorage", text), address


def test_it_is_said_what_this_does_not_hide(client: Client) -> None:
    words = client.get("/about/limits/").content.decode()
    assert 'id="stays"' in words
    for left in ("浏览记录", "下载的文件", "截的图", "输入法", "发给别人", "监控", "旁边"):
        assert left in words, left
    browser = Browser()
    case = browser.begun(visitor_count="2")
    assert browser.post(f"{case}close/").links("/about/limits/#stays")


def test_deleting_says_what_stays_and_where() -> None:
    browser = Browser()
    case = browser.begun(visitor_count="2")
    before = browser.get(f"{case}delete/").words
    for left in ("下载的 PDF", "原来的照片、录音", "打印店", "发给别人", "浏览记录"):
        assert left in before, left
    after = browser.post(f"{case}delete/")
    assert "删不到" in after.words
    assert after.links("/about/limits/#stays")


def two_browsers() -> tuple[Browser, Browser, str, str]:
    """A case open in two browsers, its address and its number."""
    first, second = Browser(), Browser()
    address = first.begin()
    first.write(address, **CONSENT, visitor_count="2")
    case = address.removesuffix("visits/new/")
    [number] = re.findall(r"\d{4} \d{4} \d{4} \d{4}", first.get(f"{case}number/").words) or [""]
    first.post(f"{case}number/", skip="1")
    assert second.post("/cases/open/", resume_code=number).moved_to == case
    return first, second, case, number


def test_closing_everywhere_closes_every_browser_and_keeps_the_number() -> None:
    first, second, case, number = two_browsers()
    [slot] = KeySlot.objects.all()
    assert first.get(f"{case}close/").links("/close/all/")
    page = first.post(f"{case}close/all/", number=number)
    assert "所有手机和电脑上都不能再看" in page.words
    assert [first.get(case).status, second.get(case).status] == [404, 404]
    [other] = KeySlot.objects.all()
    assert other.pk != slot.pk
    assert second.post("/cases/open/", resume_code=number).moved_to == case
    assert "一共 1 次来访" in second.get(case).words


@pytest.mark.parametrize("typed", ["", "1234", "0000 0000 0000 0000", "abc"])
def test_closing_everywhere_wants_the_number(typed: str) -> None:
    first, second, case, _ = two_browsers()
    page = first.post(f"{case}close/all/", number=typed)
    assert page.status == 422
    assert page.faults.keys() == {"f-number"}
    assert [first.get(case).status, second.get(case).status] == [200, 200]


def test_the_number_of_another_case_closes_nothing() -> None:
    first, _, case, _ = two_browsers()
    _, _, other, number = two_browsers()
    assert first.post(f"{case}close/all/", number=number).status == 422
    assert first.get(case).status == 200
    assert KeySlot.objects.count() == 2
    assert other != case


def test_a_number_given_up_for_another_does_not_come_back() -> None:
    """Closing everywhere while 换号 is half done leaves one number: the one that was typed."""
    first, _, case, number = two_browsers()
    first.get(f"{case}number/change/")
    first.post(f"{case}number/change/")
    assert KeySlot.objects.count() == 2
    first.post(f"{case}close/all/", number=number)
    assert KeySlot.objects.count() == 1
