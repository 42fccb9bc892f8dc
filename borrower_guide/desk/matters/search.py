"""What of an advocate's matters is asked for: all of it stands in the address."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Self

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils.http import urlencode

from borrower_guide.cases.models import KeySlot
from borrower_guide.desk.matters.days import NEAR
from borrower_guide.desk.models import Matter
from borrower_guide.schema.folding import nfkc

Status = Matter.Status
PAGE = 50
MOST_WORDS, LONGEST = 5, 60
DUE, GONE = "due", "gone"
# A number begins with the day on which the case was taken over: one order serves both.
SORTS = ("number", "label", "status", "next", "looked")
SHOWN = {"": "全部", **dict(Status.choices), DUE: "到日子的", GONE: "已收回"}

_RANK = Case(
    *(When(status=status, then=Value(place)) for place, status in enumerate(Status.values))
)
_UNLABELLED = Case(When(label="", then=Value(1)), default=Value(0))
_STILL_HELD = Exists(KeySlot.objects.filter(pk=OuterRef("slot"), case_id=OuterRef("ref")))
_NEWEST = "-number"


@dataclass(frozen=True)
class Search:
    """`q`: words in label or number; `show`: a key of SHOWN; `sort`: of SORTS, or turned by `-`."""

    q: str = ""
    show: str = ""
    sort: str = _NEWEST
    page: int = 1

    @classmethod
    def read(cls, asked: Mapping[str, Any]) -> Self:
        """Whatever an address says; what it says wrongly counts as not said."""
        show, sort, page = (str(asked.get(name, "")) for name in ("show", "sort", "page"))
        return cls(
            q=" ".join(str(asked.get("q", ""))[:LONGEST].replace("\0", "").split()),
            show=show if show in SHOWN else "",
            sort=sort if sort.removeprefix("-") in SORTS else _usual_sort(show),
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
        )

    def address(self, **changes: Any) -> str:
        """`?q=…`: the same with some of it changed, from its first page on."""
        asked = replace(self, **{"page": 1} | changes)
        usual = asdict(Search(sort=_usual_sort(asked.show)))
        told = {name: text for name, text in asdict(asked).items() if text != usual[name]}
        return "?" + urlencode(told)

    def tab(self, show: str) -> str:
        """The address of another tab: in the order that was chosen, or else in its own."""
        chosen = self.sort != _usual_sort(self.show)
        return self.address(show=show, sort=self.sort if chosen else _usual_sort(show))

    def found(self, matters: QuerySet[Matter]) -> QuerySet[Matter]:
        """Those that have every word in their label or number."""
        for word in self.q.split()[:MOST_WORDS]:
            plain = nfkc(word)
            matters = matters.filter(Q(label__icontains=word) | Q(number__contains=plain))
        return matters

    def shown(self, found: QuerySet[Matter], today: date) -> QuerySet[Matter]:
        """Those of the chosen tab, in order."""
        chosen = {
            "": Q(),
            DUE: Q(next_on__lte=today + NEAR) & ~Q(status=Status.CLOSED),
            GONE: ~Q(slot="") & ~_STILL_HELD,
        }.get(self.show, Q(status=self.show))
        return found.filter(chosen).order_by(*_order(self.sort))


def counted(found: QuerySet[Matter], today: date) -> dict[str, int]:
    """How many are in each tab but that of what was taken back, which only its own look counts."""
    due = Count("pk", filter=Q(next_on__lte=today + NEAR))
    rows = found.order_by().values_list("status").annotate(many=Count("pk"), due=due)
    told = {status: (many, due) for status, many, due in rows}
    return {
        "": sum(many for many, _ in told.values()),
        **{status: told.get(status, (0, 0))[0] for status in Status.values},
        DUE: sum(due for status, (_, due) in told.items() if status != Status.CLOSED),
    }


def rows_of(shown: QuerySet[Matter]) -> list[Matter]:
    """The rows of one page: sorted as bare keys, which takes a third of the time of whole rows."""
    keys = list(shown.values_list("pk", flat=True))
    rows = Matter.objects.in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


def held(matters: list[Matter]) -> set[str]:
    """The slots of these matters that their owners still let open."""
    slots = KeySlot.objects.filter(pk__in=[matter.slot for matter in matters])
    return set(slots.values_list("pk", flat=True))


def _usual_sort(show: str) -> str:
    """The newest first; of what is due, the nearest day."""
    return "next" if show == DUE else _NEWEST


def _order(sort: str) -> tuple[Any, ...]:
    """What has no label or no date comes last both ways."""
    name, back = sort.removeprefix("-"), sort.startswith("-")
    match name:
        case "label":
            return (_UNLABELLED, sort, _NEWEST)
        case "status":
            return (_RANK.desc() if back else _RANK.asc(), _NEWEST)
        case "next" | "looked":
            day = F(f"{name}_on")
            return (day.desc(nulls_last=True) if back else day.asc(nulls_last=True), _NEWEST)
    return (sort,)
