"""What a journal says in the end: one fold over its entries. No Django."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from borrower_guide.cases.entries import Action, Entry, Kind
from borrower_guide.cases.references import relabelled
from borrower_guide.cases.things import LETTERS, MODELS, MOMENTS, Change, Thing, Withdrawal
from borrower_guide.schema.faults import InputFaults
from borrower_guide.schema.loan import Loan
from borrower_guide.schema.model import Payload
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.vocabulary import ReporterRole


@dataclass(frozen=True)
class CaseState:
    """A whole case as its journal tells it; things in the order of their first entry."""

    entries: tuple[Entry, ...]
    things: tuple[Thing, ...]

    def of(self, kind: Kind) -> tuple[Thing, ...]:
        return tuple(thing for thing in self.things if thing.kind is kind)

    def thing(self, subject: str) -> Thing | None:
        return next((thing for thing in self.things if thing.subject == subject), None)

    @property
    def visits(self) -> tuple[Thing, ...]:
        return self.of(Kind.VISIT)

    @property
    def loans(self) -> tuple[Thing, ...]:
        return self.of(Kind.LOAN)

    @property
    def moments(self) -> tuple[Thing, ...]:
        return self.of(Kind.MOMENT)

    @property
    def contacts(self) -> tuple[Thing, ...]:
        return self.of(Kind.CONTACT)

    @property
    def exhibits(self) -> tuple[Thing, ...]:
        return self.of(Kind.EXHIBIT)

    @property
    def complaints(self) -> tuple[Thing, ...]:
        return self.of(Kind.COMPLAINT)

    @property
    def notes(self) -> tuple[Thing, ...]:
        return self.of(Kind.NOTE)

    @property
    def about(self) -> dict[str, Any]:
        """The case's own payload: title, reporter_role, imported."""
        return next((thing.payload for thing in self.of(Kind.CASE)), {})

    @property
    def title(self) -> str | None:
        return self.about.get("title")

    @property
    def reporter_role(self) -> ReporterRole:
        return ReporterRole(self.about.get("reporter_role", "unknown"))

    @property
    def imported(self) -> bool:
        return bool(self.about.get("imported"))

    def loan_of(self, visit: Visit) -> Loan | None:
        """The loan that a visit names, withdrawn ones aside."""
        live = (thing for thing in self.loans if not thing.withdrawn)
        return next((thing.value for thing in live if thing.label == visit.loan), None)


def project(entries: Iterable[Entry], numbers: Mapping[int, int] | None = None) -> CaseState:
    """Fold a journal into the case as it stands after its last entry.

    `numbers`, for a part of a journal: by seq, the number of a thing or amendment in the whole.
    """
    journal, numbers = tuple(entries), numbers or {}
    told: dict[str, _Told] = {}
    amendments = 0
    for entry in journal:
        if entry.action is Action.ADD:
            told.setdefault(entry.subject, _Told(entry))
        elif entry.action is Action.AMEND:
            amendments += 1
            told[entry.subject].amend(entry, numbers.get(entry.seq, amendments))
        else:
            told[entry.subject].withdraw(entry)
    return CaseState(journal, tuple(_things(told.values(), numbers)))


class _Told:
    """What the entries have said of one subject so far."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.payload = dict(entry.payload)
        self.imported_id: str | None = self.payload.pop("id", None)
        self.changes: list[Change] = []
        self.withdrawn: Withdrawal | None = None

    def amend(self, entry: Entry, number: int) -> None:
        for name, after in entry.payload["changed"].items():
            before = self.payload.get(name)
            self.changes.append(
                Change(number, entry.seq, entry.logged_at, entry.by, name, before, after)
            )
            if after is None:
                self.payload.pop(name, None)
            else:
                self.payload[name] = after

    def withdraw(self, entry: Entry) -> None:
        reason = entry.payload.get("reason", "")
        self.withdrawn = Withdrawal(entry.seq, entry.logged_at, entry.by, reason)


def _things(told: Iterable[_Told], numbers: Mapping[int, int]) -> Iterable[Thing]:
    drafts = list(told)
    labels = _labels(drafts, numbers)
    for draft in drafts:
        subject, kind = draft.entry.subject, draft.entry.kind
        model = MODELS.get(kind)
        said = {**relabelled(draft.payload, labels, labels), "id": labels[subject]}
        said.pop(MOMENTS, None)
        value = _lenient(model, said) if model else None
        yield Thing(
            subject,
            kind,
            labels[subject],
            draft.imported_id,
            draft.entry,
            draft.payload,
            value,
            tuple(draft.changes),
            draft.withdrawn,
        )


def _labels(drafts: Iterable[_Told], numbers: Mapping[int, int]) -> dict[str, str]:
    counts: dict[Kind, int] = {}
    labels = {}
    for draft in drafts:
        kind = draft.entry.kind
        counts[kind] = counts.get(kind, 0) + 1
        number = numbers.get(draft.entry.seq, counts[kind])
        labels[draft.entry.subject] = f"{LETTERS[kind]}{number}"
    return labels


def _lenient(model: type[Payload], said: dict[str, Any]) -> Payload:
    """The type, without the fields that two writers at once have made contradict each other.

    What was written stays in the payload and the changes; a page must open whatever was written.
    """
    while True:
        try:
            return model.read(said)
        except InputFaults as error:
            fields = {fault.path.removeprefix("$.").split("[")[0] for fault in error.faults}
            wrong = {field.split(".")[0] for field in fields} & set(said) - {"id"}
            if not wrong:
                raise
            said = {name: value for name, value in said.items() if name not in wrong}
