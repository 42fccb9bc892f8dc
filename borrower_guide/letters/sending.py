"""When and how a letter was handed over, and the complaint that it then is. No Django."""

from dataclasses import dataclass, field
from datetime import date, datetime

from borrower_guide.cases import writing
from borrower_guide.cases.entries import Kind, NewEntry
from borrower_guide.cases.forms.kinds import NOT_YET
from borrower_guide.cases.forms.spoken_time import read_when
from borrower_guide.cases.forms.typed import Values
from borrower_guide.cases.things import SENT_HOW, SENT_ON, Thing
from borrower_guide.law.channel import Channel
from borrower_guide.law.library import Library
from borrower_guide.letters.form import Group, load_papers
from borrower_guide.letters.kept import Way
from borrower_guide.letters.since import complaint_of
from borrower_guide.schema.when import SHANGHAI
from borrower_guide.site.inputs import Choices, Option, TextField


@dataclass
class Sending:
    """What was typed; `on` and `how` are there where there are no `faults`."""

    typed_on: str = ""
    typed_how: str = ""
    on: date | None = None
    how: Way | None = None
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def day_field(self) -> TextField:
        return TextField(
            name=SENT_ON,
            label="哪天交的",
            help="比如：今天，或 11月3日。寄的，写对方签收的那天。",
            optional=False,
            value=self.typed_on,
            error=self.faults.get(SENT_ON, ""),
        )

    @property
    def how_field(self) -> Choices:
        options = tuple(Option(way, way.label, "", way == self.typed_how) for way in Way)
        error = self.faults.get(SENT_HOW, "")
        return Choices(name=SENT_HOW, label="怎么交的", options=options, columns=True, error=error)

    @property
    def summary(self) -> list[tuple[str, str]]:
        fields = (self.day_field, self.how_field)
        return [(one.id, one.error) for one in fields if one.error]


def read_sending(values: Values, *, now: datetime) -> Sending:
    """The day and the way; a day to come is a slip of the finger."""
    on, how = ("".join(values.get(name, [])[-1:]) for name in (SENT_ON, SENT_HOW))
    sending = Sending(on, how)
    try:
        sending.on = _day(sending.typed_on, now)
    except ValueError as error:
        sending.faults[SENT_ON] = str(error)
    try:
        sending.how = Way(sending.typed_how)
    except ValueError:
        sending.faults[SENT_HOW] = "请选一个"
    return sending


def _day(text: str, now: datetime) -> date:
    if not text.strip():
        raise ValueError("请写上是哪天")
    day = read_when(text, now=now).day
    if day > now.astimezone(SHANGHAI).date():
        raise ValueError(NOT_YET)
    return day


def complained_to(thing: Thing, library: Library) -> Channel | None:
    """The channel that a letter is a complaint to, once it is handed over: an offer to pay is none,
    and one that asks again is no new one."""
    form = load_papers().get(thing.payload["paper"])
    if form is None or form.after or form.group is not Group.COMPLAIN:
        return None
    return next((one for one in library.channels if one.id == thing.payload["to"]), None)


def news_of(thing: Thing, sending: Sending, library: Library) -> list[NewEntry]:
    """The entries that freeze the letter and, if it is a complaint, tell of it, so that its clock
    runs."""
    if sending.on is None or sending.how is None:
        return []
    told = {SENT_ON: sending.on.isoformat(), SENT_HOW: sending.how.value}
    news = writing.amendment(thing, told, based_on=thing.last_seq)
    channel = complained_to(thing, library)
    if channel is None:
        return news
    name = complaint_of(thing)
    said = {"channel": channel.name, "filed_on": sending.on.isoformat()}
    return [*news, NewEntry(kind=Kind.COMPLAINT, subject=name, id=name, payload=said)]
