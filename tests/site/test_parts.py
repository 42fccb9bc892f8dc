"""The parts that every room's pages are made of."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import Settings

from tests.site.conftest import Page
from tests.site.gallery import ICONS


@pytest.fixture
def page(client: Client, settings: Settings) -> Page:
    """The page with every part in every state."""
    settings.ROOT_URLCONF = "tests.site.gallery"
    return Page(client.get("/gallery/").content.decode())


def test_every_input_has_its_label(page: Page) -> None:
    labelled = {label.get("for") for label in page.all("label")}
    boxes = [field for tag in ("input", "textarea") for field in page.all(tag)]
    typed = [box for box in boxes if box.get("type") in ("text", None)]
    assert len(typed) == 5
    assert {box["id"] for box in typed} <= labelled


def test_every_description_is_there(page: Page) -> None:
    for _, attributes in page.elements:
        for name in ("aria-describedby", "aria-labelledby"):
            for place in (attributes.get(name) or "").split():
                assert place in page.ids()


def test_ids_are_given_once(page: Page) -> None:
    assert len(set(page.ids())) == len(page.ids())


def test_the_summary_leads_to_each_wrong_field(page: Page) -> None:
    summary = page.all("div", role="alert")[0]
    assert summary["tabindex"] == "-1"
    assert "autofocus" in summary
    assert "有 2 处要改，这一页还没存" in page.words
    for place in ("left_at", "amount"):
        assert page.all("a", href=f"#{place}")
        assert page.all("input", id=place)[0]["aria-invalid"] == "true"


def test_the_title_says_that_something_is_wrong(page: Page) -> None:
    assert page.words.strip().startswith("错误：零件 - 来访记事")


def test_what_was_typed_is_shown_as_typed(page: Page) -> None:
    assert page.all("input", id="employer")[0]["value"] == '<b>"某某"</b>'
    assert "“今天不还，\n明天就去你单位。”" in page.words
    assert "maxlength" not in {name for _, found in page.elements for name in found}


def test_chosen_stays_chosen(page: Page) -> None:
    for place, chosen in [("entered_home-without_consent", True), ("entered_home-no", False)]:
        assert ("checked" in page.all("input", id=place)[0]) is chosen
    assert [box["value"] for box in page.all("input", name="acts") if "checked" in box] == [
        "polite",
        "insulted",
    ]


def test_a_finding_names_its_level_in_words_and_links_its_source(page: Page) -> None:
    for level in ("可能违规或违法", "要看具体情况", "一般允许"):
        assert level in page.words
    assert len(page.all("ul", **{"aria-label": "依据"})) == 3
    assert len(page.all("a", href="/law/cc-1033-2/")) == 3


def test_icons_are_silent_and_all_different(page: Page) -> None:
    assert {icon["aria-hidden"] for icon in page.all("svg")} == {"true"}
    drawn = {render_to_string("site/_icon.html", {"name": name}) for name in ICONS}
    assert len(drawn) == len(ICONS) == 10


def test_a_number_is_shown_four_by_four(page: Page) -> None:
    assert page.all("div", translate="no")
    assert "1234 5678 9012 3456" in page.words
