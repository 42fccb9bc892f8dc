"""Hard words: found, linked once, explained at the end, and never where no link may be."""

import re
from datetime import date
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.template import engines
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.guide import clock, shelves
from borrower_guide.guide.search_documents import index
from borrower_guide.guide.words import Glossary, Topic, Word, faults_of_glossary
from borrower_guide.guide.words_on_page import Finder, PageWords
from tests.guide.walking import go, way_to

GLOSSARY = shelves.book().glossary
LINEAGES = frozenset(row.lineage for row in shelves.library().provisions.values())
LIMIT = Word(id="limitation", word="诉讼时效", forms=("时效",), text="去法院的期限。")
GUARANTEE = Word(id="guarantee", word="保证", text="说好替别人还。")
PLAIN = Word(id="plain", word="一般保证", text="先找借款人。")
DONE = Word(id="done", word="执行", apart=("标准要执行",), text="法院来扣钱。")
WORDS = (GUARANTEE, LIMIT, PLAIN, DONE)


def page() -> PageWords:
    return PageWords(Finder(WORDS))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("诉讼时效过了", ["limitation"]),
        ("时效过了", ["limitation"]),
        ("一般保证", ["plain"]),
        ("保证，一般保证，保证", ["guarantee", "plain", "guarantee"]),
        ("标准要执行", []),
        ("标准要执行，法院执行", ["done"]),
        ("《执行规定》", []),
        ("《执行规定》的执行", ["done"]),
        ("没有", []),
        ("", []),
    ],
)
def test_the_longest_word_is_found(text: str, found: list[str]) -> None:
    pieces = list(Finder(WORDS).pieces(text))
    assert [word.id for _, word in pieces if word] == found
    assert "".join(piece for piece, _ in pieces) == text


@given(st.text("诉讼时效一般保证执行标准要《》<&>\"'a。", max_size=40))
def test_linking_changes_no_text(text: str) -> None:
    html = page().link(text)
    plain = re.sub(r'<a class="word" href="#word-\w+">|</a>', "", html)
    assert unescape(plain) == text
    assert "<" not in plain


def test_only_the_first_use_is_a_link() -> None:
    words = page()
    assert words.link("时效和时效").count("<a ") == 1
    assert words.link("诉讼时效") == "诉讼时效"
    assert list(words.used) == ["limitation"]


def test_a_heading_holds_no_link_and_leaves_it_to_the_text() -> None:
    words = page()
    words.note("执行")
    assert list(words.used) == ["done"]
    assert "<a " in words.link("法院执行")


def test_nothing_is_linked_without_words() -> None:
    assert PageWords(Finder(())).link("a<b") == "a&lt;b"


def test_it_is_the_same_each_time() -> None:
    orders = {tuple(Finder(some).pieces("一般保证的时效")) for some in (WORDS, WORDS[::-1])}
    assert len(orders) == 1


def faults(*words: Word, lineages: frozenset[str] | None = LINEAGES) -> list[str]:
    glossary = Glossary(topics=(Topic(id="t", title="题", words=words),))
    return [str(one) for one in faults_of_glossary(glossary, "words.yaml", lineages)]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((Word(id="a", word="甲", text="他必须还。"),), "words.yaml: a: 写了“必须”"),
        ((Word(id="a", word="甲", text="有权来要。"),), "words.yaml: a: 解释里写了“有权”"),
        ((Word(id="a", word="甲", text="您的钱。"),), "words.yaml: a: 写了“您”"),
        ((Word(id="a", word="甲", text="钱。", basis=("x",)),), "words.yaml: a: 没有叫 x 的"),
        ((Word(id="a", word="甲", text="钱。", apart=("乙",)),), "words.yaml: a: apart 里的"),
        ((LIMIT, Word(id="b", word="时效", text="期限。")), "words.yaml: b: “时效”写了两次"),
        ((LIMIT, LIMIT.model_copy(update={"word": "甲", "forms": ()})), "“#limitation”写了两次"),
    ],
)
def test_a_fault_says_where_and_what_to_do(words: tuple[Word, ...], told: str) -> None:
    assert any(told in one for one in faults(*words))


def test_without_the_law_bases_pass() -> None:
    assert faults(Word(id="a", word="甲", text="钱。", basis=("x",)), lineages=None) == []


def test_our_words_hold() -> None:
    assert list(faults_of_glossary(GLOSSARY, "words.yaml", LINEAGES)) == []
    assert len(GLOSSARY.words) > 50


def test_every_word_is_on_its_page(client: Client) -> None:
    html = client.get("/words/").content.decode()
    for word in GLOSSARY.words:
        assert f'<div id="{word.id}"><dt>{word.word}</dt>' in html
        assert word.text in html
    for lineage in {name for word in GLOSSARY.words for name in word.basis}:
        assert any(f'href="/law/{row.id}/"' in html for row in shelves.library().lineage(lineage))


PAGES = [
    "/guide/response/debt/",
    "/guide/response/attitude/",
    "/law/cc-188/",
    "/law/unchecked/",
    "/channels/",
    "/channels/court/",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_explains_what_it_links(client: Client, address: str) -> None:
    html = client.get(address).content.decode()
    links = re.findall(r'<a class="word" href="#(word-[\w-]+)">', html)
    assert links
    assert len(set(links)) == len(links)
    for link in links:
        assert html.count(f'id="{link}"') == 1
    assert html.index("这页里的词") > html.index(links[-1])


def test_no_page_links_a_word_and_leaves_it_unexplained(client: Client) -> None:
    for address in sorted({urlsplit(one.address).path for one in index().documents}):
        html = client.get(address).content.decode()
        for link in set(re.findall(r'href="#(word-[\w-]+)"', html)):
            assert html.count(f'id="{link}"') == 1, (address, link)


def test_a_question_explains_its_words_and_links_none_in_its_labels() -> None:
    explained = 0
    for node in (step.id for step in shelves.book().flows["visit"].steps):
        client = Client()
        go(client, way_to(node))
        html = client.get(f"/guide/visit/{node}/").content.decode()
        for part in re.findall(r"<(?:legend|label|button)\b.*?</(?:legend|label|button)>", html):
            assert 'class="word"' not in part
        links = re.findall(r'href="#(word-[\w-]+)"', html)
        assert all(html.count(f'id="{link}"') == 1 for link in links)
        explained += "这页里的词" in html
    assert explained > 5


def test_no_word_stands_in_another_link_or_in_a_citation(client: Client) -> None:
    for address in PAGES:
        html = client.get(address).content.decode()
        assert not re.search(r"<a [^>]*>[^<]*<a ", html)


def test_a_meaning_that_lost_its_provision_is_not_given(client: Client, settings: object) -> None:
    assert 'id="assignment"' in client.get("/words/").content.decode()
    settings.SWITCHED_OFF_PROVISIONS = ("cc-546",)  # type: ignore[attr-defined]
    assert 'id="assignment"' not in client.get("/words/").content.decode()


def test_a_meaning_before_its_law_is_not_given(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2020, 1, 1))
    assert 'id="assignment"' not in client.get("/words/").content.decode()


def test_two_requests_do_not_share_their_words() -> None:
    template = engines["django"].from_string("{% load words %}{% gloss '时效' %}{% page_words %}")
    for _ in range(2):
        html = template.render({}, RequestFactory().get("/"))
        assert 'href="#word-limitation"' in html
        assert 'id="word-limitation"' in html


def test_without_a_request_text_stays_text() -> None:
    template = engines["django"].from_string("{% load words %}{% gloss text %}{% page_words %}")
    assert template.render({"text": "时效<"}).strip() == "时效&lt;"
