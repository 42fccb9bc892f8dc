"""The second book of the provisions: `ledger.yaml`, typed from the research table."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from borrower_guide.law.library import Library
from borrower_guide.law.provision import Article, Provision
from borrower_guide.law.yaml_reader import read_yaml
from borrower_guide.schema.vocabulary import LenderType

FILE = Path(__file__).parent / "ledger.yaml"
PLACE = re.compile(r"(\d+)(?:之([一二]))?([①②③④])?(?:[(]([一二三四五六七八九])[)])?")
ITEMS, CIRCLES = "一二三四五六七八九", "①②③④"


@dataclass(frozen=True)
class Line:
    """What the table says of one provision. `binds` has the kinds of lender it binds, by how."""

    id: str
    title: str
    number: str
    place: Article | None
    rank: str
    status: str
    first: date
    first_day: str
    last: date | None
    binds: Mapping[str, str]
    after: str | None

    def differences(self, row: Provision, library: Library) -> Iterator[str]:
        """What the library says otherwise of this provision, one sentence each."""
        for name, told, found in self._pairs(row, library):
            if told != found:
                yield f"{self.id}: {name}: the ledger has {told}, the library {found}"

    def _pairs(self, row: Provision, library: Library) -> Iterator[tuple[str, object, object]]:
        yield "title", (self.title, self.number), (row.title, row.number)
        yield "place", self.place, row.article
        yield "rank", self.rank, row.rank.value
        yield "status", self.status, row.status.value
        yield "first", (self.first, self.first_day), (row.in_force_from, row.from_status.value)
        yield "last", self.last, row.in_force_to
        for kind in LenderType:
            yield kind, self.binds[kind], _binding(row, kind)
        yield "after", self.after, _before(row, library)


def differences(library: Library) -> list[str]:
    """Where the two books differ, in both directions; empty if they agree."""
    told = {line.id: line for line in lines()}
    found = library.provisions
    apart = [f"{key}: in the library alone" for key in found if key not in told]
    apart += [f"{key}: in the ledger alone" for key in told if key not in found]
    for key in told.keys() & found.keys():
        apart += told[key].differences(found[key], library)
    return sorted(apart)


@cache
def lines() -> tuple[Line, ...]:
    """Every line; a repeated id is an error."""
    read = tuple(line for group in read_yaml(FILE) for line in _lines(group))
    assert len({line.id for line in read}) == len(read)
    return read


def _lines(group: dict[str, Any]) -> Iterator[Line]:
    shared = {key: value for key, value in group.items() if key != "rows"}
    for key, said in group["rows"].items():
        own = said if isinstance(said, dict) else {"place": said}
        yield _line(key, {**shared, **own})


def _line(key: str, told: dict[str, Any]) -> Line:
    last = told.pop("to", None)
    line = Line(
        id=key,
        title=told.pop("title"),
        number=told.pop("number", ""),
        place=_place(str(told.pop("place"))),
        rank=told.pop("rank"),
        status=told.pop("status"),
        first=date.fromisoformat(told.pop("from")),
        first_day=told.pop("first_day", "read"),
        last=date.fromisoformat(last) if last else None,
        binds=_binds(told.pop("binds", None)),
        after=told.pop("after", None),
    )
    assert not told, (key, told)
    return line


def _place(text: str) -> Article | None:
    if text == "none":
        return None
    found = PLACE.fullmatch(text)
    assert found, text
    article, inserted, paragraph, item = found.groups()
    return Article(
        article=int(article),
        inserted=ITEMS.index(inserted) + 1 if inserted else None,
        paragraph=CIRCLES.index(paragraph) + 1 if paragraph else None,
        item=ITEMS.index(item) + 1 if item else None,
    )


def _binds(told: dict[str, list[str]] | None) -> dict[str, str]:
    if told is None:
        return dict.fromkeys(LenderType, "yes")
    named = {kind: how for how, kinds in told.items() for kind in kinds}
    return {kind: named.get(kind, "no") for kind in LenderType}


def _binding(row: Provision, kind: LenderType) -> str:
    return next(how for how in ("yes", "maybe", "no") if kind in getattr(row.applies, how))


def _before(row: Provision, library: Library) -> str | None:
    rows = [one.id for one in library.lineage(row.lineage)]
    at = rows.index(row.id)
    return rows[at - 1] if at else None
