"""The verbs at the door: a tap, its undoing, and the visit that taps become."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from borrower_guide.cases import writing
from borrower_guide.cases.door.form import DoorForm
from borrower_guide.cases.entries import Kind, NewEntry, derived
from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.things import MOMENTS, Thing
from borrower_guide.cases.writing import Saved, form_id
from borrower_guide.schema.when import SHANGHAI

UNDONE = "点错了"


def save_taps(opened: OpenCase, form: DoorForm, *, entry_id: str) -> Saved:
    """Write what waited, and then what was tapped or written now.

    One page may send several taps, and each several times: a tap is the same only with the same
    page. Raises NotSaved.
    """
    page = form_id(entry_id)
    news = [_moment(page, one.text, {"tap": one.tap.value}, at=one.at) for one in form.waiting]
    if not form.says_nothing:
        news.append(_moment(page, form.tapped or "note", form.payload, at=form.at))
    return writing.add(opened, *news, form=page)


def undo(opened: OpenCase, moment: Thing) -> None:
    """Withdraw a tap: it stays in the journal, marked. Raises NotSaved."""
    writing.withdraw(opened, moment, UNDONE)


def visit_id(moments: Sequence[Thing], visits: Sequence[Thing]) -> str:
    """The id of the visit made of these moments: it follows from them, so twice is once.

    After such a visit was withdrawn, the same moments make another.
    """
    subjects = sorted(moment.subject for moment in moments)
    gone = sum(sorted(one.payload.get(MOMENTS, ())) == subjects for one in visits if one.withdrawn)
    return derived(",".join(subjects), f"visit/{gone}")


def save_visit(opened: OpenCase, moments: Sequence[Thing], payload: dict[str, Any]) -> Saved:
    """Write one visit that names its moments. Raises NotSaved."""
    names = [moment.subject for moment in moments]
    entry_id = visit_id(moments, opened.state.visits)
    return writing.add_visit(opened, entry_id=entry_id, payload={**payload, MOMENTS: names})


def _moment(page: str, what: str, payload: dict[str, str], *, at: datetime | None) -> NewEntry:
    subject = derived(page, f"tap/{what}")
    stamp = at.astimezone(SHANGHAI).isoformat(timespec="seconds") if at else None
    return NewEntry(kind=Kind.MOMENT, subject=subject, id=subject, payload=payload, device_at=stamp)
