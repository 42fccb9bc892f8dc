"""Channels as pages list them, each time limit with its source."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from borrower_guide.guide.content import Claim
from borrower_guide.guide.footing import Footed, sources
from borrower_guide.law.channel import Channel, Limit
from borrower_guide.law.library import Library


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """One channel; `overdue` when it should have been checked again before today."""

    channel: Channel
    limits: tuple[Footed, ...]
    overdue: bool

    @property
    def href(self) -> str:
        """The address as a link; content may leave out the scheme."""
        url = self.channel.url
        return url if url.startswith("http") else f"https://{url}"


def channel_rows(channels: Iterable[Channel], library: Library, today: date) -> list[ChannelRow]:
    """The channels in the order given."""
    return [
        ChannelRow(
            channel,
            tuple(_limit(limit, library, today) for limit in channel.limits),
            channel.review_by < today,
        )
        for channel in channels
    ]


def _limit(limit: Limit, library: Library, today: date) -> Footed:
    if not limit.basis:
        return Footed(limit.text, ())
    return Footed(limit.text, sources(Claim(text=limit.text, basis=limit.basis), library, today))
