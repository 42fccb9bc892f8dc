"""What is missing or does not fit together, each told in one sentence."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from borrower_guide.law import night
from borrower_guide.law.pairs import PAIRS, enters_no_home
from borrower_guide.law.paths import position
from borrower_guide.law.row import Row, Words
from borrower_guide.schema.acts import Act
from borrower_guide.schema.visit import Visit


@dataclass(frozen=True, slots=True)
class Gap:
    """`code` is `field:reason`, the field a path inside the visit or `loan.lender_type`."""

    code: str
    text: str


class GapTexts(Row):
    """`gaps.yaml`: the sentences, by path where the path matters."""

    missing: Mapping[str, Words]
    contradiction: Mapping[str, Words]
    near_edge: Mapping[str, Words]
    no_date: Words
    before_2021: Words
    no_provision: Words
    undated: Words
    too_early: Words

    def missing_at(self, place: str, path: str) -> Gap:
        return Gap(f"{place}:missing", self.missing[path])

    def unfounded(self, path: str, title: str) -> Gap:
        return Gap(f"{place_of(path)}:no_provision", self.no_provision.replace("{title}", title))


# The fields besides the pairs that can contradict themselves, and those that can lie near an edge.
OTHER_CONTRADICTIONS = ("place_type", "left_at", "acts")
EDGES = ("started_at", "ended_at")


def doubts(visit: Visit, texts: GapTexts) -> Iterator[Gap]:
    """Contradictions and times too near the edge of the night; they belong to no single rule."""
    for path in _contradictions(visit):
        yield Gap(f"{place_of(path)}:contradiction", texts.contradiction[path])
    if night.start_near_edge(visit):
        yield Gap("started_at:near_edge", texts.near_edge["started_at"])
    elif night.end_decides_nothing(visit):
        yield Gap("ended_at:near_edge", texts.near_edge["ended_at"])


def _contradictions(visit: Visit) -> Iterator[str]:
    yield from (pair.path for pair in PAIRS if pair.disagrees(visit))
    if enters_no_home(visit):
        yield "place_type"
    if Act.REFUSED_TO_LEAVE in visit.acts and Act.POLITE_LEFT_WHEN_ASKED in visit.acts:
        yield "acts"
    ended, left = visit.ended_at, visit.left_at
    if ended and left and (ended.before(left) or left.before(ended)):
        yield "left_at"


def place_of(path: str) -> str:
    """The first place that a path can mean: `visitors[0].id_shown` for `visitors.id_shown`."""
    return path.replace("visitors.", "visitors[0].")


def in_order(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """Without repeats, in the order of the visit's fields."""
    once = dict.fromkeys(gaps)
    return tuple(sorted(once, key=lambda gap: position(gap.code.rpartition(":")[0])))
