"""The law-change report in plain words: what leans on a norm, and what an edit would change."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from borrower_guide.guide.leaning import Leaner, Leaning
from borrower_guide.law.citation import cite
from borrower_guide.law.impact import Change, Effect, Said
from borrower_guide.law.library import Library
from borrower_guide.law.provision import ByLender, Provision
from borrower_guide.law.stretches import Days
from borrower_guide.schema.vocabulary import LenderType

# In plain words; a list that Leaning gains later goes by its own name.
PARTS = {
    "basis": "规则（依据）",
    "fallback": "规则（退一步的依据）",
    "see_also": "规则（另请看）",
    "steps": "问题",
    "outcomes": "结果",
    "pages": "页面",
    "phrases": "说法",
    "words": "词",
    "channels": "渠道",
}
WAYS = ("yes", "maybe", "no")


def leaning_lines(lineage: str, library: Library, leans: Mapping[str, Leaning]) -> Iterator[str]:
    """Every row of the norm, then all that leans on it, one kind a line."""
    yield f"{lineage} 这一条，靠它的有："
    yield from (f"  条文：{row.id} {cite(row)}" for row in library.lineage(lineage))
    found = leans.get(lineage, Leaning())
    lists: dict[str, list[Leaner]] = {one.name: getattr(found, one.name) for one in fields(found)}
    for part, leaners in lists.items():
        if leaners:
            yield f"  {PARTS.get(part, part)}：" + "；".join(map(_named, leaners))
    if not any(lists.values()):
        yield "  别的内容都不靠它"
    yield "  信件：还没有"


def _named(one: Leaner) -> str:
    return f"{one.id} {one.title}"


def change_lines(change: Change) -> Iterator[str]:
    """One provision that was edited: which of its fields, from what to what."""
    before, after = change.before, change.after
    if before and after:
        yield f"改了 {change.id} {cite(after)}"
        yield from (f"  {line}" for line in _fields(before, after))
    elif after:
        yield f"新加 {change.id} {cite(after)}"
    elif before:
        yield f"删掉 {change.id} {cite(before)}"


def _fields(before: Provision, after: Provision) -> Iterator[str]:
    for name, info in Provision.model_fields.items():
        was, now = getattr(before, name), getattr(after, name)
        if name == "applies":
            yield from _lenders(was, now)
        elif was != now:
            yield f"{info.alias or name}：{_told(was)} → {_told(now)}"


def _lenders(before: ByLender, after: ByLender) -> Iterator[str]:
    for kind in LenderType:
        was, now = (
            next(way for way in WAYS if kind in getattr(one, way)) for one in (before, after)
        )
        if was != now:
            yield f"applies，{kind.label}：{was} → {now}"


def _told(value: Any) -> str:
    if hasattr(value, "model_dump"):
        told = value.model_dump(exclude_none=True)
        return "、".join(f"{name} {number}" for name, number in told.items())
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return "没有" if value in (None, "") else str(value)


def effect_lines(effect: Effect, titles: Mapping[str, str]) -> Iterator[str]:
    """One finding that changes: from what to what, then on which days for whom."""
    yield f"{effect.rule} {titles[effect.rule]}：{_said(effect.before)} → {_said(effect.after)}"
    for days, lenders in effect.where:
        everyone = len(lenders) == len(LenderType)
        whom = "每一类放款机构" if everyone else "、".join(one.label for one in lenders)
        yield f"  {_days(days)}：{whom}"


def _said(said: Said) -> str:
    if said.level is None:
        return "没有提示"
    return f"{said.level.label}，引 " + "、".join(said.cites)


def _days(days: Days) -> str:
    if days.last is None:
        return f"{days.first} 起"
    return str(days.first) if days.first == days.last else f"{days.first} 到 {days.last}"
