"""Cases by month and status, of what stands in clear. Small counts are not shown.

A cell from 1 to 4 is `<5`. A total is made of the cells as they are shown, so it can be a span
(`12 到 15`), and nothing can be computed from it that the cells do not show.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncMonth

from borrower_guide.desk.models import Matter, Organisation

SMALLEST = 5
STATUSES = tuple(Matter.Status)
HEADINGS = ("月份", *(str(status.label) for status in STATUSES), "合计")
BOM = "\ufeff"  # or Excel reads another encoding


@dataclass(frozen=True)
class Shown:
    """A count as a reader may know it: at least `low`, at most `high`."""

    low: int
    high: int

    @classmethod
    def of(cls, count: int) -> "Shown":
        return cls(1, SMALLEST - 1) if 0 < count < SMALLEST else cls(count, count)

    def __str__(self) -> str:
        if self.low == self.high:
            return str(self.low)
        return f"<{SMALLEST}" if self.high < SMALLEST else f"{self.low} 到 {self.high}"


@dataclass(frozen=True)
class Row:
    """A month, or all of them: the cells in the order of STATUSES, and their total."""

    heading: str
    cells: tuple[Shown, ...]

    @property
    def total(self) -> Shown:
        return total(self.cells)


def total(cells: Iterable[Shown]) -> Shown:
    """What is known of a sum if no more is known than the cells show."""
    known = list(cells)
    return Shown(sum(cell.low for cell in known), sum(cell.high for cell in known))


def table(organisation: Organisation) -> list[Row]:
    """The months in which cases were taken on, the newest first; then all. Empty without cases."""
    found = Matter.objects.filter(organisation=organisation).order_by()
    by_month = found.annotate(month=TruncMonth("taken_on")).values_list("month", "status")
    counted: dict[date, dict[str, int]] = {}
    for month, status, count in by_month.annotate(count=Count("pk")):
        counted.setdefault(month, {})[status] = count
    rows = [_row(month, counted[month]) for month in sorted(counted, reverse=True)]
    columns = zip(*(row.cells for row in rows), strict=True)
    return [*rows, Row("合计", tuple(map(total, columns)))] if rows else []


def as_csv(rows: list[Row]) -> str:
    """For a spreadsheet. Nothing that a person typed is in it, so no cell is taken as a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    writer.writerows([row.heading, *map(str, row.cells), str(row.total)] for row in rows)
    return BOM + text.getvalue()


def _row(month: date, counts: dict[str, int]) -> Row:
    cells = tuple(Shown.of(counts.get(status.value, 0)) for status in STATUSES)
    return Row(f"{month.year}年{month.month}月", cells)
