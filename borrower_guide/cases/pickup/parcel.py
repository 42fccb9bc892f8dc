"""What is fetched, and how it lies on the disk: the number, then the file, each under its key."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from django.db.models import QuerySet

from borrower_guide.cases import blobs
from borrower_guide.cases.access.codes import LENGTH
from borrower_guide.cases.access.keys import seal, unseal
from borrower_guide.cases.models import Pickup

LASTS, MOST = timedelta(minutes=15), 5
_FRONT = 12 + LENGTH + 16  # bytes of the sealed number: nonce, digits, tag


@dataclass(frozen=True)
class Parcel:
    """One file. `name`: ASCII and neutral; `media`: its type; `title`: what a page calls it."""

    data: bytes
    name: str
    media: str
    title: str

    def packed(self) -> bytes:
        """A line that tells what it is, then the bytes."""
        head = {"name": self.name, "media": self.media, "title": self.title}
        return json.dumps(head).encode() + b"\n" + self.data

    @classmethod
    def unpacked(cls, packed: bytes) -> Self:
        head, _, data = packed.partition(b"\n")
        return cls(data=data, **json.loads(head))


def live(now: datetime) -> QuerySet[Pickup]:
    """The pickups that may still be fetched."""
    return Pickup.objects.filter(ends_at__gt=now, fetches__lt=MOST)


def sealed_file(pickup: Pickup, parcel: Parcel, own: bytes, code: str, key: bytes) -> bytes:
    """The number under the case key, so that the case can show it again; then the parcel."""
    front = seal(key, code.encode("ascii"), place("pickup-code", pickup))
    return front + seal(own, parcel.packed(), place("pickup", pickup))


def number_of(pickup: Pickup, key: bytes) -> str:
    """The number, by the case key. Raises OSError or WrongKey."""
    with path_of(pickup).open("rb") as file:
        return unseal(key, file.read(_FRONT), place("pickup-code", pickup)).decode("ascii")


def parcel_of(pickup: Pickup, own: bytes) -> Parcel:
    """The parcel, by its own key. Raises OSError or WrongKey."""
    sealed = path_of(pickup).read_bytes()[_FRONT:]
    return Parcel.unpacked(unseal(own, sealed, place("pickup", pickup)))


def remove(pickups: list[Pickup]) -> None:
    """Delete the files of pickups that have no row any more."""
    for pickup in pickups:
        path_of(pickup).unlink(missing_ok=True)


def path_of(pickup: Pickup) -> Path:
    """Where the file lies."""
    return blobs.folder_of(pickup.case_id) / pickup.pk


def place(what: str, pickup: Pickup) -> str:
    """The associated data of what is sealed for this pickup."""
    return f"{what}:{pickup.case_id}:{pickup.pk}:0"
