"""Search: pairs of characters, rare ones first; nothing of it kept; a small page."""

import gzip
import logging
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.guide import search_documents, shelves
from borrower_guide.guide.search import Document, Index, fold, marked, units

LETTERS = st.text("诉讼时效法院催收１２a 378，。<>&\"'\n", max_size=30)
SMALL = Index(
    (
        Document("/a/", "办法", "诉讼时效过了", ("三年不来要，可以说时效。", "先别答应还。")),
        Document("/b/", "去处", "金融监管 12378", ("打12378投诉银行。",)),
        Document("/c/", "办法", "先别答应", ("诉讼时效会从头算。", "说半天也别答应。")),
        Document("/d/", "问答", "夜里来了吗", ("半夜来敲门，记下几点。",)),
        Document("/d/", "问答", "几点来的", ("半夜也记。",)),
    )
)


def found(asked: str) -> list[str]:
    return [hit.document.address for hit in SMALL.search(asked)]


@pytest.mark.parametrize(
    ("asked", "addresses"),
    [
        ("诉讼时效", ["/a/", "/c/"]),  # in the title first
        ("时效", ["/a/", "/c/"]),
        ("诉", ["/a/", "/b/", "/c/"]),  # one character; 投诉 too
        ("12378", ["/b/"]),
        ("１２３７８", ["/b/"]),  # full width
        ("1237", []),  # a number is one thing
        ("半夜来敲门怎么办", ["/d/"]),  # one address once
        ("半夜，敲门！", ["/d/"]),
        ("  时效　诉讼 ", ["/a/", "/c/"]),
        ("没有的词", []),
        ("", []),
        ("，。！", []),
        ("\x00<script>", []),
    ],
)
def test_what_is_found_and_in_which_order(asked: str, addresses: list[str]) -> None:
    assert found(asked) == addresses


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    documents = [Document(f"/{n}/", "", "欠钱", ("欠钱",)) for n in range(9)]
    index = Index([*documents, Document("/x/", "", "票", ("传票",))])
    assert index.search("欠钱 传票")[0].document.address == "/x/"


def test_nothing_to_search_in() -> None:
    assert Index(()).search("时效") == []


def test_the_sentence_that_matches_is_shown() -> None:
    hit = SMALL.search("半天")[0]
    assert hit.snippet == (("说", False), ("半天", True), ("也别答应。", False))


def test_a_long_sentence_is_cut_around_the_match() -> None:
    line = "甲" * 100 + "传票" + "乙" * 100
    hit = Index([Document("/a/", "", "题", (line,))]).search("传票")[0]
    shown = "".join(text for text, _ in hit.snippet)
    assert ("传票", True) in hit.snippet
    assert len(shown) <= 62
    assert shown[0] == shown[-1] == "…"


@given(LETTERS, LETTERS)
def test_marking_changes_no_text(text: str, asked: str) -> None:
    spans = marked(text, set(units(fold(asked))))
    assert "".join(piece for piece, _ in spans) == text


@given(st.text(max_size=40))
def test_anything_can_be_asked(asked: str) -> None:
    assert len(fold(asked)) == len(asked)
    SMALL.search(asked)


def page(client: Client, asked: str) -> str:
    response = client.get("/search/", {"q": asked})
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    return str(response.content.decode())


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("诉讼时效", "/words/#limitation"),
        ("诉讼时效", "/law/cc-188/"),
        ("支付令", "/law/cpl-227/"),
        ("12378", "/channels/"),
        ("110", "/channels/police_110/"),
        ("邻居", "/guide/visit/"),
        ("催款", "/guide/companions/"),
        ("证件", "/guide/response/identity/"),
    ],
)
def test_each_kind_of_content_is_found(client: Client, asked: str, address: str) -> None:
    assert f'<a href="{address}' in page(client, asked)


def test_every_document_leads_to_a_page(client: Client) -> None:
    addresses = {urlsplit(one.address).path for one in search_documents.index().documents}
    assert len(addresses) > 150
    for address in addresses:
        assert client.get(address).status_code in (200, 302, 303), address


def test_every_anchor_is_there(client: Client) -> None:
    pages: dict[str, str] = {}
    for one in search_documents.index().documents:
        parts = urlsplit(one.address)
        if parts.fragment:
            html = pages.setdefault(parts.path, client.get(parts.path).content.decode())
            assert f'id="{parts.fragment}"' in html, one.address


