"""When a complaint may be asked about again, by the clock of its channel. No Django."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from borrower_guide.cases.state import CaseState
from borrower_guide.law.answer import Answer
from borrower_guide.law.channel import Channel
from borrower_guide.law.clock import Clock, Starts
from borrower_guide.law.clocks import Due, binds, due, stands_on
from borrower_guide.law.finding import Citation
from borrower_guide.law.library import Library
from borrower_guide.schema.complaint import Complaint
from borrower_guide.schema.vocabulary import LenderType


@dataclass(frozen=True)
class Asking:
    """One clock from the day that is written: `dues` are empty unless all of it is sure.

    `runs`: whether the clock binds the lenders of the case; `older`: the day has an older law.
    """

    channel: Channel
    clock: Clock
    day: date
    runs: Answer
    older: bool
    dues: tuple[Due, ...]
    provisions: tuple[Citation, ...]

    @property
    def first(self) -> Due | None:
        return self.dues[0] if self.dues else None

    def passed(self, today: date) -> bool:
        """Whether the day to ask has come; of a limit of one's own, whether it has gone by."""
        on = self.first.on if self.first else None
        return on is not None and (on < today if self.clock.yours else on <= today)


def channel_of(complaint: Complaint, library: Library) -> Channel | None:
    """The channel that the complaint names by the library's own name for it."""
    return next((one for one in library.channels if one.name == complaint.channel), None)


def asking(complaint: Complaint, state: CaseState, library: Library) -> tuple[Asking, ...]:
    """The clocks that run: that of the complaint until a reply is written, then that of the reply.

    Clocks that start with another paper (a notice of acceptance, a second application) are left to
    the page that counts from any day.
    """
    channel = channel_of(complaint, library)
    if channel is None:
        return ()
    return tuple(
        _asking(channel, clock, day, state, library) for clock, day in _running(complaint, channel)
    )


def _running(complaint: Complaint, channel: Channel) -> Iterator[tuple[Clock, date]]:
    replied = complaint.reply or complaint.replied_on
    starts = Starts.REPLIED if replied else Starts.RECEIVED
    day = complaint.replied_on if replied else complaint.filed_on
    # The first is that of the complaint itself; others of the same start count another paper.
    first = next((clock for clock in channel.clocks if clock.starts is starts), None)
    if first and day:
        yield first, day


def _asking(
    channel: Channel, clock: Clock, day: date, state: CaseState, library: Library
) -> Asking:
    runs, stands = _runs(channel, clock, state, library), stands_on(clock, library, day)
    rows = [row for name in clock.basis for row in library.lineage(name)]
    cited = [row for row in rows if row.in_force_from <= day <= row.last_day]
    return Asking(
        channel=channel,
        clock=clock,
        day=day,
        runs=runs,
        older=not stands,
        dues=due(clock, day) if runs is Answer.YES and stands else (),
        provisions=tuple(library.citations[row.id] for row in cited),
    )


def _runs(channel: Channel, clock: Clock, state: CaseState, library: Library) -> Answer:
    """YES or NO only where it is the same for every lender that it may be about."""
    known = [
        thing.value.lender_type or LenderType.UNKNOWN
        for thing in state.loans
        if not thing.withdrawn
    ]
    anyone = {binds(clock, library, kind) for kind in channel.lenders or {LenderType.UNKNOWN}}
    if anyone == {Answer.YES}:
        return Answer.YES
    answers = {binds(clock, library, kind) for kind in known or [LenderType.UNKNOWN]}
    return answers.pop() if len(answers) == 1 else Answer.UNKNOWN
