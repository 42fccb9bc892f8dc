"""The files of exhibits: put beside the journal in one transaction with it, and read again."""

import hashlib
import hmac
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import DatabaseError, transaction
from django.db.models import Sum
from django.utils import timezone

from borrower_guide.cases import blobs
from borrower_guide.cases.access.keys import WrongKey, seal, unseal
from borrower_guide.cases.entries import Kind
from borrower_guide.cases.exhibits.chunks import CHUNK, Sealed, Sealing, Unsealed
from borrower_guide.cases.gate import CaseClosed, OpenCase
from borrower_guide.cases.models import Blob, CaseFile
from borrower_guide.cases.things import Thing
from borrower_guide.cases.transactions import NotSaved

CASE_MOST_BYTES = 200 * 1024 * 1024
ORIGINAL, SMALL = "original", "small"


class CaseFull(Exception):
    """With this file the case would hold more than CASE_MOST_BYTES; nothing was written."""


class NoFile(LookupError):
    """The exhibit has no file here, or no small copy."""


def sealed_bytes(ref: str, data: bytes) -> Sealed:
    """`data` as a staged file of case `ref`; the caller discards it. Raises OSError."""
    sealing = Sealing(ref)
    try:
        sealing.write(data)
        return sealing.finish()
    finally:
        sealing.discard()


@contextmanager
def kept(opened: OpenCase, original: Sealed | None, small: Sealed | None = None) -> Iterator[None]:
    """Keep staged files together with what the block appends to the journal: all or none.

    The small copy is found by the digest of its original. Bytes that the case has already are not
    kept twice. Raises CaseFull, NotSaved or CaseClosed with nothing kept.
    """
    placed: list[Path] = []
    try:
        with transaction.atomic():
            case = CaseFile.objects.select_for_update().get(pk=opened.ref)
            if original is not None:
                parts = [(ORIGINAL, original)] + ([(SMALL, small)] if small else [])
                for part, staged in parts:
                    placed += _placed(case, opened.key, staged, original.sha256, part)
            yield
    except BaseException as fault:
        for path in placed:
            path.unlink(missing_ok=True)
        if isinstance(fault, CaseFile.DoesNotExist):
            raise CaseClosed(opened.ref) from fault
        if isinstance(fault, OSError | DatabaseError):
            raise NotSaved from fault
        raise


def original_of(opened: OpenCase, thing: Thing) -> io.BufferedReader:
    """The plain bytes of an exhibit, to be closed. Raises NoFile, OSError or WrongKey."""
    return _reader(opened, thing, ORIGINAL)


def small_of(opened: OpenCase, thing: Thing) -> io.BufferedReader:
    """The smaller copy of a photo: a JPEG without metadata. Raises as `original_of` does."""
    return _reader(opened, thing, SMALL)


def has_file(opened: OpenCase, thing: Thing, part: str = ORIGINAL) -> bool:
    """Whether the bytes lie here."""
    return _blob(opened, thing, part) is not None


def exhibit_bytes(opened: OpenCase, subject: str) -> Iterator[bytes]:
    """The bytes of the exhibit's file, chunk by chunk. Raises as `original_of` does, at once."""
    thing = opened.state.thing(subject)
    if thing is None:
        raise NoFile(subject)
    return _chunks(original_of(opened, thing))


def check(opened: OpenCase, thing: Thing) -> None:
    """Read all of it once. Raises WrongKey if it is not what the journal has the digest of."""
    digest = hashlib.sha256()
    for chunk in _chunks(original_of(opened, thing)):
        digest.update(chunk)
    if digest.hexdigest() != thing.payload["sha256"]:
        raise WrongKey(thing.subject)


def _chunks(reader: io.BufferedReader) -> Iterator[bytes]:
    with reader:
        while chunk := reader.read(CHUNK):
            yield chunk


def _placed(case: CaseFile, key: bytes, staged: Sealed, sha256: str, part: str) -> list[Path]:
    tag = _tag(key, sha256, part)
    files = Blob.objects.filter(case=case, kind=Kind.EXHIBIT)
    if files.filter(tag=tag).exists():
        return []
    if (files.aggregate(all=Sum("size"))["all"] or 0) + staged.size > CASE_MOST_BYTES:
        raise CaseFull
    Blob(
        id=staged.id,
        case=case,
        kind=Kind.EXHIBIT,
        size=staged.size,
        made_at=timezone.now(),
        tag=tag,
        wrapped=seal(key, staged.key, _key_place(case.pk, staged.id)),
    ).save(force_insert=True)
    return [blobs.move_in(staged.path, case.pk, staged.id)]


def _reader(opened: OpenCase, thing: Thing, part: str) -> io.BufferedReader:
    blob = _blob(opened, thing, part)
    if blob is None or blob.wrapped is None:
        raise NoFile(thing.subject)
    key = unseal(opened.key, bytes(blob.wrapped), _key_place(opened.ref, blob.pk))
    path = blobs.folder_of(opened.ref) / blob.pk
    return io.BufferedReader(
        Unsealed(path, key, ref=opened.ref, blob=blob.pk, size=blob.size), CHUNK
    )


def _blob(opened: OpenCase, thing: Thing, part: str) -> Blob | None:
    sha256 = thing.payload.get("sha256")
    if thing.kind is not Kind.EXHIBIT or not isinstance(sha256, str):
        return None
    tag = _tag(opened.key, sha256, part)
    return Blob.objects.filter(case=opened.case, kind=Kind.EXHIBIT, tag=tag).first()


def _tag(key: bytes, sha256: str, part: str) -> str:
    """Finds the file of a digest, and tells nobody without the case key which digest it is."""
    return hmac.new(key, f"exhibit/{part}/{sha256}".encode(), hashlib.sha256).hexdigest()[:32]


def _key_place(ref: str, blob: str) -> str:
    return f"blob-key:{ref}:{blob}:0"
