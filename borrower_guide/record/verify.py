"""Check a sealed record offline: python -m borrower_guide.record.verify FILE --trust CERT.pem

With `--password-file` also one under a password; with `--trust-tsa` also who set its timestamp.
No Django, no settings, no database, no network. Nothing in a file is believed before the seal
holds; a certificate inside the file proves nothing, the one given as `trust` does.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography import x509

from borrower_guide.record.attachment import NAME, Manifest, attached, check_manifest, read_manifest
from borrower_guide.record.given import Given, Refused, add_arguments, given_by
from borrower_guide.record.not_pdf import is_archive, no_pdf
from borrower_guide.record.pictures import picture_faults
from borrower_guide.record.report import report
from borrower_guide.record.sealing.check import SealCheck, check_seal, signer_name
from borrower_guide.record.sealing.locking import WrongPassword, unlocked
from borrower_guide.record.sealing.timestamp import Token, is_by
from borrower_guide.record.verdict import Fault, Status, Timestamp, Verdict

LIMIT = 100 * 1024 * 1024
HEAD = 1024
END = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF\s*$")
ENCRYPTED = re.compile(rb"/Encrypt\s*(<<|\d+\s+\d+\s+R)")
LOCKED = "文件加了密码，上面没有这里盖的、完整的封印，所以不打开。请用原来的文件。"
LOCKED_WHOLE = "文件加了密码。封印是完整的；里面写的，要给出密码才能核对。再选一次文件，填上密码。"
DOES_NOT_OPEN = "密码不对。看看大小写，前后有没有多出空格，再选一次文件。"


def verify_record(data: bytes, given: x509.Certificate | Given) -> Verdict:
    """The answer for one whole file, checked against the pinned certificate."""
    given = given if isinstance(given, Given) else Given(given)
    if fault := _unreadable(data):
        return Verdict(Status.UNREADABLE, faults=(fault,))
    seal, inside = check_seal(data, given.trust), _inside(data)
    if inside.manifest is None and ENCRYPTED.search(data):
        return _locked(data, seal, given)
    if inside.manifest is None and not seal.ours:
        return _nothing_of_ours(data)
    return _checked(seal, inside, given)


def _locked(data: bytes, seal: SealCheck, given: Given) -> Verdict:
    """Of a file under a password: opened only if its seal is ours and holds."""
    if seal.ours and seal.faults:
        return Verdict(Status.ALTERED, signer=_signer(seal), faults=seal.faults)
    if not seal.ours or seal.place is None or not given.password:
        text = LOCKED_WHOLE if seal.ours else LOCKED
        return Verdict(Status.UNREADABLE, faults=(Fault("encrypted", "文件", text),))
    try:
        opened = unlocked(data, given.password)
    except WrongPassword:
        fault = Fault("password", "密码", DOES_NOT_OPEN)
        return Verdict(Status.UNREADABLE, faults=(fault,))
    place = replace(seal.place, number=opened.number, sealed_at=opened.sealed_at)
    return _checked(replace(seal, place=place), _inside(opened.data), given)


@dataclass(frozen=True, slots=True)
class _Inside:
    """A file in clear: how many files are in it, and the record, if there is one."""

    data: bytes
    files: int
    manifest: Manifest | None


def _inside(data: bytes) -> _Inside:
    files = list(attached(data))
    manifests = [found for content in files if (found := read_manifest(content))]
    return _Inside(data, len(files), manifests[-1] if manifests else None)


def _checked(seal: SealCheck, inside: _Inside, given: Given) -> Verdict:
    faults = (*seal.faults, *_content_faults(seal, inside))
    return _verdict(_status(seal, faults), seal, inside.manifest, faults, given)


def _unreadable(data: bytes) -> Fault | None:
    if not data:
        return Fault("empty", "文件", "文件是空的。")
    if len(data) > LIMIT:
        return Fault("too_large", "文件", "文件超过 100 MB，不读。")
    if is_archive(data) or b"%PDF-" not in data[:HEAD]:
        return Fault("not_pdf", "文件开头", no_pdf(data))
    return None


def _nothing_of_ours(data: bytes) -> Verdict:
    end = END.search(data, max(len(data) - HEAD, 0))
    if end is None or not re.match(rb"xref|\d+\s+\d+\s+obj", data[int(end[1]) :][:40]):
        fault = Fault("broken_pdf", "文件", "PDF 不完整，打不开。")
        return Verdict(Status.ALTERED, faults=(fault,))
    fault = Fault("no_record", "文件", f"里面没有 {NAME}，也没有这里的封印。")
    return Verdict(Status.NOT_OURS, faults=(fault,))


def _content_faults(seal: SealCheck, inside: _Inside) -> Iterator[Fault]:
    manifest = inside.manifest
    if inside.files != 1:
        yield Fault("attachments", "附件", f"附件应当只有一个，这里有 {inside.files} 个。")
    if manifest is None:
        yield Fault("no_manifest", NAME, "读不出来，被改过或者拿掉了。")
        return
    yield from check_manifest(manifest)
    yield from picture_faults(inside.data, manifest)
    if seal.ours and seal.place and seal.place.number != manifest.number:
        yield Fault("number", NAME, "它的摘要和封印写的记录编号对不上。")


def _status(seal: SealCheck, faults: tuple[Fault, ...]) -> Status:
    if seal.foreign:
        return Status.UNKNOWN_SIGNER
    return Status.INTACT if seal.ours and not faults else Status.ALTERED


def _verdict(
    status: Status,
    seal: SealCheck,
    manifest: Manifest | None,
    faults: tuple[Fault, ...],
    given: Given,
) -> Verdict:
    if status is Status.UNKNOWN_SIGNER:
        faults = (Fault("unknown_signer", "封印", "盖封印的证书不是这里的那一张。"), *faults)
    return Verdict(
        status,
        record_number=_number(seal, manifest),
        digest=manifest.digest if manifest else None,
        signer=_signer(seal),
        sealed_at=seal.place.sealed_at if seal.place else None,
        entries=len(manifest.entries) if manifest else None,
        left_out=manifest.left_out if manifest else None,
        faults=faults,
        timestamp=_timestamp(seal.token, given) if status is Status.INTACT else None,
    )


def _signer(seal: SealCheck) -> str | None:
    return signer_name(seal.certificate) if seal.certificate else None


def _timestamp(token: Token | None, given: Given) -> Timestamp | None:
    if token is None:
        return None
    trusted = is_by(token, given.trust_tsa) if given.trust_tsa else None
    return Timestamp(token.at.isoformat(), signer_name(token.signer), trusted)


def _number(seal: SealCheck, manifest: Manifest | None) -> str | None:
    if manifest:
        return manifest.number or None
    return seal.place.number if seal.place else None


def verify_file(path: Path, given: Given) -> Verdict:
    """The answer for a file on disk; one that cannot be read is `unreadable`, never an error."""
    try:
        if path.stat().st_size > LIMIT:
            return Verdict(
                Status.UNREADABLE,
                faults=(Fault("too_large", str(path), "文件超过 100 MB，不读。"),),
            )
        return verify_record(path.read_bytes(), given)
    except OSError:
        fault = Fault("missing", str(path), "找不到这个文件，或者不让读。")
        return Verdict(Status.UNREADABLE, faults=(fault,))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m borrower_guide.record.verify")
    add_arguments(parser, trust_required=True)
    options = vars(parser.parse_args(arguments))
    try:
        given = given_by(options, None)
    except Refused as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    return report(verify_file(options["file"], given), as_json=options["json"])


if __name__ == "__main__":
    sys.exit(main())
