"""Where one can turn: what a channel takes, what not, what it wants, and its clocks."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from borrower_guide.law.clock import Clock
from borrower_guide.law.row import Day, Key, Row, Words
from borrower_guide.schema.acts import Act
from borrower_guide.schema.scalars import Count, Flag, ShortText
from borrower_guide.schema.vocabulary import LenderType, Vocabulary


class ChannelStatus(Vocabulary):
    """How far a channel's name and number were checked. Hours are never printed."""

    READ = "read", "已读条文"
    PUBLIC_REPORT = "public_report", "据公开报道，用前请再核对"
    COMMON_KNOWLEDGE = "common_knowledge", "通用号码，用前请再核对"


class Want(Row):
    """One thing that a channel asks for.

    `fields`: the places of a case that supply it, as `visits.acts`. `by_hand`: what this site has
    no field for on purpose, such as the number of an identity card.
    """

    text: Words
    fields: tuple[ShortText, ...] = ()
    by_hand: Flag = False


class Attachment(Row):
    """What a channel is said to take as files; never law, so it carries its own status.

    `most_mb`: megabytes of 10^6 bytes that it takes at once; 0: it says nothing of sizes.
    """

    text: Words
    most_mb: Count = 0
    status: ChannelStatus


class Limit(Row):
    """What the law says of a channel, with its lineages (none: no statutory limit was found)."""

    text: Words
    basis: tuple[Key, ...] = ()


Lines = Annotated[tuple[Words, ...], Field(min_length=1)]


class Channel(Row):
    """One row of `channels.yaml`, in the order of turning to them.

    It is offered for a visit if the lender's type is among `lenders` or an act among `acts`;
    a `page_only` row is never offered. `for_lender`: what else to do for that kind of lender.
    `addressee`: what a letter to it begins with, where that is not its name on a page.
    """

    id: Key
    name: Words
    addressee: ShortText = ""
    number: ShortText = ""
    url: ShortText = ""
    how: Lines
    for_lender: Mapping[LenderType, Words] = {}
    takes: Lines
    refuses: Lines
    wants: Annotated[tuple[Want, ...], Field(min_length=1)]
    attachments: tuple[Attachment, ...] = ()
    limits: tuple[Limit, ...] = ()
    clocks: tuple[Clock, ...] = ()
    caution: ShortText = ""
    status: ChannelStatus
    source: Words
    checked_on: Day
    review_by: Day
    lenders: frozenset[LenderType] = frozenset()
    acts: frozenset[Act] = frozenset()
    page_only: Flag = False

    def offered(self, lender: LenderType, acts: frozenset[Act]) -> bool:
        """Whether it fits that kind of lender or anything that was done."""
        return lender in self.lenders or not self.acts.isdisjoint(acts)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every sentence that a reader sees, the claims among them."""
        wants = [want.text for want in self.wants]
        files = [one.text for one in self.attachments]
        claims = [one.text for one in self._claims]
        asked = [clock.say for clock in self.clocks]
        told = (*self.how, *self.for_lender.values(), *self.takes, *self.refuses, self.caution)
        return (*told, *wants, *files, *claims, *asked)

    @property
    def lineages(self) -> frozenset[str]:
        """Everything of the law that its sentences and clocks lean on."""
        return frozenset(name for one in self._claims for name in one.basis)

    @property
    def _claims(self) -> tuple[Limit | Clock, ...]:
        return (*self.limits, *self.clocks)
