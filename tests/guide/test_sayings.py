"""他这样说，是什么意思: every phrase on its page, with its sources, and found from elsewhere."""

import gzip
import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from borrower_guide.guide import sayings, shelves
from borrower_guide.guide.search_documents import index
from borrower_guide.law.content import load_library
from borrower_guide.law.phrase import Phrase
from borrower_guide.law.rule import Level

PHRASES = shelves.library().phrases
ALL = pytest.mark.parametrize("phrase", PHRASES.values(), ids=lambda phrase: phrase.id)
TODAY = date(2026, 11, 24)


def page(client: Client, phrase: Phrase) -> str:
    response = client.get(sayings.saying_address(phrase))
    assert response.status_code == 200
    return response.content.decode()


def test_the_index_leads_to_each_phrase_by_kind(client: Client) -> None:
    html = client.get("/guide/sayings/").content.decode()
    places = [html.index(f'href="/guide/sayings/{key}/"') for key in PHRASES]
    assert places == sorted(places)
    for kind, found in sayings.by_kind(shelves.library()):
        assert html.index(f">{kind.label}</h2>") < html.index(f"/{found[0].id}/")
    assert 'href="/law/rules/"' in html
    assert 'href="/guide/sayings/"' in client.get("/law/rules/").content.decode()
    assert len(gzip.compress(html.encode())) < 12 * 1024


@ALL
def test_a_page_tells_all_that_the_table_holds(client: Client, phrase: Phrase) -> None:
    html = page(client, phrase)
    plain = re.sub(r"<[^>]+>", "", html)
    for text in (*phrase.advice, phrase.heard, *(claim.text for claim in phrase.claims)):
        assert text in plain
    assert f'class="level level-{phrase.level.value}"' in html
    assert phrase.level.label in plain
    assert html.count("<h1>") == 1
    assert "这不是结论" in plain
    assert ('href="tel:110">打 110' in html) == phrase.urgent
    assert ("常有骗子这样说" in plain) == phrase.scam
    assert len(gzip.compress(html.encode())) < 12 * 1024


@ALL
def test_each_rule_and_each_provision_is_one_tap_away(client: Client, phrase: Phrase) -> None:
    html = page(client, phrase)
    library = shelves.library()
    for key in phrase.rules + phrase.patterns:
        [address] = re.findall(rf'href="(/law/rules/[\w-]+/#{key})"', html)
        path, _, anchor = address.partition("#")
        assert f'id="{anchor}"' in client.get(path).content.decode()
    for claim in phrase.claims:
        rows = [row for name in claim.basis for row in library.lineage(name)]
        assert any(f'href="/law/{row.id}/"' in html for row in rows)


def test_a_phrase_that_nobody_wrote_is_not_found(client: Client) -> None:
    assert client.get("/guide/sayings/none/").status_code == 404


def test_what_it_may_rise_to_stands_under_what_makes_it_graver(client: Client) -> None:
    html = page(client, PHRASES["posting"])
    assert html.index("什么情况更重") < html.index("这样的，可能违规或违法")
    assert "这样的" not in page(client, PHRASES["insult"])


def test_nothing_is_a_likely_breach_once_its_source_is_out_of_use() -> None:
    off = frozenset({"psm12-42-2", "psm25-50-1-2", "cc-1024"})
    library = load_library(switched_off=off)
    told = sayings.saying_of(library.phrases["insult"], library, TODAY)
    assert (told.level, told.claims) == (Level.UNCLEAR, ())
    off = frozenset({"cc-1032"})
    library = load_library(switched_off=off)
    told = sayings.saying_of(library.phrases["posting"], library, TODAY)
    assert (told.level, told.rises_to) == (Level.UNCLEAR, None)
    calm = sayings.saying_of(library.phrases["will_visit"], load_library(), TODAY)
    assert calm.level is Level.ORDINARY


@pytest.mark.parametrize(
    ("asked", "key"), [("坐牢", "crime_talk"), ("冻结微信", "freeze_accounts")]
)
def test_a_phrase_can_be_looked_up(asked: str, key: str) -> None:
    found = [hit.document.address for hit in index().search(asked)]
    assert reverse("guide:saying", args=[key]) in found
