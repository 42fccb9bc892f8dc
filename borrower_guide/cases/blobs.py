"""Sealed files of a case on disk, written whole or not at all."""

import os
import secrets
import shutil
import tempfile
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from borrower_guide.cases import room
from borrower_guide.cases.access.keys import seal, unseal
from borrower_guide.cases.entries import Kind
from borrower_guide.cases.models import Blob, CaseFile


def folder_of(reference: str) -> Path:
    """Where the files of a case lie."""
    return settings.DATA_DIR / "files" / reference


def store(case: CaseFile, key: bytes, data: bytes, kind: Kind = Kind.RECORD) -> Blob:
    """Seal `data` into a file of the case. Raises OSError or DatabaseError, leaving no file.

    The row is written inside the caller's transaction; a file without a row is swept later.
    """
    blob = Blob(
        id=secrets.token_hex(16), case=case, kind=kind, size=len(data), made_at=timezone.now()
    )
    path = put(case.pk, blob.pk, seal(key, data, _place(blob)))
    try:
        blob.save(force_insert=True)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return blob


def keep_newest(case: CaseFile, kind: Kind, most: int) -> None:
    """Drop all files of the kind but so many; from the disk once the transaction is written."""
    found = Blob.objects.filter(case=case, kind=kind).order_by("-made_at", "-pk")
    gone = list(found.values_list("pk", flat=True)[most:])
    Blob.objects.filter(case=case, pk__in=gone).delete()
    for name in gone:
        path = folder_of(case.pk) / name
        transaction.on_commit(partial(path.unlink, missing_ok=True))


def fetch(blob: Blob, key: bytes) -> bytes:
    """The data that was stored. Raises OSError or WrongKey."""
    sealed = (folder_of(blob.case_id) / blob.pk).read_bytes()
    return unseal(key, sealed, _place(blob))


def put(reference: str, name: str, sealed: bytes) -> Path:
    """Write a sealed file of the case and give its place. Raises OSError, leaving no file."""
    path = folder_of(reference) / name
    room.take(len(sealed))
    try:
        _write(path, sealed)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def move_in(staged: Path, reference: str, name: str) -> Path:
    """Give a sealed file of the staging folder its place in the case. Raises OSError, and then
    it is in neither place."""
    return move_to(staged, folder_of(reference) / name)


def move_to(staged: Path, path: Path) -> Path:
    """The same for a file that is no case's own."""
    try:
        for folder in (path.parent.parent, path.parent):
            _own(folder)
        os.replace(staged, path)
        _sync(path.parent)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def remove_folder(reference: str) -> None:
    """Delete all files of a case; what is not there is no fault."""
    shutil.rmtree(folder_of(reference), ignore_errors=True)


def _write(path: Path, data: bytes) -> None:
    """Only the owner of this process reads it, and it is on the disk when this returns."""
    for folder in (path.parent.parent, path.parent):
        _own(folder)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")  # with mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
        _sync(path.parent)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _own(folder: Path) -> None:
    """Make the folder, for this process's owner only, if it is not there."""
    if folder.is_dir():
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sync(folder.parent)


def _sync(folder: Path) -> None:
    """Without this a power cut may forget the names in a folder, whole files and all."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _place(blob: Blob) -> str:
    return f"blob:{blob.case_id}:{blob.pk}:0"
