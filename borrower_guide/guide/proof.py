"""Prove, when content is loaded, that a flow holds together. No Django, no answers, no clock.

How it stays fast: routes multiply with every question, but a route's future depends only on
where it stands and on those earlier answers that some guard further on still looks at. So the
proof walks (node, relevant answers) pairs, each once, and counts routes by adding up. Thirty
questions with a handful of guards give a few hundred pairs and millions of routes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import TypeAlias

from borrower_guide.guide import guards
from borrower_guide.guide.engine import MANY
from borrower_guide.guide.flow import Branch, Flow, Option, Outcome, Step
from borrower_guide.guide.outline import faults_of_outline, mentioned_after
from borrower_guide.schema.faults import ContentFault

Pair: TypeAlias = tuple[str, str]
State: TypeAlias = tuple[str, frozenset[Pair]]
Answers: TypeAlias = dict[str, str]


@dataclass(frozen=True, slots=True)
class Proof:
    """`faults` is empty when the flow holds. `routes` counts all ways from start to an end.

    `witnesses` has, for every step, outcome and branch that can be reached, the answers of one
    route that reaches it; a branch is named (step, option, number of the way).
    """

    faults: tuple[ContentFault, ...]
    routes: int = 0
    states: int = 0
    witnesses: dict[tuple[str, ...], Answers] = field(default_factory=dict)


def prove(flow: Flow, file: str) -> Proof:
    """Check ids, ends and cycles, then enumerate; each fault names the step and the way out."""
    if faults := tuple(faults_of_outline(flow, file)):
        return Proof(faults)
    search = _Search(flow)
    routes = search.count((flow.steps[0].id, frozenset()), {})
    faults = tuple(ContentFault(file, where, text) for where, text in search.missing())
    return Proof(faults, routes, len(search.counted), search.witnesses)


@dataclass(frozen=True, slots=True)
class _Choice:
    """Answers that no guard tells apart: one of them, what it fixes, and how many they are."""

    options: tuple[Option, ...]
    pairs: frozenset[Pair]
    weight: int


class _Search:
    """One enumeration: the states counted so far, and the first route found to everything."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.relevant = mentioned_after(flow)
        self.counted: dict[State, int] = {}
        self.witnesses: dict[tuple[str, ...], Answers] = {}

    def count(self, state: State, answers: Answers) -> int:
        """Routes from `state` to any end; `answers` is one way to have come here."""
        if state in self.counted:
            return self.counted[state]
        key, known = state
        self.witnesses.setdefault((key,), answers)
        node = self.flow.nodes[key]
        if isinstance(node, Outcome):
            self._see(node, known, answers)
            total = 1
        else:
            total = sum(self._routes(node, one, known, answers) for one in self._choices(node))
        self.counted[state] = total
        return total

    def _see(self, outcome: Outcome, known: frozenset[Pair], answers: Answers) -> None:
        def holds(guard: guards.Guard) -> bool:
            return guards.holds(guard, lambda *pair: pair in known)

        for one in outcome.also:
            if holds(one.when):
                self.witnesses.setdefault((outcome.id, "also", one.to), answers)
        for part in outcome.sections:
            if part.when is None or holds(part.when):
                self.witnesses.setdefault((outcome.id, "section", part.title), answers)

    def _routes(self, step: Step, one: _Choice, known: frozenset[Pair], answers: Answers) -> int:
        known = known | one.pairs
        here = answers | {step.id: MANY.join(option.id for option in one.options)}
        way = self._way(step, one, known, here)
        return one.weight * self.count((way.to, known & self.relevant[way.to]), here)

    def _way(self, step: Step, one: _Choice, known: frozenset[Pair], here: Answers) -> Branch:
        for number, way in enumerate(step.ways(one.options[0])):
            if way.when is None or guards.holds(way.when, lambda *pair: pair in known):
                own = one.options[0].id if one.options[0].to else ""
                self.witnesses.setdefault((step.id, own, str(number)), here)
                return way
        raise AssertionError("the outline check demands a last way without a condition")

    def _choices(self, step: Step) -> Iterator[_Choice]:
        looked_at = {pair[1] for pair in self.relevant[step.id] if pair[0] == step.id}
        if not step.many:
            for option in step.options:
                yield _Choice((option,), _pairs(step, (option,)), 1)
            return
        for option in (option for option in step.options if option.alone):
            yield _Choice((option,), _pairs(step, (option,)), 1)
        yield from _subsets(step, looked_at)

    def missing(self) -> Iterator[tuple[str, str]]:
        """Steps, outcomes and branches that no route reaches."""
        for key in self.flow.nodes:
            if (key,) not in self.witnesses:
                yield key, "没有一条路走得到这里，请接上或删掉"
        for step in (step for step in self.flow.steps if (step.id,) in self.witnesses):
            for own, number, way in ways_of(step):
                if (step.id, own, str(number)) not in self.witnesses:
                    where = f"{step.id}.{own}" if own else step.id
                    yield where, f"去 {way.to} 的条件从来不成立，请改或删掉"
        for outcome in (end for end in self.flow.outcomes if (end.id,) in self.witnesses):
            for one in outcome.also:
                if (outcome.id, "also", one.to) not in self.witnesses:
                    yield outcome.id, f"去 {one.to} 的条件从来不成立，请改或删掉"
            for part in outcome.sections:
                if (outcome.id, "section", part.title) not in self.witnesses:
                    yield outcome.id, f"“{part.title}”的条件从来不成立，请改或删掉"


def ways_of(step: Step) -> Iterator[tuple[str, int, Branch]]:
    """Every way on: of which option ("" for the step's own), its number there, and itself."""
    if any(not option.to for option in step.options):
        yield from (("", number, way) for number, way in enumerate(step.to))
    for option in step.options:
        yield from ((option.id, number, way) for number, way in enumerate(option.to))


def _pairs(step: Step, options: tuple[Option, ...]) -> frozenset[Pair]:
    return frozenset((step.id, option.id) for option in options)


def _subsets(step: Step, looked_at: set[str]) -> Iterator[_Choice]:
    """Every set of answers that guards tell apart, with how many full sets share it."""
    joint = [option for option in step.options if not option.alone]
    seen = [option for option in joint if option.id in looked_at]
    free = [option for option in joint if option.id not in looked_at]
    for size in range(len(seen) + 1):
        for some in combinations(seen, size):
            weight = 2 ** len(free) - (0 if some else 1)
            if weight:
                yield _Choice(some or (free[0],), _pairs(step, some), weight)
