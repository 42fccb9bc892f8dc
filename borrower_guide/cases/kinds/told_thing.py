"""A thing as its page tells it: each filled field, with the amendments to it. No Django."""

from dataclasses import dataclass

from borrower_guide.cases.history import NOTHING, lines_of, reference_text
from borrower_guide.cases.things import MODELS, Thing
from borrower_guide.schema.model import field_label


@dataclass(frozen=True)
class ToldLine:
    """`marks` are the numbers of the amendments that touched it: 补1 …; `tag` as on paper."""

    name: str
    label: str
    text: str
    tag: str
    marks: tuple[int, ...]


def told_lines(thing: Thing) -> list[ToldLine]:
    """Every field that says something now or was changed, in the order of its type."""
    model = MODELS[thing.kind]
    found = []
    for name, field in model.model_fields.items():
        given = getattr(thing.value, name)
        marks = tuple(
            dict.fromkeys(change.number for change in thing.changes if change.field == name)
        )
        filled = given not in (field.default, None, ())
        if name == "id" or not (filled or marks):
            continue
        if name in ("loan", "exhibits"):
            text = reference_text(given or ()) or NOTHING
        else:
            text = lines_of(thing.value, name) if filled else NOTHING
        label = field_label(model, name)
        tag = thing.value.tag if filled and name == "counterpart" else ""
        found.append(ToldLine(name, label, text, tag, marks))
    return found
