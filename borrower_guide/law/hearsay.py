"""What was not seen with one's own eyes is said to be so, whatever it weighs."""

from collections.abc import Iterable

from borrower_guide.schema.acts import Act
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.vocabulary import Knowledge, Relation

OPENINGS = {
    Knowledge.HEARSAY: "据转述，不是亲眼所见。",
    Knowledge.CAMERA: "据监控，不是当面所见。",
}
TOLD = {
    Act.DISCLOSED_TO_NEIGHBOUR: Relation.NEIGHBOUR,
    Act.DISCLOSED_TO_FAMILY: Relation.FAMILY,
    Act.DISCLOSED_TO_WORKPLACE: Relation.WORKPLACE,
    Act.DISCLOSED_TO_COMMITTEE: Relation.COMMITTEE,
}


def opening(visit: Visit, acts: Iterable[str]) -> str:
    """The words that begin a finding resting on `acts`; empty for what was seen or not told."""
    if visit.knowledge in OPENINGS:
        return OPENINGS[visit.knowledge]
    sources = {source for act in acts for source in _sources(visit, act)}
    if len(sources) == 1 and (only := sources.pop()) in OPENINGS:
        return OPENINGS[only]
    return ""


def _sources(visit: Visit, act: str) -> set[Knowledge | None]:
    """How it is known that someone was told, where the list of those told is all there is."""
    relation = TOLD.get(Act(act))
    if relation is None or act in visit.acts:
        return {None}
    return {one.knowledge for one in visit.third_parties_told if one.relation is relation}
