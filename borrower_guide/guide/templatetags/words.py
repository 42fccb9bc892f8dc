"""Hard words on a page: `{% gloss text %}` links them, `{% page_words %}` at the end explains."""

from typing import Any

from django import template
from django.template import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from borrower_guide.guide.words_on_page import explained, words_of

register = template.Library()


@register.simple_tag(takes_context=True)
def gloss(context: Context, text: str) -> SafeString:
    """The text with the words that are new to the page as links; without a request, as it is."""
    request = getattr(context, "request", None)
    return words_of(request).link(text) if request else conditional_escape(text)


@register.simple_tag(takes_context=True)
def note(context: Context, *texts: str) -> str:
    """Nothing to see: explain the words of these texts at the end, without a link in them."""
    if request := getattr(context, "request", None):
        for text in filter(None, texts):
            words_of(request).note(text)
    return ""


@register.inclusion_tag("guide/_page_words.html", takes_context=True)
def page_words(context: Context) -> dict[str, Any]:
    """What the hard words of the page mean; empty if there were none."""
    request = getattr(context, "request", None)
    return {"words": explained(words_of(request).used) if request else []}
