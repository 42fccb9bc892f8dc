"""The address of the channels for one lender and what was done: codes of options, nobody's data."""

from collections.abc import Iterable
from urllib.parse import urlencode

from borrower_guide.law.library import Library
from borrower_guide.schema.acts import Act
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.vocabulary import EnteredHome, LenderType


def acts_of(visit: Visit) -> tuple[Act, ...]:
    """The acts of a visit, and entering without consent where only the field of its own says so."""
    entered = visit.entered_home is EnteredHome.WITHOUT_CONSENT
    more = (Act.ENTERED_WITHOUT_CONSENT,) if entered else ()
    return tuple(dict.fromkeys((*visit.acts, *more)))


def known_lender(code: str) -> LenderType | None:
    """The kind of lender of a code that may be anybody's text."""
    return LenderType(code) if code in set(LenderType) else None


def known_acts(codes: Iterable[str]) -> tuple[Act, ...]:
    """The acts among codes that may be anybody's text."""
    named = set(codes)
    return tuple(act for act in Act if act.value in named)


def channels_query(lender: LenderType, acts: Iterable[Act], library: Library) -> str:
    """`?lender=bank&act=used_force`: no act beyond those that a channel is offered for."""
    telling = frozenset(act for channel in library.channels for act in channel.acts)
    codes = [("act", act.value) for act in acts if act in telling]
    return "?" + urlencode([("lender", lender.value), *codes])
