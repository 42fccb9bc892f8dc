"""这里存了什么: all that is stored of a case, told to whoever holds it."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.db.models import Model, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.views.decorators.http import require_safe

from borrower_guide.cases.columns import TABLES, Column, Table
from borrower_guide.cases.entries import Kind
from borrower_guide.cases.gate import OpenCase, open_case
from borrower_guide.cases.handing.places import PLACES
from borrower_guide.cases.models import Access, Blob, CaseFile, Draft, KeySlot
from borrower_guide.cases.naming import NAMES
from borrower_guide.cases.pickup.parcel import live
from borrower_guide.cases.retention import last_day
from borrower_guide.schema.telling import day_text

MOST_VALUES = 12  # of a column, written out one by one
PRINTED = "打印稿和文书"  # letters are of the kind of printed records
WORDS = {
    KeySlot.Kind.OWNER.value: "你的号",
    KeySlot.Kind.HANDOFF.value: "交接号",
    KeySlot.Kind.ADVOCATE.value: "援助人员的钥匙",
    **{kind.value: name for kind, name in NAMES.items()},
    Kind.RECORD.value: PRINTED,
    "overview": "记录的第一页",
    "letter": "文书，做成的 PDF",
    **{doing.value: doing.label for doing in Access.Doing},
    **{place: words for place, words in PLACES.items() if words},
    "desk:take": "输入交接号",
}


@require_safe
def stored(request: HttpRequest, ref: str) -> HttpResponse:
    """Counts and days first, then every column that stands in clear, with its values."""
    opened = open_case(request, ref)
    page = {
        "opened": opened,
        "kept_until": last_day(opened.case),
        "counts": _counts(opened),
        "tables": [(table, *_told(table, opened.case)) for table in TABLES],
    }
    return render(request, "cases/stored.html", page)


def _counts(opened: OpenCase) -> list[tuple[str, str]]:
    """How much of each thing there is, in the order of the page."""
    state, case = opened.state, opened.case
    names = {**NAMES, Kind.RECORD: PRINTED}
    things = [(names[kind], len(state.of(kind))) for kind in Kind if kind is not Kind.CASE]
    files = Blob.objects.filter(case=case)
    size = files.aggregate(size=Sum("size"))["size"] or 0
    slots, now = KeySlot.objects.filter(case=case).values_list("kind", "ends_at"), timezone.now()
    kinds = Counter(kind for kind, ends_at in slots if ends_at is None or ends_at > now)
    return [
        *((name, f"{count} 条") for name, count in things if count),
        ("一共写过", f"{len(opened.entries)} 次，改的、撤回的也算"),
        ("文件", f"{files.count()} 个，共 {filesizeformat(size)}"),
        ("草稿", f"{Draft.objects.filter(case=case).count()} 份"),
        ("取件号", f"{live(now).filter(case=case).count()} 个还能用"),
        ("续填号", f"{kinds[KeySlot.Kind.OWNER]} 个能打开它"),
        ("交接号", f"{kinds[KeySlot.Kind.HANDOFF]} 个还没用"),
        ("援助人员", f"{kinds[KeySlot.Kind.ADVOCATE]} 位能看"),
        ("谁看过", f"{Access.objects.filter(case=case).count()} 次"),
    ]


def _told(table: Table, case: CaseFile) -> tuple[int, list[tuple[str, str]]]:
    """How many rows of the table belong to the case, and each clear column with its values."""
    model: Any = table.model
    rows = list(model.objects.filter(**{table.case: case.pk}).order_by("pk"))
    return len(rows), [(column.label, _values(rows, column)) for column in table.clear]


def _values(rows: list[Model], column: Column) -> str:
    if column.random:
        return column.random
    found = list(dict.fromkeys(_text(getattr(row, column.field)) for row in rows))
    shown = "、".join(found[:MOST_VALUES])
    return f"{shown}……一共 {len(found)} 样" if len(found) > MOST_VALUES else shown


def _text(value: Any) -> str:
    if value in (None, ""):
        return "没有"
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f"{day_text(local.date())} {local:%H:%M}"
    return day_text(value) if hasattr(value, "year") else WORDS.get(str(value), str(value))
