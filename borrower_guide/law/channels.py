"""Which channels to offer, by lender type and acts."""

from collections.abc import Iterable

from borrower_guide.law.channel import Channel
from borrower_guide.law.content import load_library
from borrower_guide.law.library import Library
from borrower_guide.schema.acts import Act
from borrower_guide.schema.vocabulary import LenderType


def route(
    lender_type: LenderType | None, acts: Iterable[Act | str], library: Library | None = None
) -> tuple[Channel, ...]:
    """The channels that fit, in the order of turning to them: danger first, then the lender.

    None counts as an unknown lender. Raises ValueError for an act code that does not exist.
    """
    lender = lender_type or LenderType.UNKNOWN
    done = frozenset(Act(act) for act in acts)
    channels = (library or load_library()).channels
    return tuple(channel for channel in channels if channel.offered(lender, done))
