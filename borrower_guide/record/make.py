"""From entries to a sealed record: the one way that web and command take."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives import hashes

from borrower_guide.cases.entries import Entry, check_chain
from borrower_guide.printing.render import CannotRender
from borrower_guide.printing.versions import versions
from borrower_guide.record.attachment import LIMIT, Manifest, read_manifest
from borrower_guide.record.given import Given
from borrower_guide.record.manifest import manifest_bytes
from borrower_guide.record.render import print_manifest
from borrower_guide.record.sealing.key import SealingKey
from borrower_guide.record.sealing.seal import Stamp, seal
from borrower_guide.record.verdict import Status, Timestamp, Verdict
from borrower_guide.record.verify import verify_record

TOO_LONG = "记录太长，一份 PDF 装不下。写的都还在，可以直接打印这一页。"
Opinions = Mapping[str, Any]
Gaps = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Made:
    """A sealed record: its bytes, number, 校验码 (digest of the manifest) and pages.

    `asked`: a timestamp was asked for; `timestamp`: the one that was got.
    """

    data: bytes
    record_number: str
    digest: str
    pages: int
    asked: bool = False
    timestamp: Timestamp | None = None

    @property
    def sha256(self) -> str:
        """Digest of the file itself, 64 hex digits."""
        return hashlib.sha256(self.data).hexdigest()

    def to_json(self) -> dict[str, Any]:
        told: dict[str, Any] = {
            "record_number": self.record_number,
            "digest": self.digest,
            "sha256": self.sha256,
            "pages": self.pages,
        }
        return told | self.told_of_timestamp()

    def told_of_timestamp(self) -> dict[str, str | None]:
        """Its time, None if none was got; nothing where none was asked for."""
        if not self.asked:
            return {}
        return {"timestamp": self.timestamp.at if self.timestamp else None}


def make_record(
    entries: Iterable[Entry],
    *,
    key: SealingKey,
    made_at: datetime,
    opinions: Opinions | None = None,
    left_out: Collection[int] = (),
    pictures: Mapping[str, bytes] | None = None,
    gaps: Gaps | None = None,
    stamp: Stamp | None = None,
    bounded: bool = True,
    site: Mapping[str, str] | None = None,
) -> Made:
    """Print and seal a journal. `made_at` is aware; `opinions` are printed only when given.

    `left_out`: seqs of which only the digest is told (record.choosing). `pictures`: JPEG bytes to
    print by the subject of their exhibit (record.small_copies). `gaps`, if chosen: record.gaps.
    `stamp` gets a timestamp (sealing.authority); where it gets none, the record has none.
    `bounded`: no longer than a page may ask for (printing.weight).
    `site`: record.installation.

    Raises CannotRender when it is too long or nothing can be printed here,
    ChainBreak when the journal is broken.
    """
    journal = tuple(entries)
    check_chain(journal)
    manifest = manifest_of(
        journal,
        key=key,
        made_at=made_at,
        opinions=opinions,
        left_out=left_out,
        pictures={subject: _sha256(data) for subject, data in (pictures or {}).items()},
        gaps=gaps,
        stamped=stamp is not None,
        site=site,
        versions=versions(),
    )
    if len(manifest.data) > LIMIT:
        raise CannotRender(TOO_LONG)
    given = {_sha256(data): data for data in (pictures or {}).values()}
    printed = print_manifest(manifest, given, bounded=bounded)
    sealed = seal(printed.data, key, number=manifest.number, at=made_at, stamp=stamp)
    verdict = held(sealed, Given(key.certificate))
    return Made(
        sealed,
        manifest.number,
        manifest.digest,
        printed.pages,
        asked=stamp is not None,
        timestamp=verdict.timestamp,
    )


def held(sealed: bytes, given: Given) -> Verdict:
    """The verdict on what was just sealed: what we ourselves would refuse is never handed out."""
    verdict = verify_record(sealed, given)
    if verdict.status is not Status.INTACT:
        raise RuntimeError(f"the fresh seal does not hold: {verdict.faults}")
    return verdict


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def manifest_of(
    entries: Iterable[Entry],
    *,
    key: SealingKey,
    made_at: datetime,
    opinions: Opinions | None = None,
    left_out: Collection[int] = (),
    pictures: Mapping[str, str] | None = None,
    gaps: Gaps | None = None,
    stamped: bool = False,
    site: Mapping[str, str] | None = None,
    versions: Mapping[str, str],
) -> Manifest:
    """The manifest of a record. A preview needs no printer and gives no `versions`."""
    data = manifest_bytes(
        entries,
        made_at=made_at,
        versions=versions,
        certificate_sha256=key.certificate.fingerprint(hashes.SHA256()).hex(),
        opinions=opinions,
        left_out=left_out,
        pictures=pictures,
        gaps=gaps,
        stamped=stamped,
        site=site,
    )
    manifest = read_manifest(data)
    if manifest is None:
        raise RuntimeError("the manifest just written cannot be read")
    return manifest
