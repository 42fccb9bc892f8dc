"""Parts of a page that come out the same again and again: rendered once in a process, then kept.

The template engine is by far the dearest part of a form page. Only our own words are kept here,
never what a person typed.
"""

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import get_template

register = template.Library()


@register.simple_tag
def fixed(name: str, **facts: Hashable) -> str:
    """A part that says the same to everyone: `{% fixed "site/_bar.html" %}`."""
    return kept(name, tuple(facts.items()))


@register.simple_tag
def choices(field: Any) -> str:
    """`site/_choices.html` for a group whose options are ours; kept unless something is wrong."""
    render = rendered if field.error else kept
    return render("site/_choices.html", (("field", field),))


@register.simple_tag
def text_field(field: Any) -> str:
    """`site/_field.html`; kept only while it is empty and nothing is wrong."""
    render = rendered if field.value or field.error else kept
    return render("site/_field.html", (("field", field),))


def rendered(name: str, facts: tuple[tuple[str, Hashable], ...]) -> str:
    """The part, rendered now."""
    return get_template(name).render(dict(facts))


kept = lru_cache(maxsize=512)(rendered)
