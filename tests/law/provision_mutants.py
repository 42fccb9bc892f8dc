"""What can go wrong in a provision, one thing at a time."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, TypeAlias

from borrower_guide.law.provision import Article, ByLender, FirstDay, Provision, Rank, Status
from borrower_guide.schema.vocabulary import LenderType

DAY = timedelta(days=1)
WAYS = ("yes", "maybe", "no")
# What was changed, the row, the one kind of lender and the days that can see it (None: any).
Change: TypeAlias = tuple[str, Provision, LenderType | None, tuple[date, ...] | None]


def of_provision(row: Provision, *, alone: bool) -> Iterator[Change]:
    """Each changed row with what was changed. `alone`: no other row shares its lineage."""
    yield from _days(row)
    for kind in LenderType:
        now = next(way for way in WAYS if kind in getattr(row.applies, way))
        for way in WAYS:
            if way != now:
                applies = _moved(row.applies, kind, way)
                yield f"{kind} from {now} to {way}", _with(row, applies=applies), kind, None
    for what, fields in _names(row):
        yield what, _with(row, **fields), None, None
    if not alone:
        yield "lineage cut", _with(row, lineage=f"{row.lineage}-cut"), None, None


def _days(row: Provision) -> Iterator[Change]:
    first, last = row.in_force_from, row.in_force_to
    for step, what in ((-DAY, "earlier"), (DAY, "later")):
        moved = _with(row, in_force_from=first + step)
        yield f"from a day {what}", moved, None, (first - DAY, first)
        if last:
            moved = _with(row, in_force_to=last + step)
            yield f"to a day {what}", moved, None, (last, last + DAY)
    if last is None:
        ended = date(2026, 11, 24)
        yield "to set to today", _with(row, in_force_to=ended), None, (ended, ended + DAY)
    else:
        yield "to removed", _with(row, in_force_to=None), None, None


def _moved(applies: ByLender, kind: LenderType, way: str) -> ByLender:
    lists = {name: getattr(applies, name) - {kind} for name in WAYS}
    return ByLender(**lists | {way: lists[way] | {kind}})


def _names(row: Provision) -> Iterator[tuple[str, dict[str, Any]]]:
    for rank in Rank:
        if rank is not row.rank:
            yield f"rank {rank}", {"rank": rank}
    for known in FirstDay:
        if known is not row.from_status:
            yield f"first day {known}", {"from_status": known}
    other = Status.REPORTED if row.status is Status.READ else Status.READ
    yield f"status {other}", {"status": other}
    if row.article:
        for what, article in _articles(row.article):
            yield what, {"article": article}
    else:
        yield "article made up", {"article": Article(article=1)}


def _articles(place: Article) -> Iterator[tuple[str, Article | None]]:
    yield "article dropped", None
    for field in ("article", "inserted", "paragraph", "item"):
        number = getattr(place, field)
        more = place.model_copy(update={field: (number or 0) + 1})
        yield f"{field} changed", more
        if number and field != "article":
            yield f"{field} dropped", place.model_copy(update={field: None})


def _with(row: Provision, **fields: Any) -> Provision:
    return row.model_copy(update=fields)
