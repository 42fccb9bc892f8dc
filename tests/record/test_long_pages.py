"""The page of a long case is written by one at a time: it takes much of a worker."""

from typing import Any

import pytest
from django.test import Client

from borrower_guide.record import render
from borrower_guide.turns import Turns
from tests.cases.pages import Page
from tests.record.opened import OpenedCase, open_with_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(client: Client, monkeypatch: pytest.MonkeyPatch) -> OpenedCase:
    """Another long page is being written all the time."""
    monkeypatch.setattr(render, "TURNS", Turns("test", at_once=0, waiting=0, seconds=0))
    return open_with_record(client)


def test_a_short_one_waits_for_none(opened: OpenedCase) -> None:
    assert opened.get("record:preview").status_code == 200
    assert opened.post("record:make", entry="0" * 32).status_code == 302


@pytest.mark.parametrize("sent", [{}, {"findings": "1", "shown": "loose", "keep": "loose"}])
def test_a_long_one_says_so_and_keeps_what_was_ticked(
    sent: dict[str, Any], opened: OpenedCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render, "MANY", 1)
    assert opened.get("record:preview").status_code == 503
    page = Page(opened.post("record:make", entry="0" * 32, **sent))
    assert (page.status, "再做一次" in page.words) == (503, True)
    assert sent.items() <= page.hidden.items()
    assert opened.post("record:shop").status_code == 503
