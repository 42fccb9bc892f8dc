"""Sealed files of a case on disk, written whole or not at all."""

import os
import secrets
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from borrower_guide.cases.entries import Kind
from borrower_guide.cases.keys import seal, unseal
from borrower_guide.cases.models import Blob, CaseFile


def folder_of(reference: str) -> Path:
    """Where the files of a case lie."""
    return settings.DATA_DIR / "files" / reference


def store(case: CaseFile, key: bytes, data: bytes, kind: Kind = Kind.RECORD) -> Blob:
    """Seal `data` into a file of the case. Raises OSError, with no file left behind.

    The row is written inside the caller's transaction; a file without a row is swept later.
    """
    blob = Blob(
        id=secrets.token_hex(16), case=case, kind=kind, size=len(data), made_at=timezone.now()
    )
    _write(folder_of(case.pk) / blob.pk, seal(key, data, _place(blob)))
    blob.save(force_insert=True)
    return blob


def fetch(blob: Blob, key: bytes) -> bytes:
    """The data that was stored. Raises OSError or WrongKey."""
    sealed = (folder_of(blob.case_id) / blob.pk).read_bytes()
    return unseal(key, sealed, _place(blob))


def newest(case: CaseFile, kind: Kind = Kind.RECORD) -> Blob | None:
    """The blob of this kind that was stored last."""
    return Blob.objects.filter(case=case, kind=kind).order_by("made_at").last()


def remove_folder(reference: str) -> None:
    """Delete all files of a case; what is not there is no fault."""
    shutil.rmtree(folder_of(reference), ignore_errors=True)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _place(blob: Blob) -> str:
    return f"blob:{blob.case_id}:{blob.pk}:0"
