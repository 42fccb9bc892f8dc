"""What the pages on provisions need."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from borrower_guide.guide.law_form import LawForm
from borrower_guide.guide.leaning import Leaning
from borrower_guide.law.answer import Answer
from borrower_guide.law.finding import Citation
from borrower_guide.law.library import Library
from borrower_guide.law.provision import Provision, Rank
from borrower_guide.law.topic import Topic
from borrower_guide.law.unchecked import Hearing, Unchecked
from borrower_guide.schema.vocabulary import LenderType


@dataclass(frozen=True, slots=True)
class ProvisionRow:
    """One line of the list. `open_question`: whether it binds the lender asked for is open."""

    provision: Provision
    citation: Citation
    ended: bool
    overdue: bool
    switched_off: bool
    open_question: bool = False


def law_context(library: Library, form: LawForm) -> dict[str, Any]:
    """The topics with how many provisions each has, or the provisions of one topic by rank."""
    context: dict[str, Any] = {"asked": form, "fields": form.fields(), "faults": form.wrong.items()}
    if not form.listed:
        return context
    found = form.found(library)
    context |= {"count": len(found), "all_topics": form.query()}
    if form.topic:
        return context | {"ranks": by_rank(found, library, form)}
    return context | {"topics": topics(library, form)}


def topics(library: Library, form: LawForm) -> list[tuple[Topic, str, int]]:
    """Each topic with its address and how many provisions it has; those with none are left out."""
    counted = ((topic, form.query(topic), len(form.found(library, topic))) for topic in Topic)
    return [one for one in counted if one[2]]


def by_rank(
    provisions: Iterable[Provision], library: Library, form: LawForm
) -> list[tuple[Rank, list[ProvisionRow]]]:
    """The provisions, highest rank first, in the order of the content within a rank."""
    rows = [row_of(library, one, form.today, form.lender) for one in provisions]
    ranks = ((rank, [row for row in rows if row.provision.rank is rank]) for rank in Rank)
    return [(rank, found) for rank, found in ranks if found]


def row_of(
    library: Library, provision: Provision, today: date, lender: LenderType | None = None
) -> ProvisionRow:
    """How one provision stands today."""
    return ProvisionRow(
        provision,
        library.citations[provision.id],
        ended=provision.last_day < today,
        overdue=provision.review_by < today,
        switched_off=provision.id in library.switched_off,
        open_question=lender is not None and provision.applies.answer(lender) is Answer.UNKNOWN,
    )


def provision_context(
    library: Library, provision: Provision, leaning: Leaning, today: date
) -> dict[str, Any]:
    """The provision, its neighbours in time, and what leans on it."""
    family = [row for row in library.provisions.values() if row.lineage == provision.lineage]
    family.sort(key=lambda row: row.in_force_from)
    at = family.index(provision)
    return {
        "row": row_of(library, provision, today),
        "older": row_of(library, family[at - 1], today) if at else None,
        "newer": row_of(library, family[at + 1], today) if at + 1 < len(family) else None,
        "binds": binds(provision),
        "topics": [topic for topic in Topic if topic in provision.topics],
        "leaning": leaning,
    }


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


def by_hearing(library: Library) -> list[tuple[Hearing, list[Unchecked]]]:
    """What was not checked: first what is reported, then what was not found."""
    told = ((how, [one for one in library.unchecked if one.hearing is how]) for how in Hearing)
    return [(how, found) for how, found in told if found]
