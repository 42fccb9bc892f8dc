"""What can be said of a cap: sentences with their footing, and four times the LPR as a figure.

Nothing here says that a rate is too high: it says what holds for whom, and how surely.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from borrower_guide.law.finding import Citation
from borrower_guide.law.interest.lpr import Lpr
from borrower_guide.law.interest.saying import Saying, Topic
from borrower_guide.law.library import Library
from borrower_guide.law.provision import Status
from borrower_guide.law.span import Span
from borrower_guide.schema.vocabulary import LenderType, Vocabulary

FOUR_TIMES_FROM = date(2020, 8, 20)  # the day in article 31 of the rules on private lending


class Standing(Vocabulary):
    """How well the LPR behind a figure is known."""

    READ = "read", "已核对"
    REPORTED = "reported", "据公开转载，待官方核对"
    TYPED = "typed", "你填的数，待官方核对"


class NoFigure(Vocabulary):
    """Why there is no figure for a private loan, and what would help."""

    NO_DAY = "no_day", "填上哪天签的合同，才能查那天的LPR。"
    TOO_EARLY = "too_early", "2020年8月20日以前签的，本站不给数。"
    NOT_KNOWN = "not_known", "那天的LPR本站还没有核对到。你查到了，可以自己填。"


@dataclass(frozen=True, slots=True)
class FourTimes:
    """The one-year LPR on the day of signing and four times that, in percent."""

    lpr: Decimal
    standing: Standing

    @property
    def limit(self) -> Decimal:
        return 4 * self.lpr


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its sources. Without any: `report` (a row not checked), else advice."""

    text: str
    sources: tuple[Citation, ...] = ()
    report: str = ""


def four_times(
    lender: LenderType, signed_on: date | None, lpr: Lpr, typed: Decimal | None = None
) -> FourTimes | NoFigure | None:
    """Four times the LPR for a private loan; None for every other lender, whatever the day.

    `typed` is a rate that the reader looked up; it counts only where ours is not known.
    """
    if lender is not LenderType.PRIVATE:
        return None
    if signed_on is None:
        return NoFigure.NO_DAY
    if signed_on < FOUR_TIMES_FROM:
        return NoFigure.TOO_EARLY
    known = lpr.on(signed_on)
    if known is None:
        return FourTimes(typed, Standing.TYPED) if typed else NoFigure.NOT_KNOWN
    rate, status = known
    return FourTimes(rate, Standing.READ if status is Status.READ else Standing.REPORTED)


def said(
    topic: Topic,
    sayings: Iterable[Saying],
    library: Library,
    today: date,
    *,
    lender: LenderType = LenderType.UNKNOWN,
    signed_on: date | None = None,
) -> tuple[Said, ...]:
    """The sentences of a topic for a lender and a day of signing, in the order of the content.

    A sentence whose provisions are all ended or switched off today is left out, never shown bare.
    """
    fitting = (one for one in sayings if one.topic is topic and one.fits(lender, signed_on))
    found = ((one, _sources(one, library, today)) for one in fitting)
    return tuple(
        Said(one.text, sources, one.unchecked or "")
        for one, sources in found
        if sources or not one.basis
    )


def _sources(saying: Saying, library: Library, today: date) -> tuple[Citation, ...]:
    rows = (row for name in saying.basis for row in library.lineage(name))
    return tuple(library.citations[row.id] for row in rows if row.touches(Span(today, today)))
