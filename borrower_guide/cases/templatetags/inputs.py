"""Tags that put one input of a form page: `{% text form "police.call_no" %}`."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template.loader import get_template

from borrower_guide.cases.forms.described import describe
from borrower_guide.cases.forms.page import FormPage
from borrower_guide.cases.things import Thing
from borrower_guide.schema.acts import GROUPS
from borrower_guide.site.inputs import Choices, Option, anchor
from borrower_guide.site.templatetags.kept_parts import choices, text_field

register = template.Library()


@register.simple_tag
def text(form: FormPage, name: str, *index_and_field: Any, **layout: Any) -> str:
    """An input or text area. `{% text form "visitors" 0 "phone" %}` names a row."""
    return text_field(form.text(_name(name, index_and_field), **layout))


@register.simple_tag
def choice(form: FormPage, name: str, *index_and_field: Any, **layout: Any) -> str:
    """Radio buttons or boxes for a closed vocabulary."""
    return choices(form.choice(_name(name, index_and_field), **layout))


@register.simple_tag
def flag(form: FormPage, name: str, *index_and_field: Any) -> str:
    """The one box of a yes-or-nothing field."""
    field = form.choice(_name(name, index_and_field))
    return get_template("cases/_flag.html").render({"field": field})


@register.simple_tag
def rows(form: FormPage, name: str) -> range:
    """The rows of a list to show: those typed so far, one at least, one more if asked for."""
    return range(max(form.count(name), 1) + (form.adding == name))


def _name(name: str, index_and_field: tuple[Any, ...]) -> str:
    return ".".join([name, *map(str, index_and_field)])


@register.inclusion_tag("cases/_list_fault.html")
def list_fault(form: FormPage, name: str) -> dict[str, str]:
    """The fault of a list as a whole, such as more people told than came."""
    return {"id": anchor(name), "error": form.faults.get(name, "")}


@register.simple_tag
def act_groups(form: FormPage) -> list[Choices]:
    """The acts under their headings, good conduct first; one input name for all of them."""
    return [
        form.choice("acts", only=acts, label=title, help="", columns=True, id_suffix=f"-{number}")
        for number, (title, acts) in enumerate(GROUPS)
    ]


@register.simple_tag
def exhibit_choice(
    form: FormPage, exhibits: Iterable[Thing], name: str, *index_and_field: Any
) -> Choices | None:
    """The case's exhibits to choose from: boxes for a list, radio buttons for one; None if none."""
    full = _name(name, index_and_field)
    chosen = form.values.get(full, [])
    options = tuple(
        Option(item.label, item.value.title or f"证据 {item.label[1:]}", "", item.label in chosen)
        for item in exhibits
        if not item.withdrawn
    )
    if not options:
        return None
    told = describe(form.model, full)
    if told.kind != "many":
        options = (*options, Option("", "不在证据里", "", not any(chosen)))
    kind = "checkbox" if told.kind == "many" else "radio"
    error = form.faults.get(full, "")
    return Choices(name=full, label=told.label, type=kind, options=options, error=error)
