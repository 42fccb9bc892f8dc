"""What stands in the records that are published: a short made-up case, and a PDF without print."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from io import BytesIO
from typing import Any

import pikepdf

from borrower_guide.cases.entries import Action, Entry, Kind, NewEntry, link
from borrower_guide.cases.taking.from_file import new_entries
from borrower_guide.record.attachment import NAME
from borrower_guide.record.chain import manifest_digest, record_number
from borrower_guide.record.sealing.key import SealingKey
from borrower_guide.record.sealing.seal import seal
from borrower_guide.schema.case import Case

MADE_AT = datetime(2026, 11, 24, 20, 52, tzinfo=timezone(timedelta(hours=8)))
CASE = {
    "format": "borrower-guide/case",
    "version": 1,
    "reporter_role": "borrower",
    "loans": [{"id": "L1", "lender": "某某银行", "lender_type": "bank"}],
    "exhibits": [{"id": "E1", "kind": "photo", "title": "门", "sha256": "ab" * 32}],
    "visits": [
        {"id": "V1", "started_at": "2026-11-20T22:40:00+08:00", "loan": "L1", "visitor_count": 2},
        {"id": "V2", "started_at": "2026-11-22T10:00:00+08:00", "exhibits": ["E1"]},
        {"id": "V3", "visitor_count": 1},
    ],
    "contacts": [{"id": "C1", "content": '\\ " / \u2028 𠮷 é'}],
}
Content = dict[str, Any]
Change = Callable[[Content], Any]


def journal() -> list[Entry]:
    """Nine entries: what the case says, a visit amended, another withdrawn."""
    entries: list[Entry] = []
    for new in new_entries(Case.read(CASE), imported=False):
        _add(entries, new)
    _, second, third = (entry for entry in entries if entry.kind is Kind.VISIT)
    amended = {"based_on": second.seq, "changed": {"visitor_count": 3}}
    _add(entries, _on(second, Action.AMEND, amended))
    _add(entries, _on(third, Action.WITHDRAW, {"reason": "记错了"}))
    return entries


def _add(entries: list[Entry], new: NewEntry) -> None:
    when = MADE_AT - timedelta(hours=2) + timedelta(minutes=7 * len(entries))
    entries.append(link(entries[-1] if entries else None, new, when))


def _on(entry: Entry, action: Action, payload: Content) -> NewEntry:
    return NewEntry(kind=entry.kind, subject=entry.subject, action=action, payload=payload)


def bare(*contents: bytes) -> bytes:
    """A PDF of one empty page with these files inside, named `record.json` and so on."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for number, content in enumerate(contents):
            name = NAME if number == 0 else f"{number}-{NAME}"
            pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, content, filename=name)
        out = BytesIO()
        plain = pikepdf.ObjectStreamMode.disable
        pdf.save(out, object_stream_mode=plain, deterministic_id=True)
    return out.getvalue()


def sealed(*contents: bytes, key: SealingKey, number: str | None = None) -> bytes:
    """A bare PDF under a seal whose number is, unless given, that of the first file inside."""
    if number is None:
        number = record_number(MADE_AT.isoformat(), manifest_digest(contents[0]))
    return seal(bare(*contents), key, number=number, at=MADE_AT)
