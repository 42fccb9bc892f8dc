"""Check a sealed record offline: python -m borrower_guide.record.verify FILE --trust CERT.pem

No Django, no settings, no database, no network. Nothing in a file is believed before the seal
holds; a certificate inside the file proves nothing, the one given as `trust` does.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from cryptography import x509

from borrower_guide.record.attachment import NAME, Manifest, attached, check_manifest, read_manifest
from borrower_guide.record.pictures import picture_faults
from borrower_guide.record.sealing.check import SealCheck, check_seal, signer_name
from borrower_guide.record.verdict import Fault, Status, Verdict

LIMIT = 100 * 1024 * 1024
HEAD = 1024
END = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF\s*$")
ENCRYPTED = re.compile(rb"/Encrypt\s*(<<|\d+\s+\d+\s+R)")
NO_CERTIFICATE = "读不出证书，请给 PEM 格式的证书文件。"
CAVEAT = "只说明做成以后有没有改动，不说明写的事是不是真的。"


def verify_record(data: bytes, trust: x509.Certificate) -> Verdict:
    """The answer for one whole file, checked against the pinned certificate."""
    if fault := _unreadable(data):
        return Verdict(Status.UNREADABLE, faults=(fault,))
    seal = check_seal(data, trust)
    files = list(attached(data))
    manifests = [found for content in files if (found := read_manifest(content))]
    manifest = manifests[-1] if manifests else None
    if manifest is None and not seal.ours:
        return _nothing_of_ours(data)
    faults = (*seal.faults, *_content_faults(data, seal, files, manifest))
    return _verdict(_status(seal, faults), seal, manifest, faults)


def _unreadable(data: bytes) -> Fault | None:
    if not data:
        return Fault("empty", "文件", "文件是空的。")
    if len(data) > LIMIT:
        return Fault("too_large", "文件", "文件超过 100 MB，不读。")
    if b"%PDF-" not in data[:HEAD]:
        return Fault("not_pdf", "文件开头", "不是 PDF 文件。")
    return None


def _nothing_of_ours(data: bytes) -> Verdict:
    if ENCRYPTED.search(data):
        fault = Fault("encrypted", "文件", "文件加了密码，读不了。请用没有加密码的原文件。")
        return Verdict(Status.UNREADABLE, faults=(fault,))
    end = END.search(data, max(len(data) - HEAD, 0))
    if end is None or not re.match(rb"xref|\d+\s+\d+\s+obj", data[int(end[1]) :][:40]):
        fault = Fault("broken_pdf", "文件", "PDF 不完整，打不开。")
        return Verdict(Status.ALTERED, faults=(fault,))
    fault = Fault("no_record", "文件", f"里面没有 {NAME}，也没有这里的封印。")
    return Verdict(Status.NOT_OURS, faults=(fault,))


def _content_faults(
    data: bytes, seal: SealCheck, files: list[bytes | None], manifest: Manifest | None
) -> Iterator[Fault]:
    if len(files) != 1:
        yield Fault("attachments", "附件", f"附件应当只有一个，这里有 {len(files)} 个。")
    if manifest is None:
        yield Fault("no_manifest", NAME, "读不出来，被改过或者拿掉了。")
        return
    yield from check_manifest(manifest)
    yield from picture_faults(data, manifest)
    if seal.ours and seal.place and seal.place.number != manifest.number:
        yield Fault("number", NAME, "它的摘要和封印写的记录编号对不上。")


def _status(seal: SealCheck, faults: tuple[Fault, ...]) -> Status:
    if seal.foreign:
        return Status.UNKNOWN_SIGNER
    return Status.INTACT if seal.ours and not faults else Status.ALTERED


def _verdict(
    status: Status, seal: SealCheck, manifest: Manifest | None, faults: tuple[Fault, ...]
) -> Verdict:
    if status is Status.UNKNOWN_SIGNER:
        faults = (Fault("unknown_signer", "封印", "盖封印的证书不是给定的那一个。"), *faults)
    return Verdict(
        status,
        record_number=_number(seal, manifest),
        digest=manifest.digest if manifest else None,
        signer=signer_name(seal.certificate) if seal.certificate else None,
        sealed_at=seal.place.sealed_at if seal.place else None,
        entries=len(manifest.entries) if manifest else None,
        left_out=manifest.left_out if manifest else None,
        faults=faults,
    )


def _number(seal: SealCheck, manifest: Manifest | None) -> str | None:
    if manifest:
        return manifest.number or None
    return seal.place.number if seal.place else None


def verify_file(path: Path, trust: x509.Certificate) -> Verdict:
    """The answer for a file on disk; one that cannot be read is `unreadable`, never an error."""
    try:
        if path.stat().st_size > LIMIT:
            return Verdict(
                Status.UNREADABLE,
                faults=(Fault("too_large", str(path), "文件超过 100 MB，不读。"),),
            )
        return verify_record(path.read_bytes(), trust)
    except OSError:
        fault = Fault("missing", str(path), "找不到这个文件，或者不让读。")
        return Verdict(Status.UNREADABLE, faults=(fault,))


def sentences(verdict: Verdict) -> Iterator[str]:
    """The answer for people, one line each."""
    yield verdict.status.label
    rows = (
        ("记录编号", verdict.record_number),
        ("校验码", verdict.digest),
        ("封印", verdict.signer),
        ("封印时间", verdict.sealed_at),
        ("条目", verdict.entries),
        ("其中没有收录，只有摘要", verdict.left_out or None),
    )
    yield from (f"{label} {value}" for label, value in rows if value is not None)
    yield from map(str, verdict.faults)
    yield CAVEAT


def report(verdict: Verdict, *, as_json: bool) -> int:
    """Print the answer as the commands promise; gives their exit code."""
    lines: Iterable[object] = sentences(verdict)
    if as_json:
        lines = (json.dumps(verdict.to_json(), ensure_ascii=False),)
    elif verdict.status is Status.UNREADABLE:
        lines = verdict.faults
    stream = sys.stderr if lines is verdict.faults else sys.stdout
    stream.writelines(f"{line}\n" for line in lines)
    return verdict.status.exit_code


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m borrower_guide.record.verify")
    parser.add_argument("file", type=Path)
    parser.add_argument("--trust", type=Path, required=True, help="PEM certificate to rely on")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    try:
        trust = x509.load_pem_x509_certificate(given.trust.read_bytes())
    except (OSError, ValueError):
        sys.stderr.write(f"{given.trust}：{NO_CERTIFICATE}\n")
        return 2
    return report(verify_file(given.file, trust), as_json=given.json)


if __name__ == "__main__":
    sys.exit(main())
