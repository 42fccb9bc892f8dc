"""What an advocate asks of a case at one look: what is missing, what is due, what lies there."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.urls import reverse

from borrower_guide.cases.asking import Asking, asking
from borrower_guide.cases.forms.sections import section_of
from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.naming import name_of
from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import Thing
from borrower_guide.desk.matters.days import near_words
from borrower_guide.law.answer import Answer
from borrower_guide.law_in_use import library
from borrower_guide.record.paper.gaps import Lack, lacks_of
from borrower_guide.schema.telling import day_text

NO_VISIT = "还没有记来访。"


class Missing(NamedTuple):
    """What is missing in one thing: each sentence with the address where it is filled in."""

    of: str
    lacks: tuple[tuple[str, str], ...]


class Registered(NamedTuple):
    """A complaint in the register. `next_step`: when to ask again, in words, from `on`."""

    thing: Thing
    address: str
    next_step: str
    on: date | None
    near: str


@dataclass(frozen=True)
class Inside:
    """`count`: how many things are missing; `due`: complaints whose day is near or past."""

    missing: tuple[Missing, ...]
    register: tuple[Registered, ...]

    @property
    def count(self) -> int:
        return sum(len(one.lacks) for one in self.missing)

    @property
    def due(self) -> list[Registered]:
        found = [one for one in self.register if one.near]
        return sorted(found, key=lambda one: one.on or date.max)


def inside_of(opened: OpenCase, today: date) -> Inside:
    """Read from an open case, as it stands today."""
    return Inside(tuple(_missing(opened)), tuple(_register(opened, today)))


def _missing(opened: OpenCase) -> list[Missing]:
    told = [
        Missing(name_of(thing), tuple((lack.text, _place(opened, thing, lack)) for lack in lacks))
        for thing, lacks in lacks_of(opened.state)
    ]
    if not any(not visit.withdrawn for visit in opened.state.visits):
        begin = reverse("cases:visit_intake", args=[opened.ref])
        told.insert(0, Missing("整份", ((NO_VISIT, begin),)))
    return told


def _place(opened: OpenCase, thing: Thing, lack: Lack) -> str:
    address = reverse(f"cases:{thing.kind.value}_edit", args=[opened.ref, thing.subject])
    return f"{address}?part={section_of(lack.field).id}" if lack.field else address


def _register(opened: OpenCase, today: date) -> list[Registered]:
    """The complaints in the order in which they were made; withdrawn ones ask nothing."""
    made = sorted(opened.state.complaints, key=lambda one: one.value.filed_on or date.max)
    return [_registered(opened, thing, today) for thing in made]


def _registered(opened: OpenCase, thing: Thing, today: date) -> Registered:
    address = reverse("cases:complaint", args=[opened.ref, thing.subject])
    if thing.withdrawn:
        return Registered(thing, address, "已撤回", None, "")
    words, on = _next_step(thing, opened.state)
    return Registered(thing, address, words, on, near_words(on, today))


def _next_step(thing: Thing, state: CaseState) -> tuple[str, date | None]:
    if not thing.value.filed_on:
        return "没有写哪天投诉的，数不了", None
    clock = next(iter(asking(thing.value, state, library())), None)
    return _of_clock(clock) if clock else ("没有查到期限", None)


def _of_clock(clock: Asking) -> tuple[str, date | None]:
    if clock.runs is Answer.NO:
        return "没有查到统一的期限", None
    if clock.runs is Answer.UNKNOWN:
        return "先写上借款是哪一类机构的，才能数", None
    if clock.first is None:
        return "那一天用的是以前的规定，不数", None
    on, counted = clock.first.on, clock.first.counted
    if on:
        return (f"最晚{day_text(on)}办" if clock.clock.yours else f"{day_text(on)}起可以再问"), on
    if counted:
        return f"过了{day_text(counted)}可以再问。{clock.first.unknown}", counted
    return f"不能给准日子。{clock.first.unknown}", None
