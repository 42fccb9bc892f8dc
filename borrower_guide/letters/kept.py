"""A letter as entries keep it: each block a field of its own, so that two tabs merge. No Django.

It is a thing of kind `record` with a `paper` in its payload; a printed record has a `blob`.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from borrower_guide.cases.entries import Kind
from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import SENT_HOW, SENT_ON, Change, Thing
from borrower_guide.law.library import Library
from borrower_guide.letters.choosing import ASKED, read_choice
from borrower_guide.letters.chosen import Chosen
from borrower_guide.letters.form import PaperForm
from borrower_guide.letters.paper import Block, Paper
from borrower_guide.schema.telling import day_text
from borrower_guide.schema.vocabulary import Vocabulary

BLOCK = "block."


class Way(Vocabulary):
    """How a paper was handed over."""

    IN_PERSON = "in_person", "当面交"
    POST = "post", "寄"
    ONLINE = "online", "网上交"
    OTHER = "other", "别的办法"


def payload_of(paper: Paper, order: Iterable[str], chosen: Chosen) -> dict[str, Any]:
    """What the first entry of a letter says. `order`: the key of every block that it may have."""
    told = paper.to_json()
    blocks = {BLOCK + block["key"]: block for block in told.pop("blocks")}
    return {**told, "order": list(order), "chosen": _subjects(chosen), **blocks}


def letters_of(state: CaseState) -> tuple[Thing, ...]:
    """The letters of a case, withdrawn ones too, in the order in which they were written."""
    return tuple(thing for thing in state.of(Kind.RECORD) if "paper" in thing.payload)


def paper_of(payload: Mapping[str, Any]) -> Paper:
    """The paper that a payload holds; a block that was emptied has no lines."""
    return Paper(payload["paper"], payload["title"], payload["to"], tuple(_blocks(payload)))


def _blocks(payload: Mapping[str, Any]) -> Iterator[Block]:
    for key in payload["order"]:
        if told := payload.get(BLOCK + key):
            yield Block.of_json(told)


def words_of(thing: Thing) -> dict[str, Any]:
    """Its payload; of one that was handed over, as it was then: a tab may have been late."""
    payload = dict(thing.payload)
    for change in reversed(thing.changes):
        if change not in _changes(thing) and change.field.startswith(BLOCK):
            payload[change.field] = change.before
    return payload


def written_at(thing: Thing) -> str:
    """ISO 8601: when its words were last changed. Handing it over changes none."""
    changed = [one.logged_at for one in _changes(thing)]
    return changed[-1] if changed else thing.entry.logged_at


def file_name(thing: Thing, ending: str) -> str:
    """A name that tells nothing, and another one for each letter of a day."""
    return f"wen-{written_at(thing)[:10].replace('-', '')}-{thing.label[1:]}.{ending}"


def written_seq(thing: Thing) -> int:
    """The entry that last changed its words."""
    changed = [one.seq for one in _changes(thing)]
    return changed[-1] if changed else thing.entry.seq


def _changes(thing: Thing) -> list[Change]:
    """The changes of its words, up to the day on which it was handed over."""
    sent = next((one.seq for one in thing.changes if one.field == SENT_ON), thing.last_seq + 1)
    return [one for one in thing.changes if one.field.startswith(BLOCK) and one.seq < sent]


def is_sent(thing: Thing) -> bool:
    """Whether it was handed over, and so stays as it is."""
    return SENT_ON in thing.payload


def sent_words(thing: Thing) -> str:
    """2026年11月24日，当面交; empty if it was not."""
    if not is_sent(thing):
        return ""
    day = day_text(date.fromisoformat(thing.payload[SENT_ON]))
    return f"{day}，{Way(thing.payload[SENT_HOW]).label}"


def chosen_again(
    form: PaperForm, thing: Thing, state: CaseState, library: Library
) -> tuple[Chosen, dict[str, str]]:
    """What was chosen for a letter, as far as it is still there."""
    labels = {one.subject: one.label for one in state.things}
    told: dict[str, list[str]] = thing.payload["chosen"]
    values = {name: [labels.get(text, text) for text in texts] for name, texts in told.items()}
    to = {"to": [thing.payload["to"]]} if thing.payload["to"] else {}
    return read_choice(form, {**values, **to, ASKED: ["1"]}, state, library)


def _subjects(chosen: Chosen) -> dict[str, list[str]]:
    told = {
        "v": [thing.subject for thing in chosen.visits],
        "r": [one.id for one in chosen.requests],
        "p": [one.id for one in chosen.provisions],
        "c": [chosen.complaint.subject] if chosen.complaint else [],
        "o": [one.id for one in chosen.form.options if chosen.has(one.id)],
        "l": [thing.subject for thing in chosen.picked],
        "e": [thing.subject for thing in chosen.exhibits],
    }
    return {name: texts for name, texts in told.items() if texts}
