"""Parts that are rendered once: the same as if rendered each time, and no typed word among them."""

from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import Settings

from borrower_guide.site.inputs import Choices, Option, TextField
from borrower_guide.site.templatetags import kept_parts

WORDS = TextField(name="words", label="他们的原话", rows=4)
ACTS = Choices(
    name="acts",
    label="做了什么",
    type="checkbox",
    options=(Option("insulted", "骂人", "", False), Option("left", "走了", "", True)),
)


@pytest.mark.parametrize("field", [WORDS, replace(WORDS, value="今天不还"), replace(WORDS, rows=1)])
def test_a_text_field_is_what_its_template_says(field: TextField) -> None:
    for _ in range(2):
        assert kept_parts.text_field(field) == render_to_string(
            "site/_field.html", {"field": field}
        )


@pytest.mark.parametrize(
    "field", [ACTS, replace(ACTS, error="请去掉一样"), replace(ACTS, label="骂")]
)
def test_a_group_is_what_its_template_says(field: Choices) -> None:
    for _ in range(2):
        expected = render_to_string("site/_choices.html", {"field": field})
        assert kept_parts.choices(field) == expected


def test_nothing_typed_is_kept() -> None:
    kept_parts.kept.cache_clear()
    kept_parts.text_field(replace(WORDS, value="今天不还，明天就去你单位"))
    kept_parts.text_field(replace(WORDS, error="看不懂“后天大后天”"))
    kept_parts.choices(replace(ACTS, error="没有“别的”这一项"))
    assert kept_parts.kept.cache_info().currsize == 0


def test_the_footer_follows_the_settings(client: Client, settings: Settings) -> None:
    for number in ("某ICP备1号", "某ICP备2号"):
        settings.ICP_NUMBER = number
        assert number in client.get("/").content.decode()
