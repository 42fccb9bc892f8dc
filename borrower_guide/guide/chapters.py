"""Reads a flow from its file and its chapters, `<flow>.yaml` and `<flow>/*.yaml`."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from borrower_guide.guide.content import load
from borrower_guide.guide.flow import Flow, Outcome, Step
from borrower_guide.law.row import Row
from borrower_guide.schema.faults import ContentFault, ContentFaults


class Chapter(Row):
    """Further steps and outcomes of a flow. Ways lead across chapters as within one."""

    steps: tuple[Step, ...] = ()
    outcomes: tuple[Outcome, ...] = ()


def files_of(path: Path) -> dict[str, Path]:
    """The files of a flow by the name that faults give them: its own first, then its chapters."""
    chapters = sorted(path.with_suffix("").glob("*.yaml"))
    return {path.name: path} | {f"{path.stem}/{file.name}": file for file in chapters}


def load_flow(path: Path) -> Flow:
    """Read a flow against the schema; `proof.prove` checks how its parts hold together.

    Raises ContentFaults with every fault of every file.
    """
    faults: list[ContentFault] = []
    flow: Flow | None = None
    chapters: dict[str, Chapter] = {}
    for name, file in files_of(path).items():
        try:
            if file == path:
                flow = load(file, Flow)
            else:
                chapters[name] = load(file, Chapter)
        except ContentFaults as error:
            faults += [replace(fault, file=name) for fault in error.faults]
    if faults or flow is None:
        raise ContentFaults(faults)
    return _bound(flow, chapters)


def _bound(flow: Flow, chapters: Mapping[str, Chapter]) -> Flow:
    """One flow of all chapters; `homes` says where each node stands."""
    steps = (*flow.steps, *(step for one in chapters.values() for step in one.steps))
    outcomes = (*flow.outcomes, *(end for one in chapters.values() for end in one.outcomes))
    homes = {key: name for name, one in chapters.items() for key in _ids(one)}
    return flow.model_copy(update={"steps": steps, "outcomes": outcomes, "homes": homes})


def _ids(chapter: Chapter) -> tuple[str, ...]:
    return (*(step.id for step in chapter.steps), *(end.id for end in chapter.outcomes))
