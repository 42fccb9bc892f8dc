"""Which provisions a rule stands on, for given days and a given kind of lender."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from borrower_guide.law.answer import Answer
from borrower_guide.law.library import Library
from borrower_guide.law.provision import Provision
from borrower_guide.law.span import Span
from borrower_guide.schema.vocabulary import LenderType

Standing = tuple[Provision, Answer]


class Leaning(Protocol):
    """A rule or a pattern: what leans on lineages."""

    @property
    def basis(self) -> tuple[str, ...]: ...
    @property
    def fallback(self) -> tuple[str, ...]: ...
    @property
    def see_also(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Ground:
    """The days, the lender, and whether a provision must hold over all of the days alike.

    `whole` is set on the guide's route, where only a span of days is known, not the day.
    """

    span: Span
    lender: LenderType
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Footing:
    """What is cited. Not `firm`: nothing surely binds, so the level is `unclear` at most.

    `on_fallback`: nothing of `basis` may bind, all that is cited is `fallback`.
    """

    provisions: tuple[Provision, ...]
    firm: bool
    on_fallback: bool = False


def footing_of(rule: Leaning, library: Library, ground: Ground) -> Footing:
    """The provisions of `basis` that surely bind; failing that, all that may, with `fallback`.

    Both sides of a switch date are given for days that cross it.
    """
    basis = _standing(library, rule.basis, ground)
    sure = tuple(provision for provision, binds in basis if binds is Answer.YES)
    if sure:
        return Footing(sure, firm=True)
    weak = basis + _standing(library, rule.fallback, ground)
    cited = tuple(provision for provision, _ in weak)
    return Footing(cited, firm=False, on_fallback=not basis)


def further(rule: Leaning, library: Library, ground: Ground) -> tuple[Provision, ...]:
    """What a rule names for reading on; it decides nothing."""
    return tuple(provision for provision, _ in _standing(library, rule.see_also, ground))


def _standing(library: Library, lineages: Iterable[str], ground: Ground) -> list[Standing]:
    found: list[Standing] = []
    for name in lineages:
        rows = [row for row in library.lineage(name) if _in_force(row, ground)]
        covered = _without_gap(rows, ground.span)
        for row in rows:
            binds = row.applies.answer(ground.lender)
            # The act may have happened on the side of the switch where nothing stood yet.
            binds = Answer.UNKNOWN if binds is Answer.YES and not covered else binds
            if binds is not Answer.NO:
                found.append((row, binds))
    return found


def _in_force(provision: Provision, ground: Ground) -> bool:
    return provision.covers(ground.span) if ground.whole else provision.touches(ground.span)


def _without_gap(rows: list[Provision], span: Span) -> bool:
    """Whether the rows, which never overlap, leave no day of the span uncovered."""
    day = span.first
    for row in rows:
        if row.in_force_from > day:
            return False
        if row.last_day >= span.last:
            return True
        day = row.last_day + timedelta(days=1)
    return False
