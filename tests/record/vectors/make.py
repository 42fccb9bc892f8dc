"""Make the test vectors of the record anew: `.venv/bin/python -m tests.record.vectors.make`.

The keys are made for it and thrown away, so every run writes other bytes: run it when the form of
a record changes, not otherwise. It stops where the verifier does not say what is written here.
"""

import copy
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from borrower_guide.cases.state import project  # noqa: E402
from borrower_guide.record import choosing  # noqa: E402
from borrower_guide.record.attachment import attached  # noqa: E402
from borrower_guide.record.make import make_record  # noqa: E402
from borrower_guide.record.sealing.key import SealingKey, certificate_pem, new_key  # noqa: E402
from borrower_guide.record.verdict import Verdict  # noqa: E402
from borrower_guide.record.verify import verify_record  # noqa: E402
from borrower_guide.schema.canonical import canonical  # noqa: E402
from tests.record.photos import jpeg  # noqa: E402
from tests.record.vectors.cases import MADE_AT, journal, sealed  # noqa: E402
from tests.record.vectors.chains import REFUSED, chain_vectors, refused  # noqa: E402
from tests.record.vectors.forgeries import FORGERIES, texts  # noqa: E402
from tests.record.vectors.spoilt import SPOILT, plus_modulus  # noqa: E402

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "vectors"
LARGEST = 1_500_000


@dataclass(frozen=True)
class Keys:
    ours: SealingKey
    other: SealingKey


def printed(keys: Keys) -> dict[str, bytes]:
    """Real records: all of a case, a part of it, one with a photo and what is missing."""
    entries = journal()
    state = project(entries)
    photo = {state.exhibits[0].subject: jpeg((90, 120))}
    away = choosing.left_out(state, {state.visits[0].subject})
    wanted: dict[str, dict[str, Any]] = {
        "whole": {},
        "part": {"left_out": away},
        "photo": {"pictures": photo},
    }
    return {
        name: make_record(entries, key=keys.ours, made_at=MADE_AT, **more).data
        for name, more in wanted.items()
    }


def with_room(content: bytes, keys: Keys) -> bytes:
    """A bare record whose signature value leaves room for the modulus to be added."""
    for _ in range(100):
        found = sealed(content, key=keys.ours)
        try:
            SPOILT["signature-plus-modulus"][1](found, keys.ours, keys.other)
        except OverflowError:
            content = canonical(json.loads(content) | {"versions": {"try": os.urandom(4).hex()}})
            continue
        return found
    raise RuntimeError(plus_modulus.__doc__)


def content_of(data: bytes) -> dict[str, Any]:
    return dict(json.loads(next(attached(data)) or b""))


@dataclass(frozen=True)
class Vector:
    """`edit`: what to do with the bytes of `base`; the rest is what a verifier must say."""

    name: str
    base: str
    data: bytes
    edit: list[dict[str, Any]]
    status: str
    fault: str
    why: str

    def told(self, keys: Keys) -> dict[str, Any]:
        verdict = verify_record(self.data, keys.ours.certificate)
        codes = [fault.code for fault in verdict.faults]
        if verdict.status != self.status or (codes and self.fault not in codes):
            raise SystemExit(f"{self.name}: {verdict}")
        where = next((one.where for one in verdict.faults if one.code == self.fault), None)
        wanted = {"status": self.status, "fault": self.fault or None, "where": where}
        return {"name": self.name, "base": self.base, "edit": self.edit, **wanted, "why": self.why}


def edit_of(old: bytes, new: bytes) -> list[dict[str, Any]]:
    """One splice that makes `new` of `old`."""
    head = _alike(old, new)
    tail = _alike(old[:head:-1], new[:head:-1])
    put = new[head : len(new) - tail]
    return [{"at": head, "delete": len(old) - head - tail, "hex": put.hex()}]


