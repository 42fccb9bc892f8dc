"""Channels as pages list them: in order, short, each leading to its own page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from borrower_guide.law.channel import Channel
from borrower_guide.schema.vocabulary import LenderType


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """One channel; `overdue` when it should have been checked again before today.

    `note`: what else to do where that kind of lender lent the money.
    """

    channel: Channel
    overdue: bool
    note: str = ""

    @property
    def href(self) -> str:
        """The address as a link; content may leave out the scheme."""
        url = self.channel.url
        return url if url.startswith("http") else f"https://{url}"


def channel_row(channel: Channel, today: date, lender: LenderType | None = None) -> ChannelRow:
    """How one channel stands today."""
    note = channel.for_lender.get(lender, "") if lender else ""
    return ChannelRow(channel, channel.review_by < today, note)


def channel_rows(
    channels: Iterable[Channel], today: date, lender: LenderType | None = None
) -> list[ChannelRow]:
    """The channels in the order given."""
    return [channel_row(channel, today, lender) for channel in channels]
