"""Print the pages of a record again, from its own attachment."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from borrower_guide.record.attachment import attached, read_manifest
from borrower_guide.record.pictures import PICTURES, pictures_in
from borrower_guide.record.render import print_manifest
from borrower_guide.record.sealing.key import certificate
from borrower_guide.record.verdict import Status
from borrower_guide.record.verify import verify_record
from borrower_guide.schema.faults import InputFault, InputFaults


@dataclass(frozen=True, slots=True)
class Replayed:
    """The unsealed pages of a record: the same bytes every time on one installation image."""

    data: bytes
    record_number: str
    digest: str
    pages: int

    def to_json(self) -> dict[str, Any]:
        return {
            "record_number": self.record_number,
            "digest": self.digest,
            "sha256": hashlib.sha256(self.data).hexdigest(),
            "pages": self.pages,
        }


def replay(record: bytes, seal_folder: Path) -> Replayed:
    """Lay out the manifest of an intact record.

    Raises InputFaults when the record does not verify, CannotRender when nothing can be printed.
    """
    verdict = verify_record(record, certificate(seal_folder))
    if verdict.status is not Status.INTACT:
        raise InputFaults(InputFault(fault.where, fault.text) for fault in verdict.faults)
    manifest = read_manifest(next(attached(record)))
    if manifest is None:
        raise RuntimeError("an intact record has a manifest")
    named = manifest.content.get(PICTURES, {})
    pictures = pictures_in(record, set(named.values()))
    printed = print_manifest(manifest, pictures, bounded=False)
    return Replayed(printed.data, manifest.number, manifest.digest, printed.pages)
