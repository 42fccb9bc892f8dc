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
    added: list[tuple[str, Step | Outcome]] = [
        (name, node)
        for name, chapter in chapters.items()
        for node in (*chapter.steps, *chapter.outcomes)
    ]
    steps = (*flow.steps, *(node for _, node in added if isinstance(node, Step)))
    outcomes = (*flow.outcomes, *(node for _, node in added if isinstance(node, Outcome)))
    homes = {node.id: name for name, node in added}
    return flow.model_copy(update={"steps": steps, "outcomes": outcomes, "homes": homes})
