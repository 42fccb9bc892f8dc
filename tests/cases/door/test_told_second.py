"""With a script the page tells the second of a tap, so that a tap sent late keeps its time."""

from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from tests.cases.door.test_door import at_the_door, entries, tap
from tests.cases.pages import Browser

pytestmark = pytest.mark.django_db


def second_of(entry: dict[str, Any]) -> int | None:
    at = entry["device_at"]
    return int(datetime.fromisoformat(at).timestamp()) if at else None


@pytest.mark.parametrize(
    ("back", "kept"), [(0, True), (90, True), (6 * 86400, True), (8 * 86400, False), (-90, False)]
)
def test_a_script_tells_the_second_of_a_tap(back: int, kept: bool) -> None:
    browser = Browser()
    address = at_the_door(browser)
    at = int(timezone.now().timestamp()) - back
    tap(browser, address, "insulted", note="一句", at=at)
    assert second_of(entries(browser, address)[-1]) == (at if kept else None)


@pytest.mark.parametrize(
    "at", ["", "x", "-1764000000", "99", "1e9", "99999999999", "１７６４００００００"]
)
def test_a_second_that_cannot_be_is_now(at: str) -> None:
    browser = Browser()
    address = at_the_door(browser)
    tap(browser, address, "insulted", at=at)
    assert second_of(entries(browser, address)[-1]) is None


def test_without_the_tick_a_tap_waits_with_the_second_that_the_script_told() -> None:
    browser = Browser()
    address = browser.get("/cases/door/").moved_to
    at = int(timezone.now().timestamp()) - 90
    page = tap(browser, address, "knocked", at=at)
    assert f'name="waiting" value="knocked_{at}"' in page.text


def test_a_tap_told_twice_with_its_second_is_one() -> None:
    browser = Browser()
    address = at_the_door(browser)
    sent = {"entry_id": "b" * 32, "tap": "insulted", "at": int(timezone.now().timestamp()) - 9}
    first, again = browser.post(address, **sent), browser.post(address, **sent)
    assert (first.moved_to[-3:], again.moved_to[-4:]) == ("new", "same")
    assert len(entries(browser, address)) == 2