def _alike(one: bytes, other: bytes) -> int:
    """How many bytes both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def spoilt(files: dict[str, bytes], keys: Keys) -> Iterator[Vector]:
    for name, (base, spoil, status, fault, why) in SPOILT.items():
        data = spoil(files[base], keys.ours, keys.other)
        yield Vector(name, base, data, edit_of(files[base], data), status, fault, why)


def forged(files: dict[str, bytes], keys: Keys) -> Iterator[Vector]:
    """Each is a file of its own: another `record.json` in a bare PDF under a fresh seal."""
    for name, (base, change, own, status, fault, why) in FORGERIES.items():
        content = copy.deepcopy(content_of(files[base]))
        change(content)
        data = sealed(canonical(content), key=keys.ours if own else keys.other)
        yield Vector(name, name, data, [], status, fault, why)
    content = content_of(files["whole"])
    for name, (text, why) in texts(content).items():
        yield Vector(name, name, sealed(text, key=keys.ours), [], "altered", "manifest_form", why)
    yield from _others(canonical(content), keys)


def _others(right: bytes, keys: Keys) -> Iterator[Vector]:
    rows = (
        ("two-attachments", (right, right), "attachments", "which of them would hold?"),
        ("no-attachment", (), "no_manifest", "our seal over an empty page"),
        ("another-number", (right,), "number", "the seal names another record"),
        ("not-json", (b"{",), "no_manifest", "an attachment that cannot be read"),
    )
    for name, contents, fault, why in rows:
        data = sealed(*contents, key=keys.ours, number="20261124-00000000")
        yield Vector(name, name, data, [], "altered", fault, why)


def intact(files: dict[str, bytes], keys: Keys) -> Iterator[Vector]:
    """What a verifier must not refuse."""
    content = content_of(files["whole"])
    stubs = [{"seq": one["seq"], "digest": one["digest"]} for one in content["entries"]]
    utc = MADE_AT.astimezone(UTC).isoformat(timespec="seconds")
    more = {
        "time-in-utc": (content | {"made_at": utc}, "same day in China"),
        "nothing-but-stubs": (content | {"version": 3, "entries": stubs, "numbers": {}}, "all out"),
        "version-2": (content | {"version": 2, "together": []}, "told of several visits"),
        "no-entries": (content | {"entries": []}, "an empty journal"),
    }
    whys = {"whole": "version 1, printed", "part": "version 3 with stubs, printed"}
    whys |= {"photo": "version 3 with a picture, printed", "bare": "version 1 on an empty page"}
    for name, why in whys.items():
        yield Vector(name, name, files[name], [], "intact", "", why)
    for name, (changed, why) in more.items():
        yield Vector(name, name, sealed(canonical(changed), key=keys.ours), [], "intact", "", why)


def record_told(verdict: Verdict) -> dict[str, Any]:
    return {
        "record_number": verdict.record_number,
        "digest": verdict.digest,
        "sealed_at": verdict.sealed_at,
        "entries": verdict.entries,
        "left_out": verdict.left_out,
    }


def write() -> None:
    keys = Keys(new_key(), new_key())
    files = printed(keys)
    files["bare"] = with_room(canonical(content_of(files["whole"])), keys)
    vectors = [*intact(files, keys), *spoilt(files, keys), *forged(files, keys)]
    records = FOLDER / "records"
    for old in records.glob("*.pdf"):
        old.unlink()
    records.mkdir(exist_ok=True)
    for one in vectors:
        if not one.edit:
            (records / f"{one.base}.pdf").write_bytes(one.data)
    (FOLDER / "certificate.pem").write_bytes(certificate_pem(keys.ours.certificate))
    rows = [one.told(keys) for one in vectors]
    for row, one in zip(rows, vectors, strict=True):
        if one.status == "intact":
            row["record"] = record_told(verify_record(one.data, keys.ours.certificate))
    _save("vectors.json", rows)
    if not all(map(refused, REFUSED.values())):
        raise SystemExit("a refused text has a canonical form")
    whole, part = (content_of(files[name])["entries"] for name in ("whole", "part"))
    _save("chain.json", chain_vectors(whole, part))
    size = sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file())
    if size > LARGEST:
        raise SystemExit(f"{size} bytes are too many")


def _save(name: str, value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1)
    (FOLDER / name).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
