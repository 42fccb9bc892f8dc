"""我的个案: what lies on an advocate's desk."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from borrower_guide.desk.accounts.acting import acting
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.matters.days import near_words
from borrower_guide.desk.matters.search import GONE, PAGE, SHOWN, Search, counted, held, rows_of
from borrower_guide.desk.models import Matter
from borrower_guide.desk.pages import for_advocates

HEADS = (
    ("number", "编号"),
    ("label", "代号"),
    ("status", "状态"),
    ("looked", "还缺什么"),
    ("next", "下一个日子"),
)
_STATUS = dict(Matter.Status.choices)
KEYLESS = "钥匙没有了"
NONE_CHOSEN = "先在表里选好个案"
NO_STATUS = "请选一个状态"


class Line(NamedTuple):
    """One line of the table, in words as far as it may be: 50 of them are most of the page's cost.

    `near`: 过了 3 天; `shut`: why it does not open, empty if it does.
    """

    pk: str
    number: str
    label: str
    status: str
    shut: str
    missing: str
    looked: str
    next_on: str
    near: str
    taken_on: str


class Head(NamedTuple):
    """The head of a column. `sorted`: ascending, descending, or empty."""

    text: str
    address: str
    sorted: str


@require_http_methods(["GET", "POST"])
@for_advocates
def matters(request: HttpRequest, who: SignedIn) -> HttpResponse:
    """What was asked for, page by page; chosen ones are given another status, or
    taken along to be printed."""
    search = Search.read(request.GET.dict())
    if request.method != "POST":
        return _page(request, who, search)
    if "batch" in request.POST:
        chosen = urlencode([("m", pk) for pk in _picked(request)])
        return HttpResponseRedirect(f"{reverse('desk:batch_new')}?{chosen}")
    if faults := _faults(request):
        return _page(request, who, search, faults, status=422)
    with acting(who):
        changed = _chosen(request, who).update(status=request.POST["status"])
    here = request.path + search.address(page=search.page)
    return HttpResponseRedirect(f"{here}&changed={changed}")


def lines_of(found: list[Matter], today: date) -> list[Line]:
    """The lines of a table; one question to the database for all of them."""
    open_slots = held(found)
    return [_line(one, _shut(one, open_slots), today) for one in found]


def near(matter: Matter, today: date) -> str:
    """How near its next day is, in words; of a closed one nothing is due."""
    closed = matter.status == Matter.Status.CLOSED
    return "" if closed else near_words(matter.next_on, today)


def _shut(matter: Matter, open_slots: set[str]) -> str:
    if matter.keyless:
        return KEYLESS
    return "" if matter.slot in open_slots else SHOWN[GONE]


def _line(matter: Matter, shut: str, today: date) -> Line:
    looked = matter.looked_on
    missing = f"缺 {matter.missing} 处" if matter.missing else "没看出缺的"
    return Line(
        pk=str(matter.pk),
        number=matter.number,
        label=matter.label,
        status=_STATUS[matter.status],
        shut=shut,
        missing=missing if looked else "还没看过",
        looked=f"{looked.month}月{looked.day}日看" if looked else "",
        next_on=matter.next_on.isoformat() if matter.next_on else "",
        near=near(matter, today),
        taken_on=matter.taken_on.isoformat(),
    )


def _faults(request: HttpRequest) -> dict[str, str]:
    none = {} if request.POST.getlist("m") else {"m": NONE_CHOSEN}
    known = request.POST.get("status") in Matter.Status.values
    return none if known else none | {"status": NO_STATUS}


def _chosen(request: HttpRequest, who: SignedIn) -> QuerySet[Matter]:
    return Matter.objects.filter(advocate=who.advocate, pk__in=_picked(request))


def _picked(request: HttpRequest) -> list[int]:
    told = request.POST.getlist("m")[:PAGE]
    return [int(text) for text in told if text.isascii() and text.isdigit() and len(text) < 16]


def _page(
    request: HttpRequest,
    who: SignedIn,
    search: Search,
    faults: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    found = search.found(Matter.objects.filter(advocate=who.advocate))
    counts = counted(found, today)
    total = counts.get(search.show)
    pages = max(1, -(-total // PAGE)) if total is not None else None
    page = max(1, min(search.page, pages or search.page))
    start = (page - 1) * PAGE
    shown = rows_of(search.shown(found, today)[start : start + PAGE + 1])
    changed = request.GET.get("changed", "")[:3]
    told: dict[str, Any] = {
        "who": who,
        "search": search,
        "tabs": [(SHOWN[key], search.tab(key), key, counts.get(key)) for key in SHOWN],
        "heads": [_head(search, *head) for head in HEADS],
        "lines": lines_of(shown[:PAGE], today),
        "total": total,
        "page": page,
        "pages": pages,
        "before": search.address(page=page - 1) if page > 1 else "",
        "after": search.address(page=page + 1) if len(shown) > PAGE else "",
        "statuses": Matter.Status.choices,
        "picked": {str(pk) for pk in _picked(request)},
        "status": request.POST.get("status", ""),
        "wrong": faults or {},
        "faults": [(f"f-{name}", text) for name, text in (faults or {}).items()],
        "changed": changed if changed.isdecimal() else "",
    }
    return render(request, "desk/matters/list.html", told, status=status)


def _head(search: Search, name: str, text: str) -> Head:
    """Pressed again it turns; a number begins with the newest, all else with the first."""
    first, other = ("-number", "number") if name == "number" else (name, f"-{name}")
    sort = other if search.sort == first else first
    way = {name: "ascending", f"-{name}": "descending"}.get(search.sort, "")
    return Head(text, search.address(sort=sort), way)
