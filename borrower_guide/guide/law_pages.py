"""What the pages on provisions need."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from borrower_guide.law.finding import Citation
from borrower_guide.law.library import Library
from borrower_guide.law.provision import Provision, Rank
from borrower_guide.law.rule import Rule
from borrower_guide.schema.vocabulary import LenderType


@dataclass(frozen=True, slots=True)
class ProvisionRow:
    """One line of the list."""

    provision: Provision
    citation: Citation
    ended: bool
    overdue: bool
    switched_off: bool


def by_rank(library: Library, today: date) -> list[tuple[Rank, list[ProvisionRow]]]:
    """All provisions, highest rank first, in the order of the content within a rank."""
    rows = [row_of(library, one, today) for one in library.provisions.values()]
    ranks = ((rank, [row for row in rows if row.provision.rank is rank]) for rank in Rank)
    return [(rank, found) for rank, found in ranks if found]


def row_of(library: Library, provision: Provision, today: date) -> ProvisionRow:
    """How one provision stands today."""
    return ProvisionRow(
        provision,
        library.citations[provision.id],
        ended=provision.last_day < today,
        overdue=provision.review_by < today,
        switched_off=provision.id in library.switched_off,
    )


def provision_context(library: Library, provision: Provision, today: date) -> dict[str, Any]:
    """The provision, its neighbours in time, and the rules that lean on it."""
    family = [row for row in library.provisions.values() if row.lineage == provision.lineage]
    family.sort(key=lambda row: row.in_force_from)
    at = family.index(provision)
    return {
        "row": row_of(library, provision, today),
        "older": library.citations[family[at - 1].id] if at else None,
        "newer": library.citations[family[at + 1].id] if at + 1 < len(family) else None,
        "binds": binds(provision),
        "rules": leaning_on(library, provision.lineage),
    }


def leaning_on(library: Library, lineage: str) -> list[Rule]:
    """The rules whose footing names this lineage."""
    return [rule for rule in library.rules.values() if lineage in (*rule.basis, *rule.fallback)]


def binds(provision: Provision) -> str:
    """Whom the norm binds, in words; 不清楚 is an answer of a reader, no kind of lender."""
    if provision.applies.everyone:
        return "所有人"
    kinds = [kind for kind in LenderType if kind is not LenderType.UNKNOWN]
    sure = "、".join(kind.label for kind in kinds if kind in provision.applies.yes)
    open_ = "、".join(kind.label for kind in kinds if kind in provision.applies.maybe)
    return "；".join(
        part for part in (sure, f"是否也管这些，还不确定：{open_}" if open_ else "") if part
    )
