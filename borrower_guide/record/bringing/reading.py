"""What a person brings back: an export, its zip, or a sealed record. Read whole or not at all."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509

from borrower_guide.cases.exhibits.sniff import FIRST, sniff
from borrower_guide.cases.taking.exporting import exported
from borrower_guide.cases.taking.unpacking import Archive
from borrower_guide.record.attachment import attached, read_manifest
from borrower_guide.record.manifest import state_in
from borrower_guide.record.verdict import Status, Verdict
from borrower_guide.record.verify import HEAD, verify_record
from borrower_guide.schema.case import Case
from borrower_guide.schema.faults import InputFault, InputFaults
from borrower_guide.schema.history_text import without_history
from borrower_guide.schema.json_text import MAX_BYTES
from borrower_guide.schema.read import read_case

LIMIT = 16 * 1024 * 1024  # an export of a case of 5 MB may have twice that in its history
ONLY_A_PART = "这份记录只收录了一部分，不能放进来。请用收录全部的记录，或导出的文件"
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Incoming:
    """What was read. `history`: there was one, which stays behind. `files` lie in `archive`."""

    case: Case
    history: bool
    archive: Archive | None = None
    files: tuple[str, ...] = ()


def read_incoming(data: bytes, trust: x509.Certificate, *, now: datetime) -> Incoming:
    """The case in a file of any of the three kinds; `now` (aware) bounds the start of visits.

    Raises InputFaults with all that is wrong with it.
    """
    if len(data) > LIMIT:
        raise InputFaults([InputFault("$", "文件太大，最多 16 MB")])
    if b"%PDF-" in data[:HEAD]:
        return _record(data, trust, now)
    archive = Archive(data) if data.startswith(_ZIP) else None
    text = archive.case_text() if archive else data
    # What is small enough is read with its history, which then is at least well-formed.
    short = without_history(text) if len(text) > MAX_BYTES else text
    case = read_case(short, folder=archive, now=now)
    history = bool(case.history) or len(short) < len(text)
    files = tuple(one.file for one in case.exhibits if one.file)
    if archive and (faults := list(_not_taken(archive, case))):
        raise InputFaults(faults)
    return Incoming(_bare(case), history, archive, files)


def _not_taken(archive: Archive, case: Case) -> Iterator[InputFault]:
    """The same kinds of file are taken as anywhere else, whatever their names say."""
    for at, exhibit in enumerate(case.exhibits):
        if exhibit.file and sniff(archive.data(exhibit.file)[:FIRST]) is None:
            yield InputFault(f"$.exhibits[{at}].file", "只收照片、录音、录像和 PDF")


def _record(data: bytes, trust: x509.Certificate, now: datetime) -> Incoming:
    """The case as it stood when the record was made, if nothing in it was changed since."""
    verdict = verify_record(data, trust)
    if verdict.status is not Status.INTACT:
        raise InputFaults(_refused(verdict))
    manifest = read_manifest(next(attached(data)))
    if manifest is None:
        raise RuntimeError("an intact record has a manifest")
    if manifest.left_out:
        raise InputFaults([InputFault("PDF", ONLY_A_PART)])
    told = exported(state_in(manifest.content))
    del told["history"]
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return Incoming(read_case(text.encode(), folder=None, now=now), history=True)


def _refused(verdict: Verdict) -> list[InputFault]:
    said = [InputFault(fault.where, fault.text.rstrip("。")) for fault in verdict.faults]
    return [InputFault("PDF", verdict.status.label.rstrip("。")), *said]


def _bare(case: Case) -> Case:
    """The case without its history, and without names of files: their bytes tell them."""
    exhibits = [one.model_copy(update={"file": None}) for one in case.exhibits]
    return case.model_copy(update={"history": None, "exhibits": tuple(exhibits)})
