"""A case as a file of the case format. No Django."""

from collections.abc import Mapping
from typing import Any

from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import Thing
from borrower_guide.schema.case import FORMAT


def exported(state: CaseState, files: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The case as it stands, withdrawn things left out, and its journal as `history`.

    `files` names what lies beside this JSON, by label (E1); other exhibits go without `file`.
    """
    gone = {thing.label for thing in state.things if thing.withdrawn}
    case: dict[str, Any] = {
        "format": FORMAT,
        "version": 1,
        "title": state.title,
        "reporter_role": state.reporter_role.value,
    }
    lists = {
        "loans": state.loans,
        "visits": state.visits,
        "contacts": state.contacts,
        "exhibits": state.exhibits,
        "complaints": state.complaints,
    }
    case |= {
        name: [_item(thing, gone) for thing in _live(things)] for name, things in lists.items()
    }
    for exhibit in case["exhibits"]:
        if name := (files or {}).get(exhibit["id"]):
            exhibit["file"] = name
    case["history"] = [{**entry.hashed(), "digest": entry.digest} for entry in state.entries]
    return case


def _live(things: tuple[Thing, ...]) -> list[Thing]:
    return [thing for thing in things if not thing.withdrawn]


def _item(thing: Thing, gone: set[str]) -> dict[str, Any]:
    """A thing's payload; what pointed to a withdrawn thing points nowhere."""
    payload: dict[str, Any] = thing.value.to_payload()
    payload.pop("file", None)
    if payload.get("loan") in gone:
        del payload["loan"]
    if "exhibits" in payload:
        payload["exhibits"] = [label for label in payload["exhibits"] if label not in gone]
    for statement in payload.get("statements", []):
        if statement.get("exhibit") in gone:
            del statement["exhibit"]
    return payload
