"""A record of an open case: made and put beside its journal, or taken as it was made before."""

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone

from borrower_guide.cases import blobs, writing
from borrower_guide.cases.access.keys import WrongKey
from borrower_guide.cases.entries import Kind, NewEntry, new_id
from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.transactions import NotSaved
from borrower_guide.record.attachment import attached, read_manifest
from borrower_guide.record.choosing import left_out, part_of
from borrower_guide.record.installation import installation
from borrower_guide.record.make import Made, make_record
from borrower_guide.record.manifest import NUMBERS
from borrower_guide.record.paper.gaps import gaps_of
from borrower_guide.record.paper.opinions import opinions_of
from borrower_guide.record.sealing.key import sealing_key
from borrower_guide.record.small_copies import pictures_of
from borrower_guide.record.stamping import stamp
from borrower_guide.record.stored import Stored, name_on, stored
from borrower_guide.record.wanted import Wanted

KEPT = 10  # files of records in a case: pages give the newest alone


def make(opened: OpenCase, wanted: Wanted) -> Made:
    """Print and seal what is wanted of the case, as it stands. Raises as `make_record` does."""
    away = left_out(opened.state, wanted.unwanted)
    part = part_of(opened.state, away)
    return make_record(
        opened.entries,
        key=sealing_key(settings.DATA_DIR / "seal"),
        made_at=timezone.now(),
        opinions=opinions_of(part) if wanted.findings else None,
        left_out=away,
        pictures=pictures_of(opened, part) if wanted.pictures else None,
        gaps=gaps_of(part) if wanted.gaps else None,
        stamp=stamp(),
        site=installation(),
    )


def keep(opened: OpenCase, made: Made, entry_id: str) -> None:
    """Store the file and the entry that names it, both or neither; a second tap stores none.

    Of the files made before, the oldest go, and their entries stay.

    Raises NotSaved.
    """
    path = None
    try:
        with transaction.atomic():
            blob = blobs.store(opened.case, opened.key, made.data)
            path = blobs.folder_of(opened.ref) / blob.pk
            payload = {
                "record_number": made.record_number,
                "digest": made.digest,
                "blob": blob.pk,
                **made.told_of_timestamp(),
            }
            known = writing.form_id(entry_id)
            new = NewEntry(kind=Kind.RECORD, subject=new_id(), payload=payload, id=known)
            if not opened.append(new)[-1].says(new):
                raise _MadeAlready
            blobs.keep_newest(opened.case, Kind.RECORD, KEPT)
    except Exception as fault:
        if path:
            path.unlink(missing_ok=True)
        if isinstance(fault, OSError | DatabaseError):
            raise NotSaved from fault
        if not isinstance(fault, _MadeAlready):
            raise


class _MadeAlready(Exception):
    """The same press has stored its record while this one was being made."""


def as_it_stands(opened: OpenCase) -> Stored:
    """A record of the whole case as it stands: the last one if nothing was written since, else a
    new one, which is kept. Raises CannotRender, ChainBreak or NotSaved."""
    if (last := _still_right(opened)) is not None:
        return last
    made = make(opened, Wanted())
    keep(opened, made, new_id())
    return Stored(made.data, name_on(timezone.now()), made.asked and made.timestamp is None)


def _still_right(opened: OpenCase) -> Stored | None:
    """The newest record, if it tells all of the case, all that is in it now, and can be read."""
    if "blob" not in opened.entries[-1].payload:
        return None
    try:
        record = stored(opened)
    except (OSError, WrongKey):
        return None
    manifest = read_manifest(next(attached(record.data), None)) if record else None
    whole = manifest is not None and NUMBERS not in manifest.content
    return record if whole else None
