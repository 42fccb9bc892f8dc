"""Narrow inputs for the page that is typed from beginning to end: `{% cell form "injury" %}`."""

from typing import Any

from django import template

from borrower_guide.cases.forms.described import describe
from borrower_guide.cases.forms.page import FormPage
from borrower_guide.site.templatetags.kept_parts import kept, rendered

register = template.Library()
# Long answers have a line to themselves; only the account is told in paragraphs. In a line Enter
# saves, as everywhere else on the page.
WIDE = {
    "account", "impact", "words", "outcome_words", "authorisation_text", "appearance", "heard",
}  # fmt: skip


@register.simple_tag
def cell(form: FormPage, name: str, *index_and_field: Any) -> str:
    """The input of a field in the form that its type asks for: line, area, list or box.

    A list is chosen from by the digit before each word. Kept by the process while it is empty.
    """
    full = ".".join([name, *map(str, index_and_field)])
    kind = describe(form.model, full).kind
    if kind in ("one", "flag"):
        field: Any = form.choice(full)
        empty = not any(option.checked for option in field.options)
        part = "cases/intake/_select.html" if kind == "one" else "cases/intake/_box.html"
    else:
        field = form.text(full, rows=5 if full == "account" else 1)
        part, empty = "cases/intake/_text.html", not field.value
    render = kept if empty and not field.error else rendered
    return render(part, (("field", field), ("wide", full.rpartition(".")[2] in WIDE)))
