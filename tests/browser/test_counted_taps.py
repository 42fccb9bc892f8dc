"""What the smallest useful entry costs a shaking hand: every tap and every letter is counted."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import NewPhone
from tests.browser.test_main_way import digits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_TAPS, MOST_LETTERS = 8, 12


@dataclass
class Hand:
    """The only way that these tests touch a page. Scrolling is free, as it is for a thumb."""

    page: Page
    taps: int = 0
    letters: int = 0

    def tap(self, place: Locator) -> None:
        place.click()
        self.taps += 1

    def choose(self, name: str, value: str) -> None:
        """Tap a choice where a person taps it: on its words."""
        box = self.page.locator(f'input[name="{name}"][value="{value}"]')
        self.tap(self.page.locator("label.choice", has=box))
        assert box.is_checked()

    def press(self, words: str) -> None:
        self.tap(self.page.get_by_role("button", name=words, exact=True))

    def follow(self, words: str) -> None:
        self.tap(self.page.get_by_role("link", name=words))

    def type(self, field: Locator, text: str) -> None:
        self.tap(field)
        self.page.keyboard.type(text)
        self.letters += len(text)

    def fill_in(self) -> None:
        """How many, who they say they are, one thing they did, and the consent."""
        self.choose("visitor_count", "2")
        self.choose("role", "collector")
        self.choose("acts", "insulted")
        self.choose("consent", "yes")
        self.press("先存下来")

    def is_light(self) -> bool:
        return self.taps <= MOST_TAPS and self.letters <= MOST_LETTERS


def check_saved(page: Page) -> None:
    """The visit holds all that was tapped, its time included."""
    page.get_by_role("link", name="来访 1").click()
    words = page.locator("main").inner_text()
    assert re.search(r"\d{1,2}:\d\d", words)
    for said in ("2", "骂人、羞辱", "催收"):
        assert said in words


def test_the_form_and_the_number_typed_back(phone: NewPhone) -> None:
    page = phone()
    page.goto("/cases/new/")
    hand = Hand(page)
    hand.tap(page.get_by_text(re.compile(r"^现在 \d\d:\d\d$")))
    hand.fill_in()
    hand.type(page.get_by_label("输入最后四位"), digits(page)[-4:])
    hand.press("抄好了，继续")
    check_saved(page)
    assert hand.is_light(), (hand.taps, hand.letters)


def test_from_the_home_page_with_someone_at_the_door(phone: NewPhone) -> None:
    page = phone()
    page.goto("/")
    hand = Hand(page)
    hand.follow("有人正在门口")
    hand.follow("记下现在的时间")
    hand.fill_in()
    hand.press("先跳过")
    check_saved(page)
    assert hand.is_light(), (hand.taps, hand.letters)
