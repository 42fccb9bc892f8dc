"""A batch as its page tells it: copies and pages, case by case and in all."""

from dataclasses import dataclass
from functools import cached_property

from borrower_guide.desk.batches.copies import Copies
from borrower_guide.desk.batches.making import NOT_DONE
from borrower_guide.desk.batches.wanted import SIDES, blanks_in, words_of
from borrower_guide.desk.models import Batch, BatchItem

State = BatchItem.State


@dataclass(frozen=True)
class ToldItem:
    """One case. `pages`: of one copy with its cover, 0 until it is made."""

    item: BatchItem
    copies: Copies
    blank_pages: int

    @property
    def pages(self) -> int:
        return self.item.pages if self.item.state == State.MADE else 0

    @property
    def all_pages(self) -> int:
        return self.pages * self.copies.total + (self.blank_pages if self.pages else 0)


@dataclass(frozen=True)
class ToldBatch:
    batch: Batch

    @cached_property
    def items(self) -> list[ToldItem]:
        """By number."""
        codes, own = self.batch.codes, self.batch.own
        blank_pages = sum(one.pages for one in blanks_in(codes)) * self.batch.blanks
        rows = self.batch.items.select_related("matter").order_by("matter__number")
        return [ToldItem(row, Copies(row.opponents, own), blank_pages) for row in rows]

    @property
    def words(self) -> list[str]:
        """What is printed of each case."""
        blanks = [f"空白表每样 {self.batch.blanks} 张"] if blanks_in(self.batch.codes) else []
        return words_of(self.batch.codes) + blanks

    @property
    def copies(self) -> int:
        return sum(one.copies.total for one in self.items)

    @property
    def pages(self) -> int:
        """To be printed, without white ones."""
        return sum(one.all_pages for one in self.items)

    @property
    def made(self) -> int:
        return self._count(State.MADE)

    @property
    def failed(self) -> int:
        return self._count(State.FAILED)

    @property
    def waiting(self) -> int:
        return self._count(State.WAITING)

    @property
    def two_sided(self) -> bool:
        return SIDES in self.batch.codes

    @property
    def taken_back(self) -> int:
        return self._count(State.TAKEN_BACK)

    @property
    def to_do(self) -> int:
        """Those that another 继续 takes up."""
        return self._count(*NOT_DONE)

    @property
    def begun(self) -> bool:
        return self.waiting < len(self.items)

    def _count(self, *states: str) -> int:
        return sum(one.item.state in states for one in self.items)
