"""What was not seen with one's own eyes is said to be so, whatever it weighs."""

from collections.abc import Iterable

from borrower_guide.schema.acts import Act
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.vocabulary import Knowledge, Relation

OPENINGS = {
    Knowledge.HEARSAY: "据转述，不是亲眼所见。",
    Knowledge.CAMERA: "据监控，不是当面所见。",
}
OF_SOME = {
    OPENINGS[Knowledge.HEARSAY]: "有的是据转述，不是亲眼所见。",
    OPENINGS[Knowledge.CAMERA]: "有的是据监控，不是当面所见。",
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


def opening_of_several(told: Iterable[tuple[Visit, Iterable[str]]]) -> str:
    """The same for a finding over visits, each with its acts: of all alike, or of some."""
    each = [opening(visit, acts) for visit, acts in told]
    if len(set(each)) == 1:
        return each[0]
    return "".join(words for whole, words in OF_SOME.items() if whole in each)


def _sources(visit: Visit, act: str) -> set[Knowledge | None]:
    """How it is known that someone was told, where the list of those told is all there is."""
    relation = TOLD.get(Act(act))
    if relation is None or act in visit.acts:
        return {None}
    return {one.knowledge for one in visit.third_parties_told if one.relation is relation}
