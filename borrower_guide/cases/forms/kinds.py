"""The kinds that have a one-page form: contacts, complaints, notes and loans. No Django."""

from datetime import datetime
from typing import Any, NamedTuple

from borrower_guide.cases.entries import Kind
from borrower_guide.cases.forms.typed import Values
from borrower_guide.cases.forms.visit import read_fields
from borrower_guide.cases.things import MODELS
from borrower_guide.schema.model import Payload
from borrower_guide.schema.times import SLACK
from borrower_guide.schema.when import When

Fields = dict[str, Any]

NOT_YET = "这一天还没到，请看是不是写错了"
REPLY_FIRST = "答复的日子比投诉早，请看是不是填反了"
NEVER_LATER = ("at", "filed_on", "replied_on", "signed_on", "amount_seen_on")


class KindForm(NamedTuple):
    """`slug` is its part of an address; `needs`: at which input the fault of an empty form stands.

    `verb` is what the button on the overview says.
    """

    kind: Kind
    slug: str
    verb: str
    needs: str
    empty: str

    @property
    def model(self) -> type[Payload]:
        return MODELS[self.kind]

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(name for name in self.model.model_fields if name != "id")


FORMS = {
    form.kind: form
    for form in (
        KindForm(Kind.CONTACT, "contacts", "记电话或信息", "content", "至少写一样，再存"),
        KindForm(Kind.COMPLAINT, "complaints", "记一次投诉", "place", "请先选向谁投诉的"),
        KindForm(Kind.NOTE, "notes", "写一条备注", "text", "写一句，再存"),
        KindForm(Kind.LOAN, "loans", "加一笔借款", "lender", "至少写一样，再存"),
    )
}


def read_kind(
    form: KindForm, values: Values, shown: Fields, current: Fields, *, now: datetime
) -> tuple[Fields, dict[str, str]]:
    """What changed of a thing and the faults by input name; `shown` as in `forms.visit`."""
    changed, faults = read_fields(form.model, form.fields, values, shown, current, now=now)
    after = {name: value for name, value in (current | changed).items() if value is not None}
    if not faults and _says_nothing(form, after):
        faults[form.needs] = form.empty
    return changed, _checked(form, after, now) | faults


def _says_nothing(form: KindForm, after: Fields) -> bool:
    wanted = {Kind.NOTE: ("text",), Kind.COMPLAINT: ("channel",)}.get(form.kind, form.fields)
    return not any(after.get(name) for name in wanted)


def _checked(form: KindForm, after: Fields, now: datetime) -> dict[str, str]:
    """Days that are not yet, and a reply before its complaint: slips of the finger.

    A note may be of a day to come. The case format does not refuse any of these.
    """
    if form.kind is Kind.NOTE:
        return {}
    days = {name: When.parse(after[name]) for name in NEVER_LATER if after.get(name)}
    latest = When.at(now + SLACK)
    faults = {name: NOT_YET for name, day in days.items() if latest.before(day)}
    if {"filed_on", "replied_on"} <= days.keys() and days["replied_on"].before(days["filed_on"]):
        faults.setdefault("replied_on", REPLY_FIRST)
    return faults
