"""A place in a case file in words: `$.visits[3].started_at` is 来访第 4 条，开始时间."""

import re

from borrower_guide.cases.forms.described import describe
from borrower_guide.schema.case import LISTS, Case

_ITEM = re.compile(r"\$\.([a-z]+)\[(\d+)\](?:\.(.+))?")
_HEAD = re.compile(r"\$\.([a-z_]+)")


def place_words(path: str) -> str:
    """The words for a JSON path; empty for the file as a whole and for what we have no word for."""
    if (found := _ITEM.fullmatch(path)) and found[1] in LISTS:
        place = f"{Case.model_fields[found[1]].title}第 {int(found[2]) + 1} 条"
        label = _label(found[1], found[3] or "")
        return f"{place}，{label}" if label else place
    head = _HEAD.match(path)
    field = Case.model_fields.get(head[1]) if head else None
    return (field.title or "") if field else ""


def _label(name: str, inner: str) -> str:
    try:
        return describe(LISTS[name], re.sub(r"\[(\d+)\]", r".\1", inner)).label if inner else ""
    except (KeyError, AttributeError, TypeError):
        return ""
