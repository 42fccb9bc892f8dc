"""Where one can turn: what a channel takes, what not, and what it needs."""

from borrower_guide.law.row import Day, Key, Row, Words
from borrower_guide.schema.acts import Act
from borrower_guide.schema.scalars import ShortText
from borrower_guide.schema.vocabulary import LenderType, Vocabulary


class ChannelStatus(Vocabulary):
    """How far a channel's name and number were checked. Hours are never printed."""

    READ = "read", "已读条文"
    PUBLIC_REPORT = "public_report", "据公开报道，用前请再核对"
    COMMON_KNOWLEDGE = "common_knowledge", "通用号码，用前请再核对"


class Limit(Row):
    """A time limit in plain words, with the lineages that set it (none: no statutory limit)."""

    text: Words
    basis: tuple[Key, ...] = ()


class Channel(Row):
    """One row of `channels.yaml`, in the order of turning to them.

    It is offered for a visit if the lender's type is among `lenders` or an act among `acts`;
    a `page_only` row is never offered.
    """

    id: Key
    name: Words
    number: ShortText = ""
    url: ShortText = ""
    how: Words
    takes: Words
    refuses: Words
    needs: Words
    limits: tuple[Limit, ...] = ()
    caution: ShortText = ""
    status: ChannelStatus
    source: Words
    checked_on: Day
    review_by: Day
    lenders: frozenset[LenderType] = frozenset()
    acts: frozenset[Act] = frozenset()
    page_only: bool = False

    def offered(self, lender: LenderType, acts: frozenset[Act]) -> bool:
        return lender in self.lenders or not self.acts.isdisjoint(acts)
