"""`record.json`: all that rendering needs, as canonical JSON. Its SHA-256 is the 校验码.

Object: {format, version, made_at, parts, versions, certificate_sha256, entries, findings?,
together?, numbers?, pictures?, gaps?, stamped?, site?}. `entries` are hashed objects with their
`digest`; `findings` are there only when chosen.

Version 2 holds `together`, what several visits mean, beside `findings` if there is something to
tell: a reader of version 1 would print less than it says. Version 3 may leave entries out: in the
place of each stands a stub, {seq, digest}, and `numbers` tells by seq what number each thing and
each amendment has in the whole, so that 来访 3 and 补2 are called the same on every paper. It may
print pictures, too: `pictures` tells the SHA-256 of each by the subject of its exhibit; and `gaps`,
what is still missing, as `record.gaps` tells it; and `stamped`, true where a timestamp was asked
for: the last page says so, since only the seal can tell whether one came; and `site`, {operator?,
address?}: who made it, and where it is checked. All others are version 1, as ever.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from borrower_guide.cases.entries import Entry, restore
from borrower_guide.cases.state import CaseState, project
from borrower_guide.record.attachment import FORMAT, VERSIONS
from borrower_guide.record.chain import is_stub
from borrower_guide.record.choosing import numbers_of
from borrower_guide.record.pictures import PICTURES
from borrower_guide.schema.canonical import canonical
from borrower_guide.schema.when import SHANGHAI

FINDINGS, TOGETHER, NUMBERS, GAPS = "findings", "together", "numbers", "gaps"
STAMPED, SITE = "stamped", "site"
PLAIN, WITH_TOGETHER, LATEST = VERSIONS


def manifest_bytes(
    entries: Iterable[Entry],
    *,
    made_at: datetime,
    versions: Mapping[str, str],
    certificate_sha256: str,
    opinions: Mapping[str, Any] | None = None,
    left_out: Collection[int] = (),
    pictures: Mapping[str, str] | None = None,
    gaps: Sequence[Mapping[str, Any]] | None = None,
    stamped: bool = False,
    site: Mapping[str, str] | None = None,
) -> bytes:
    """The exact bytes of `record.json` for a journal; `made_at` is aware.

    `opinions`, if chosen, is {findings, together?} as `record.opinions` tells them. `left_out`
    are the seqs of which only the digest is told. `pictures`: subject → SHA-256 of what is printed.
    """
    journal, more = tuple(entries), dict(opinions or {})
    if left_out:
        more[NUMBERS] = numbers_of(journal, left_out)
    if pictures:
        more[PICTURES] = dict(pictures)
    if gaps is not None:
        more[GAPS] = list(gaps)
    if stamped:
        more[STAMPED] = True
    if site:
        more[SITE] = dict(site)
    content: dict[str, Any] = {
        "format": FORMAT,
        "version": _version(more),
        "made_at": made_at.astimezone(SHANGHAI).isoformat(timespec="seconds"),
        "parts": [name for name in (FINDINGS, GAPS) if name in more],
        "versions": dict(versions),
        "certificate_sha256": certificate_sha256,
        "entries": [_told(entry, entry.seq in left_out) for entry in journal],
    }
    return canonical({**content, **more})


def _version(more: Mapping[str, Any]) -> int:
    if not {NUMBERS, PICTURES, GAPS, STAMPED, SITE}.isdisjoint(more):
        return LATEST
    return WITH_TOGETHER if TOGETHER in more else PLAIN


def _told(entry: Entry, left_out: bool) -> dict[str, Any]:
    if left_out:
        return {"seq": entry.seq, "digest": entry.digest}
    return {**entry.hashed(), "digest": entry.digest}


def state_in(content: Mapping[str, Any]) -> CaseState:
    """The case as the whole entries of a manifest tell it; the chain is checked elsewhere."""
    whole = [restore(entry) for entry in content["entries"] if not is_stub(entry)]
    told = content.get(NUMBERS, {})
    return project(whole, {int(seq): number for seq, number in told.items()})
