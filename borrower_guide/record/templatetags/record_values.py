"""How one value is written on paper: its tag before it, its marks after it."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from borrower_guide.record.paper.sheet import LONG, Value
from borrower_guide.record.paper.words import eights, two_lines

register = template.Library()
DATE = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日")


@register.filter
def said(value: Value) -> SafeString:
    """A value as HTML. One function, not a template: a record has hundreds of them."""
    tag = f'<span class="p-claim">{escape(value.tag)}</span>' if value.tag else ""
    text: str = escape(value.text)
    if not value.written:
        text = f'<span class="ours">{text}</span>'
    if value.code:
        text = f'<span class="p-code">{text}</span>'
    return mark_safe(tag + text + marks(value.marks))  # noqa: S308 - every part is escaped


@register.filter
def stop(value: Value) -> str:
    """The full stop after a value that does not end with one."""
    return "" if value.text.endswith(("。", "！", "？", "……")) else "。"


@register.filter
def unbroken(text: str) -> SafeString:
    """Words that break at spaces alone: 22:40（大约） 至 23:10（大约）."""
    words = (f'<span class="unbroken">{escape(word)}</span>' for word in text.split())
    return mark_safe(" ".join(words))  # noqa: S308 - every word is escaped


@register.filter
def dated(text: str) -> SafeString:
    """Running words of ours in which no date is broken over two lines."""
    whole = DATE.sub(r'<span class="unbroken">\g<0></span>', escape(text))
    return mark_safe(whole)  # noqa: S308 - escaped before


@register.filter
def drawn(svg: str) -> SafeString:
    """A drawing of `record.drawings`: nothing that a person wrote is in it."""
    return mark_safe(svg)  # noqa: S308


@register.filter
def marks(names: tuple[str, ...]) -> SafeString:
    """补1 … as round tags."""
    return mark_safe("".join(f'<b class="mark">{escape(name)}</b>' for name in names))  # noqa: S308


@register.filter
def is_long(line: tuple[Value, ...]) -> bool:
    """Whether a row of a table may run over a page."""
    return any(len(value.text) > LONG for value in line)


@register.filter
def grouped(text: str) -> str:
    """A text with the digest in it broken into groups, so that a phone can wrap it."""
    return re.sub(r"[0-9a-f]{64}", lambda found: eights(found[0]), text)


register.filter("eights", eights)
register.filter("two_lines", two_lines)
