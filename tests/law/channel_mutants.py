"""What can go wrong in the routing of a channel, one thing at a time."""

from collections.abc import Iterator
from enum import Enum

from borrower_guide.law.channel import Channel
from borrower_guide.schema.acts import Act
from borrower_guide.schema.vocabulary import LenderType


def of_channel(channel: Channel) -> Iterator[tuple[str, Channel]]:
    """The channel with each lender and each act dropped, or added.

    Where every lender is offered it, an act more changes nothing.
    """
    fields: tuple[tuple[str, type[Enum]], ...] = (("lenders", LenderType), ("acts", Act))
    for field, kinds in fields[: 1 if channel.lenders == frozenset(LenderType) else 2]:
        yield from _toggled(channel, field, kinds)


def _toggled(channel: Channel, field: str, kinds: type[Enum]) -> Iterator[tuple[str, Channel]]:
    now = getattr(channel, field)
    for kind in kinds:
        what = f"{field} without {kind.value}" if kind in now else f"{field} with {kind.value}"
        yield what, channel.model_copy(update={field: now ^ {kind}})