def test_all_that_was_loaded_can_be_found() -> None:
    titles = {one.title for one in search_documents.index().documents}
    book, library = shelves.book(), shelves.library()
    assert {page.title for series in book.series.values() for page in series.pages} <= titles
    assert {one.title for flow in book.flows.values() for one in flow.outcomes} <= titles
    assert {step.ask for flow in book.flows.values() for step in flow.steps} <= titles
    assert {rule.title for rule in library.rules.values()} <= titles


def test_a_provision_that_ended_gives_way_to_the_one_after_it() -> None:
    addresses = {one.address for one in search_documents.index().documents}
    assert "/law/psm25-47-3/" in addresses
    assert "/law/psm12-40-3/" not in addresses


def test_a_provision_that_is_switched_off_is_not_found(client: Client, settings: object) -> None:
    settings.SWITCHED_OFF_PROVISIONS = ("cc-188",)  # type: ignore[attr-defined]
    assert "/law/cc-188/" not in page(client, "诉讼时效")


def test_what_was_typed_stands_in_the_field_as_text(client: Client) -> None:
    html = page(client, '"><b>时效')
    assert 'value="&quot;&gt;&lt;b&gt;时效"' in html
    assert "<b>" not in html


def test_finds_are_marked_and_escaped(client: Client) -> None:
    html = page(client, "支付令")
    assert "<mark>支付令</mark>" in html
    assert "&lt;mark" not in html


@pytest.mark.parametrize("asked", ["zzz", "鼋鼍", "！！"])
def test_nothing_found_shows_a_way_on(client: Client, asked: str) -> None:
    html = page(client, asked)
    for way in ('href="/"', 'href="/guide/visit/"', 'href="tel:12348"'):
        assert way in html


def test_a_long_question_is_cut_and_says_so(client: Client) -> None:
    html = page(client, "时" * 101)
    assert "只搜了前 100 个字" in html
    assert "时" * 101 not in html
    assert "只搜了前" not in page(client, "时" * 100)


def test_without_a_question_there_is_only_the_form(client: Client) -> None:
    html = client.get("/search/").content.decode()
    assert "没有找到" not in html
    assert "搜的字会留在浏览器的记录里" in html


def test_the_worst_page_is_small(client: Client) -> None:
    for asked in ("的", "不", "债", "要 不 钱 还 人", "第一百", "中华人民共和国"):
        assert len(gzip.compress(page(client, asked).encode())) < 12 * 1024, asked


def test_nothing_of_it_is_logged_or_kept(
    client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither of a search that works nor of one that breaks."""
    caplog.set_level(logging.DEBUG)
    canary = "金丝雀7f3a"
    page(client, canary)

    def broken() -> None:
        raise RuntimeError("the index is broken")

    monkeypatch.setattr("borrower_guide.guide.search_page.index", broken)
    client.raise_request_exception = False
    assert client.get("/search/", {"q": canary}).status_code == 500
    assert "the index is broken" in caplog.text
    assert canary not in caplog.text
    assert "%E9%87%91" not in caplog.text
    assert canary not in client.cookies.output()


@pytest.mark.parametrize("address", ["/law/", "/about/", "/channels/"])
def test_other_pages_lead_there(client: Client, address: str) -> None:
    assert 'href="/search/"' in client.get(address).content.decode()


def test_home_has_no_field_for_it(client: Client) -> None:
    html = client.get("/").content.decode()
    assert "<input" not in html


READ = [
    (flow.id, outcome)
    for flow in shelves.book().flows.values()
    for outcome in flow.outcomes
    if outcome.kind != "result"
]


@pytest.mark.parametrize(("flow", "outcome"), READ, ids=lambda value: getattr(value, "id", value))
def test_an_ending_can_be_read_without_answers(client: Client, flow: str, outcome: object) -> None:
    html = client.get(f"/guide/{flow}/{outcome.id}/read/").content.decode()  # type: ignore[attr-defined]
    words = unescape(strip_tags(html))
    for section in outcome.sections:  # type: ignore[attr-defined]
        for line in (*section.do, *section.never):
            assert line in words
    assert html.count("<h1") == 1
    assert "已经回答的" not in html
    assert len(gzip.compress(html.encode())) < 12 * 1024
    assert not client.cookies


def test_findings_cannot_be_read_without_answers(client: Client) -> None:
    for flow in shelves.book().flows.values():
        for outcome in flow.outcomes:
            if outcome.kind == "result":
                response = client.get(f"/guide/{flow.id}/{outcome.id}/read/")
                assert (response.status_code, response["Location"]) == (303, f"/guide/{flow.id}/")


@pytest.mark.parametrize("address", ["visit/nothing", "visit/safe", "nothing/safe"])
def test_only_endings_can_be_read(client: Client, address: str) -> None:
    assert client.get(f"/guide/{address}/read/").status_code == 404
