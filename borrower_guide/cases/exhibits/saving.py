"""What saving an exhibit does: its bytes, its smaller copy, its entry, and its visits' lists."""

import io
from collections.abc import Callable, Iterable

from borrower_guide.cases import writing
from borrower_guide.cases.entries import NewEntry
from borrower_guide.cases.exhibits.chunks import CHUNK, Sealed, Unsealed
from borrower_guide.cases.exhibits.files import kept, sealed_bytes
from borrower_guide.cases.exhibits.small_copy import small_copy
from borrower_guide.cases.exhibits.sniff import SHRUNK
from borrower_guide.cases.exhibits.uploads import SealedUpload
from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.state import CaseState
from borrower_guide.cases.transactions import NotSaved
from borrower_guide.cases.writing import Saved


def save(opened: OpenCase, upload: SealedUpload | None, write: Callable[[], Saved]) -> Saved:
    """Run `write`, which appends to the journal, and keep the file with it: all or none.

    Raises TooManyPixels, CaseFull, NotSaved, NoTurn or CaseClosed with nothing written.
    """
    small = _small(upload) if upload else None
    try:
        with kept(opened, upload.sealed if upload else None, small):
            return write()
    finally:
        if small:
            small.discard()


def links(
    opened: OpenCase, subject: str, ticked: Iterable[str], *, shown: CaseState, based_on: int
) -> list[NewEntry]:
    """Amendments of the visits whose box was changed on a page that showed the case as `shown`."""
    chosen, news = frozenset(ticked), []
    for visit in opened.state.visits:
        before = shown.thing(visit.subject)
        was = before is not None and subject in before.payload.get("exhibits", [])
        if visit.withdrawn or was == (visit.label in chosen):
            continue
        others = [one for one in visit.payload.get("exhibits", []) if one != subject]
        listed = others if was else [*others, subject]
        if listed != visit.payload.get("exhibits", []):
            changed = {"exhibits": listed or None}
            news += writing.amendment(visit, changed, based_on=based_on)
    return news


def _small(upload: SealedUpload) -> Sealed | None:
    if upload.found not in SHRUNK:
        return None
    one = upload.sealed
    try:
        raw = Unsealed(one.path, one.key, ref=one.ref, blob=one.id, size=one.size)
        with io.BufferedReader(raw, CHUNK) as picture:
            data = small_copy(picture)
        return sealed_bytes(one.ref, data) if data else None
    except OSError as fault:
        raise NotSaved from fault
