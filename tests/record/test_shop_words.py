"""Words typed to be covered in 打印店版: never lost, and never too many to be looked for."""

import pytest
from django.test import Client

from borrower_guide.printing import render
from borrower_guide.record.pages.shop_copy import LONGEST, MOST_WORDS, TOO_MANY
from borrower_guide.turns import Turns
from tests.cases.pages import Browser, Page
from tests.record.opened import OpenedCase, open_with_record

pytestmark = pytest.mark.django_db
WAYS = {"record:shop": {}, "record:pickup_make": {"copy": "shop"}}
TYPED = "阳光小区\n乐乐"


@pytest.fixture
def opened(client: Client) -> OpenedCase:
    return open_with_record(client)


def sent(opened: OpenedCase, way: str, words: str) -> Page:
    return Page(opened.post(way, cover=words, **WAYS[way]))


@pytest.mark.parametrize("way", WAYS)
def test_where_others_print_the_words_come_back(
    way: str, opened: OpenedCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as busy:
        busy.setattr(render, "TURNS", Turns("test", at_once=0, waiting=0, seconds=0))
        page = sent(opened, way, TYPED)
    assert (page.status, TYPED in page.text, "再做一次" in page.words) == (503, True, True)
    again = Browser(opened.client).post(opened.url(way), cover=TYPED, **page.hidden)
    assert again.status in (200, 302)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "words", ["\n".join(map(str, range(MOST_WORDS + 1))), "长" * (LONGEST + 1)]
)
def test_too_many_are_told_and_not_looked_for(way: str, words: str, opened: OpenedCase) -> None:
    page = sent(opened, way, words)
    assert (page.status, words in page.text, TOO_MANY in page.words) == (422, True, True)


def test_as_many_as_there_may_be_are_covered(opened: OpenedCase) -> None:
    words = "\n".join(["长" * LONGEST, *map(str, range(MOST_WORDS - 1))])
    assert sent(opened, "record:shop", words).status == 200
