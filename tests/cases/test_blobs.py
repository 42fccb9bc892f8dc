"""Sealed files: whole, durable, and for nobody else on the machine."""

import os
import stat
from pathlib import Path

import pytest
from django.db import DatabaseError

from borrower_guide.cases import blobs
from borrower_guide.cases.models import Blob
from tests.cases.made import a_case

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, settings: object) -> None:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_only_the_owner_reads_them() -> None:
    made, before = a_case(), os.umask(0)
    try:
        blob = blobs.store(made.case, made.key, b"%PDF-")
    finally:
        os.umask(before)
    folder = blobs.folder_of(made.case.pk)
    assert (mode(folder.parent), mode(folder), mode(folder / blob.pk)) == (0o700, 0o700, 0o600)


def test_names_are_synced_after_the_file_has_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    made, done = a_case(), []
    replace, fsync = os.replace, os.fsync

    def replaced(*paths: str) -> None:
        replace(*paths)
        done.append("replace")

    def synced(handle: int) -> None:
        fsync(handle)
        done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")

    monkeypatch.setattr(os, "replace", replaced)
    monkeypatch.setattr(os, "fsync", synced)
    blobs.store(made.case, made.key, b"%PDF-")
    assert done == ["folder", "folder", "file", "replace", "folder"]
    done.clear()
    blobs.store(made.case, made.key, b"%PDF-")
    assert done == ["file", "replace", "folder"]


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), DatabaseError("full")])
def test_what_fails_leaves_no_file(fault: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: object, **_kwargs: object) -> None:
        raise fault

    made = a_case()
    where = (blobs, "_sync") if isinstance(fault, OSError) else (Blob, "save")
    blobs.folder_of(made.case.pk).mkdir(parents=True)
    monkeypatch.setattr(*where, fails)
    with pytest.raises(type(fault)):
        blobs.store(made.case, made.key, b"%PDF-")
    assert not list(blobs.folder_of(made.case.pk).iterdir())
