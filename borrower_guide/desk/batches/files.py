"""The files of a batch: each sealed under a key of its own, which the case's key alone opens.

DATA_DIR/batches/<batch>/<file>, in chunks as exhibits are (cases/exhibits/chunks.py). Which files
a case has, and their keys, stand sealed under its key in BatchItem.sealed.
"""

import base64
import io
import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from borrower_guide.cases import blobs
from borrower_guide.cases.access.keys import seal, unseal
from borrower_guide.cases.exhibits.chunks import CHUNK, Unsealed
from borrower_guide.cases.exhibits.files import sealed_bytes
from borrower_guide.desk.models import BatchItem


@dataclass(frozen=True)
class Printout:
    """One paper of a case, whole. `name` is ASCII and neutral; `title` is what we call it.

    `note`: what the advocate has to know of it; it is kept in clear, so it names nothing.
    """

    code: str
    title: str
    name: str
    data: bytes
    pages: int
    note: str = ""


@dataclass(frozen=True)
class Kept:
    """The same on the disk. `key`: base64; `sha256` of its bytes."""

    code: str
    title: str
    name: str
    pages: int
    file: str
    key: str
    size: int
    sha256: str


def folder_of(batch: str) -> Path:
    """Where the files of a batch lie."""
    return settings.DATA_DIR / "batches" / batch


def keep(item: BatchItem, one: Printout) -> Kept:
    """Seal a paper into the folder of its batch. Raises OSError, leaving no file."""
    sealed = sealed_bytes(item.matter.ref, one.data)
    try:
        blobs.move_to(sealed.path, folder_of(item.batch_id) / sealed.id)
    finally:
        sealed.discard()
    key = base64.b64encode(sealed.key).decode()
    return Kept(
        one.code, one.title, one.name, one.pages, sealed.id, key, sealed.size, sealed.sha256
    )


def sealed_list(item: BatchItem, key: bytes, kept: Iterable[Kept]) -> bytes:
    """The list of a case's files under the key of the case."""
    return seal(key, json.dumps([asdict(one) for one in kept]).encode(), _place(item))


def listed(item: BatchItem, key: bytes) -> list[Kept]:
    """That list. Raises WrongKey."""
    told = json.loads(unseal(key, bytes(item.sealed or b""), _place(item)))
    return [Kept(**one) for one in told]


def pieces(item: BatchItem, one: Kept) -> Iterator[bytes]:
    """The bytes of a file, some at a time. Raises OSError or WrongKey."""
    path = folder_of(item.batch_id) / one.file
    own = base64.b64decode(one.key)
    plain = Unsealed(path, own, ref=item.matter.ref, blob=one.file, size=one.size)
    with io.BufferedReader(plain, CHUNK) as reader:
        while chunk := reader.read(CHUNK):
            yield chunk


def remove(item: BatchItem, kept: Iterable[Kept]) -> None:
    """Delete files; what is not there is no fault."""
    for one in kept:
        (folder_of(item.batch_id) / one.file).unlink(missing_ok=True)


def remove_all(batch: str) -> None:
    """Delete the folder of a batch."""
    shutil.rmtree(folder_of(batch), ignore_errors=True)


def _place(item: BatchItem) -> str:
    return f"batch:{item.matter.ref}:{item.batch_id}:{item.pk}"
