"""Walk a flow with a person's answers. Pure: no Django, no clock, no state."""

from collections.abc import Mapping
from dataclasses import dataclass

from borrower_guide.guide import guards
from borrower_guide.guide.flow import Also, Branch, Flow, Option, Outcome, Step

MANY = ","


@dataclass(frozen=True, slots=True)
class Walk:
    """The answered steps in order, what comes next, and the answers that lie off the route.

    `chosen` holds the options of each step on the route. `next` is a Step that waits for an
    answer, or the Outcome at the end.
    """

    route: tuple[Step, ...]
    chosen: Mapping[str, tuple[Option, ...]]
    next: Step | Outcome
    ignored: tuple[str, ...]

    def before(self, key: str) -> Step | None:
        """The step before `id` on the route: where Back leads. None at the start."""
        ids = [step.id for step in self.route]
        index = ids.index(key) if key in ids else len(ids)
        return self.route[index - 1] if index else None

    def reaches(self, key: str) -> bool:
        """Whether `id` may be shown now: on the route, what comes next, or open from there."""
        return key == self.next.id or key in self.chosen or key in {one.to for one in self.also}

    @property
    def also(self) -> tuple[Also, ...]:
        """The further outcomes that are open from the one at the end; none before an end."""
        further = self.next.also if isinstance(self.next, Outcome) else ()
        return tuple(one for one in further if guards.holds(one.when, self.has))

    def has(self, step: str, option: str) -> bool:
        """Whether the route has this answer."""
        return _has(self.chosen, step, option)


def walk(flow: Flow, answers: Mapping[str, str]) -> Walk:
    """Follow `answers` (step id → option id, several joined by a comma) as far as they lead.

    An answer that its step does not know stops the walk there, as if it were missing. Answers
    off the route decide nothing; they are kept by the caller, so that a way back finds them.
    """
    route: list[Step] = []
    chosen: dict[str, tuple[Option, ...]] = {}
    node: Step | Outcome = flow.steps[0]
    while isinstance(node, Step) and (options := choice(node, answers.get(node.id, ""))):
        route.append(node)
        chosen[node.id] = options
        node = flow.nodes[_taken(node, options, chosen).to]
    ignored = tuple(sorted(key for key in answers if key not in chosen))
    return Walk(tuple(route), chosen, node, ignored)


def choice(step: Step, text: str) -> tuple[Option, ...]:
    """The options that an answer names, in the step's order; empty if it names none rightly."""
    names = set(text.split(MANY)) if step.many else {text}
    options = tuple(option for option in step.options if option.id in names)
    if len(options) != len(names) or (len(options) > 1 and any(option.alone for option in options)):
        return ()
    return options


def _taken(
    step: Step, options: tuple[Option, ...], chosen: Mapping[str, tuple[Option, ...]]
) -> Branch:
    def has(key: str, option: str) -> bool:
        return _has(chosen, key, option)

    return next(
        way for way in step.ways(options[0]) if way.when is None or guards.holds(way.when, has)
    )


def _has(chosen: Mapping[str, tuple[Option, ...]], step: str, option: str) -> bool:
    return any(one.id == option for one in chosen.get(step, ()))
