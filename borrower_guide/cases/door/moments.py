"""What was tapped at the door: which moments stand alone, and what visit they make. No Django."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import MOMENTS, Thing
from borrower_guide.schema.moment import FILLS, Fill, Tap
from borrower_guide.schema.telling import clock_text
from borrower_guide.schema.vocabulary import YesNo
from borrower_guide.schema.when import When

LATE = timedelta(minutes=2)


def told_at(moment: Thing) -> When:
    """The minute of the tap: by the page it was tapped on if that says so, else when saved."""
    return _minute(_instant(moment))


def saved_late(moment: Thing) -> str:
    """The clock at which a tap was saved, if that was two minutes or more after it; else ""."""
    saved = datetime.fromisoformat(moment.entry.logged_at)
    return clock_text(_minute(saved)) if saved - _instant(moment) >= LATE else ""


def words_of(moment: Thing) -> str:
    """敲门了：说明天还来"""
    tap, note = moment.value.tap, moment.value.note
    return "：".join(part for part in (tap.label if tap else "", note or "") if part)


def in_order(moments: Iterable[Thing]) -> list[Thing]:
    """By the time of the tap; those of one second as they were saved."""
    return sorted(moments, key=lambda moment: (_instant(moment), moment.entry.seq))


def visits_of(state: CaseState) -> dict[str, Thing]:
    """The visit that each moment went into, by the moment's subject; withdrawn visits aside."""
    return {
        subject: visit
        for visit in state.visits
        if not visit.withdrawn
        for subject in visit.payload.get(MOMENTS, ())
    }


def free(state: CaseState) -> list[Thing]:
    """The moments that are neither withdrawn nor part of a visit, in order."""
    taken = visits_of(state)
    return in_order(
        moment for moment in state.moments if not moment.withdrawn and moment.subject not in taken
    )


def visit_from(moments: Sequence[Thing]) -> dict[str, Any]:
    """The fields of the visit that moments (one at least, in order) tell of; see schema.FILLS."""
    visit: dict[str, Any] = {"started_at": str(told_at(moments[0])), "started_precision": "exact"}
    tapped: set[Tap] = set()
    for moment in moments:
        tap = moment.value.tap
        fill = FILLS.get(tap, Fill(theirs=False))
        if fill.theirs:
            visit.pop("left_at", None)
        _lay(visit, fill, str(told_at(moment)), tapped)
        tapped.add(tap)
    if notes := [moment for moment in moments if moment.value.note]:
        lines = (f"{clock_text(told_at(one))} {words_of(one)}" for one in notes)
        visit["account"] = "\n".join(lines)
    return visit


def _lay(visit: dict[str, Any], fill: Fill, at: str, tapped: set[Tap]) -> None:
    if fill.act and (fill.after is None or fill.after in tapped):
        _once(visit.setdefault("acts", []), fill.act.value)
    if fill.role:
        _once(visit.setdefault("visitors", []), {"claimed_role": fill.role.value})
    if fill.answer:
        visit[fill.answer] = YesNo.YES.value
    if fill.first:
        group, _, name = fill.first.rpartition(".")
        (visit.setdefault(group, {}) if group else visit).setdefault(name, at)
    if fill.last:
        visit[fill.last] = at


def _once(items: list[Any], item: Any) -> None:
    if item not in items:
        items.append(item)


def _instant(moment: Thing) -> datetime:
    return datetime.fromisoformat(moment.entry.device_at or moment.entry.logged_at)


def _minute(moment: datetime) -> When:
    return When.at(moment.replace(second=0, microsecond=0))
