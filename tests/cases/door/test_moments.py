"""What each tap makes of a visit: a table, and how taps stand together."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.cases.door.moments import (
    free,
    in_order,
    saved_late,
    told_at,
    visit_from,
    visits_of,
)
from borrower_guide.cases.entries import Action, Entry, Kind, NewEntry, link
from borrower_guide.cases.state import CaseState, project
from borrower_guide.cases.things import MOMENTS
from borrower_guide.schema.acts import GROUPS
from borrower_guide.schema.moment import FILLS, TAP_GROUPS, Tap
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.when import SHANGHAI

NOON = datetime(2026, 11, 3, 12, 0, 30, tzinfo=SHANGHAI)


def minute(number: int) -> str:
    return f"2026-11-03T12:{number:02d}:00+08:00"


def tapped(*told: Any, late: timedelta | None = None) -> CaseState:
    """A journal with one tap a minute from noon on: a Tap, or (Tap or None, line)."""
    entries: list[Entry] = []
    for number, what in enumerate(told):
        tap, note = what if isinstance(what, tuple) else (what, None)
        said = {"tap": tap and tap.value, "note": note}
        at = NOON + timedelta(minutes=number)
        new = NewEntry(
            kind=Kind.MOMENT,
            subject=f"{number:032x}",
            payload={name: text for name, text in said.items() if text},
            device_at=at.isoformat() if late else None,
        )
        entries.append(link(entries[-1] if entries else None, new, at + (late or timedelta())))
    return project(entries)


def visit_of(*told: Any) -> dict[str, Any]:
    return visit_from(in_order(tapped(*told).moments))


ONE: dict[Tap, dict[str, Any]] = {
    Tap.KNOCKED: {},
    Tap.ASKED_TO_LEAVE: {"asked_to_leave_at": minute(0)},
    Tap.STILL_HERE: {},
    Tap.LEFT: {"left_at": minute(0)},
    Tap.LEFT_WHEN_ASKED: {"left_at": minute(0), "acts": ["polite_left_when_asked"]},
    Tap.SPOKE_CIVILLY: {"acts": ["spoke_civilly"]},
    Tap.SAID_COLLECTOR: {"visitors": [{"claimed_role": "collector"}]},
    Tap.SAID_LENDER: {"visitors": [{"claimed_role": "lender"}]},
    Tap.SAID_COURT: {"visitors": [{"claimed_role": "court"}]},
    Tap.SAID_POLICE: {"visitors": [{"claimed_role": "police"}]},
    Tap.SAID_LAWYER: {"visitors": [{"claimed_role": "lawyer"}]},
    Tap.SAID_MEDIATOR: {"visitors": [{"claimed_role": "mediator"}]},
    Tap.SAID_COMMUNITY: {"visitors": [{"claimed_role": "community"}]},
    Tap.REFUSED_ID: {"acts": ["refused_id"]},
    Tap.KNOCKED_LONG: {"acts": ["knocked_long"]},
    Tap.SHOUTED: {"acts": ["shouted"]},
    Tap.INSULTED: {"acts": ["insulted"]},
    Tap.THREATENED: {"acts": ["threatened_person"]},
    Tap.PUSHED: {"acts": ["used_force"]},
    Tap.BLOCKED: {"acts": ["blocked_exit"]},
    Tap.ENTERED: {"acts": ["entered_without_consent"]},
    Tap.DAMAGED: {"acts": ["damaged_property"]},
    Tap.FILMING: {"filming": "yes"},
    Tap.FILMED_HOME: {"acts": ["filmed_inside"], "filming": "yes"},
    Tap.TOLD_NEIGHBOUR: {"acts": ["disclosed_to_neighbour"]},
    Tap.POSTED: {"acts": ["posted_notice"]},
    Tap.WANTED_CASH: {"acts": ["demanded_cash"]},
    Tap.WANTED_TRANSFER: {"acts": ["demanded_personal_transfer"]},
    Tap.WANTED_SIGNATURE: {"acts": ["demanded_signature"]},
    Tap.TOOK_ITEM: {"acts": ["took_item"]},
    Tap.RECORDING: {"recording_made": "yes"},
    Tap.CALLED_POLICE: {"police": {"called_at": minute(0)}},
    Tap.POLICE_CAME: {"police": {"arrived_at": minute(0)}},
}


@pytest.mark.parametrize("tap", list(Tap))
def test_a_tap_alone_fills_just_what_it_stands_for(tap: Tap) -> None:
    begun = {"started_at": minute(0), "started_precision": "exact"}
    assert visit_of(tap) == begun | ONE[tap]


T = Tap
TOGETHER: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
    "the first request counts": (
        (T.ASKED_TO_LEAVE, T.ASKED_TO_LEAVE),
        {"asked_to_leave_at": minute(0)},
    ),
    "not gone after a request": (
        (T.ASKED_TO_LEAVE, T.STILL_HERE),
        {"asked_to_leave_at": minute(0), "acts": ["refused_to_leave"]},
    ),
    "not gone before a request": (
        (T.STILL_HERE, T.ASKED_TO_LEAVE),
        {"asked_to_leave_at": minute(1)},
    ),
    "the last leaving counts": ((T.LEFT, T.KNOCKED, T.LEFT), {"left_at": minute(2)}),
    "they came back": ((T.LEFT, T.INSULTED), {"acts": ["insulted"]}),
    "the police come after they left": (
        (T.LEFT, T.CALLED_POLICE, T.POLICE_CAME),
        {"left_at": minute(0), "police": {"called_at": minute(1), "arrived_at": minute(2)}},
    ),
    "an act twice is one": ((T.INSULTED, T.INSULTED), {"acts": ["insulted"]}),
    "two claims are two people": (
        (T.SAID_COLLECTOR, T.SAID_COURT, T.SAID_COLLECTOR),
        {"visitors": [{"claimed_role": "collector"}, {"claimed_role": "court"}]},
    ),
    "lines become the account": (
        ((None, "他说明天还来"), (T.INSULTED, "说了三句"), T.SHOUTED),
        {"acts": ["insulted", "shouted"], "account": "12:00 他说明天还来\n12:01 骂人：说了三句"},
    ),
    "a line of one's own after they left": (
        (T.LEFT, (None, "邻居看到了")),
        {"left_at": minute(0), "account": "12:01 邻居看到了"},
    ),
}


@pytest.mark.parametrize("name", TOGETHER)
def test_taps_together(name: str) -> None:
    told, expected = TOGETHER[name]
    begun = {"started_at": minute(0), "started_precision": "exact"}
    assert visit_of(*told) == begun | expected


@given(taps=st.lists(st.sampled_from(list(Tap)), min_size=1, max_size=12))
def test_any_taps_make_a_visit_that_holds(taps: list[Tap]) -> None:
    visit = visit_of(*taps)
    read = Visit.read({**visit, "id": "V1"}, now=NOON)
    told = {FILLS[tap].act for tap in taps}
    assert set(read.acts) <= told, "no act that was not tapped"


def test_every_tap_is_told_and_stands_in_one_group() -> None:
    grouped = [tap for _, taps in TAP_GROUPS for tap in taps]
    assert sorted(grouped) == sorted(Tap)
    assert set(FILLS) == set(Tap)
    known = {act for _, acts in GROUPS for act in acts}
    assert {fill.act for fill in FILLS.values() if fill.act} <= known


def test_a_visit_takes_its_moments_until_it_is_withdrawn() -> None:
    state = tapped(T.KNOCKED, T.INSULTED, T.LEFT)
    first, second, third = state.moments
    visit = NewEntry(
        kind=Kind.VISIT,
        subject="v" * 32,
        payload={"acts": ["insulted"], MOMENTS: [first.subject, second.subject]},
    )
    written = (*state.entries, link(state.entries[-1], visit, NOON))
    with_visit = project(written)
    assert [one.label for one in free(with_visit)] == [third.label]
    assert visits_of(with_visit)[first.subject].label == "V1"
    assert "moments" not in with_visit.visits[0].value.to_payload()
    gone = NewEntry(
        kind=Kind.VISIT, subject="v" * 32, action=Action.WITHDRAW, payload={"reason": "记重了"}
    )
    assert len(free(project((*written, link(written[-1], gone, NOON))))) == 3


@pytest.mark.parametrize(("seconds", "said"), [(0, ""), (119, ""), (120, "12:02"), (3600, "13:00")])
def test_a_tap_saved_late_says_so(seconds: int, said: str) -> None:
    [moment] = tapped(
        T.KNOCKED, late=timedelta(seconds=seconds) or timedelta(microseconds=1)
    ).moments
    assert str(told_at(moment)) == minute(0)
    assert saved_late(moment) == said
