"""A record that is too long for one paper: asked about before it begins, and made in volumes."""

import re
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client

from borrower_guide.cases.entries import Kind, NewEntry, new_id
from borrower_guide.cases.models import Blob
from borrower_guide.printing import weight
from borrower_guide.record.attachment import attached, read_manifest
from borrower_guide.record.manifest import NUMBERS
from tests.record.opened import OpenedCase, open_with_visit

pytestmark = pytest.mark.django_db
BUTTON = re.compile(r'name="volume" value="([^"]+)">第 \d 份：(.+?)</button>')
VISITS = 7


@pytest.fixture
def opened(client: Client) -> OpenedCase:
    """Seven visits on as many days, each with some words."""
    opened = open_with_visit(client)
    opened.made.append(*(visit(day) for day in range(2, VISITS + 1)))
    return opened


def visit(day: int) -> NewEntry:
    payload = {"started_at": f"2026-01-0{day}", "account": "他们站在门口说了很久。" * 400}
    return NewEntry(kind=Kind.VISIT, subject=new_id(), payload=payload)


def allow(settings: Any, opened: OpenedCase, part: float) -> None:
    """Let one paper have so much of what the whole case needs."""
    whole = opened.get("record:preview").context["body"]
    settings.PAPER_MB = weight.megabytes(int(len(whole) * part))


def offered(page: Any) -> list[tuple[str, str]]:
    return BUTTON.findall(page.content.decode())


def told(opened: OpenedCase) -> set[str]:
    """The labels of the visits in the newest record."""
    manifest = read_manifest(next(attached(opened.get("record:pdf").content)))
    assert manifest is not None
    visits = [one for one in manifest.entries if one.get("kind") == Kind.VISIT]
    numbers = manifest.content.get(NUMBERS)
    assert numbers is not None
    return {f"V{numbers[str(one['seq'])]}" for one in visits}


def test_what_fits_is_one_paper(opened: OpenedCase, settings: Any) -> None:
    allow(settings, opened, 1.2)
    assert offered(opened.get("record:preview")) == []
    settings.PAPER_MB = 0  # no bound
    assert offered(opened.get("record:preview")) == []


def test_the_page_asks_before_anything_is_begun(opened: OpenedCase, settings: Any) -> None:
    allow(settings, opened, 0.6)
    found = offered(opened.get("record:preview"))
    spans = [tuple(map(int, value.split("-"))) for value, _ in found]
    assert (spans[0][0], spans[-1][1]) == (1, VISITS)
    assert all(before[1] + 1 == after[0] for before, after in pairwise(spans))
    assert all(words.startswith("来访 ") and "2026年" in words for _, words in found)
    assert "2026年1月7日</span>" in found[-1][1]


def test_all_at_once_is_refused_and_nothing_is_lost(opened: OpenedCase, settings: Any) -> None:
    allow(settings, opened, 0.6)
    entries = len(opened.made.entries())
    answer = opened.post("record:make", entry=new_id(), findings="1")
    assert answer.status_code == 422
    assert len(offered(answer)) >= 2
    assert 'name="findings" value="1" checked' in answer.content.decode()
    assert (Blob.objects.count(), len(opened.made.entries())) == (0, entries)


def test_volumes_together_tell_of_every_visit(opened: OpenedCase, settings: Any) -> None:
    allow(settings, opened, 0.6)
    seen: list[set[str]] = []
    for value, _ in offered(opened.get("record:preview")):
        answer = opened.post("record:make", entry=new_id(), volume=value)
        assert answer.status_code == 302
        seen.append(told(opened))
    assert sum(map(len, seen)) == VISITS
    assert set().union(*seen) == {f"V{number}" for number in range(1, VISITS + 1)}


def test_other_kinds_have_a_volume_of_their_own(opened: OpenedCase, settings: Any) -> None:
    opened.made.append(NewEntry(kind=Kind.CONTACT, subject=new_id(), payload={"content": "催"}))
    allow(settings, opened, 0.6)
    value, words = offered(opened.get("record:preview"))[-1]
    assert (value, words) == ("others", "电话、投诉和别的")
    assert opened.post("record:make", entry=new_id(), volume=value).status_code == 302
    assert told(opened) == set()


def test_a_volume_holds_none_that_was_not_ticked(opened: OpenedCase, settings: Any) -> None:
    allow(settings, opened, 0.6)
    visits = [one.subject for one in opened.made.entries() if one.kind is Kind.VISIT]
    ticks = {"shown": visits, "keep": visits[1:3]}
    opened.post("record:make", entry=new_id(), volume="1-2", **ticks)
    assert told(opened) == {"V2"}
    nothing = opened.post("record:make", entry=new_id(), volume="6-7", **ticks)
    assert nothing.status_code == 422


def test_where_fewer_visits_do_not_help_it_says_what_does(client: Client, settings: Any) -> None:
    opened = open_with_visit(client)
    settings.PAPER_MB = weight.BASE_MB
    page = opened.post("record:make", entry=new_id())
    assert page.status_code == 422
    assert "记录太长，一份 PDF 装不下。" in page.content.decode()
    assert offered(page) == []
