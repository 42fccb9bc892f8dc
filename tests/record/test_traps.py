"""Files made to cost much or to break the check get an answer, soon and in little memory."""

import json
import zlib
from typing import Any

import pytest

from borrower_guide.printing.faults import CannotRender
from borrower_guide.record import make
from borrower_guide.record.attachment import LIMIT, MOST_COUNTED, attached
from borrower_guide.record.manifest import manifest_bytes
from borrower_guide.record.sealing.key import SealingKey
from borrower_guide.record.sealing.seal import seal
from borrower_guide.record.verdict import Status
from borrower_guide.record.verify import verify_record
from tests.record import damage as d
from tests.record.sample import MADE_AT, many_visits, rich_journal

HEAD = b"1 0 obj\n<</Type /EmbeddedFile/Filter /FlateDecode>>\nstream\n"
PLAIN = b"1 0 obj\n<</Type /EmbeddedFile>>\nstream\n"


def with_files(*contents: bytes) -> bytes:
    bodies = [HEAD + zlib.compress(one, 9) + b"\nendstream\nendobj\n" for one in contents]
    return b"%PDF-1.7\n" + b"".join(bodies)


def forged(small: bytes, key: SealingKey, **changed: Any) -> bytes:
    """The record with other top-level values, sealed by `key`."""
    content = json.dumps(d.manifest(small) | changed).encode()
    return seal(d.with_attachment(small, content), key, number="20261124-00000000", at=MADE_AT)


def codes(data: bytes, key: SealingKey) -> set[str]:
    verdict = verify_record(data, key.certificate)
    assert verdict.status is Status.ALTERED
    assert all(fault.text for fault in verdict.faults)
    return {fault.code for fault in verdict.faults}


def test_a_large_file_inside_is_not_unpacked() -> None:
    bomb = b"[" + b"{}," * 10_000_000 + b"{}]"
    assert list(attached(with_files(bomb, bomb, bomb))) == [None, None, None]


def test_only_the_first_file_inside_is_unpacked() -> None:
    assert list(attached(with_files(b"{}", b"{}"))) == [b"{}", None]


def test_of_millions_of_files_inside_few_are_counted() -> None:
    trap = b"%PDF-1.7\n" + PLAIN * 5_000
    assert len(list(attached(trap))) == MOST_COUNTED


def test_a_large_plain_file_inside_is_not_read() -> None:
    trap = b"%PDF-1.7\n" + PLAIN + b"[" * (LIMIT + 1) + b"endstream"
    assert list(attached(trap)) == [None]


def test_a_hundred_visits_fit_many_times() -> None:
    data = manifest_bytes(
        many_visits(100), made_at=MADE_AT, versions={}, certificate_sha256="0" * 64
    )
    assert len(data) * 10 < LIMIT


def test_what_would_not_be_read_back_is_not_made(
    key: SealingKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "LIMIT", 1000)
    with pytest.raises(CannotRender, match="太长"):
        make.make_record(rich_journal(), key=key, made_at=MADE_AT)


def test_a_seal_of_many_certificates_is_not_parsed(small: bytes, key: SealingKey) -> None:
    where, size = d.place(small), 128 * 1024 + 4
    old = b"/ByteRange [0 %d %d" % (where.start, where.end)
    new = b"/ByteRange [0 %d %d" % (where.start, where.start + size)
    assert old in small
    digits = b"<" + b"30" * (size // 2 - 1) + b">"
    trap = small[: where.start] + digits + small[where.end :]
    trap = trap.replace(old, new)
    assert "封印太长" in str(verify_record(trap, key.certificate).faults)


@pytest.mark.parametrize("made_at", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00"])
def test_a_time_past_the_calendar_is_an_answer(made_at: str, small: bytes, key: SealingKey) -> None:
    assert "manifest_form" in codes(forged(small, key, made_at=made_at), key)
    unsealed = d.with_attachment(
        small, json.dumps(d.manifest(small) | {"made_at": made_at}).encode()
    )
    assert {"manifest_form", "no_seal"} <= codes(unsealed, key)


def test_a_seal_of_a_time_past_the_calendar_is_an_answer(small: bytes, key: SealingKey) -> None:
    start = small.index(b"/M (D", d.place(small).end)
    end = small.index(b")", start) + 1
    early = b"/M (D:00010101000000+99'99')"
    found = codes(small[:start] + early.ljust(end - start) + small[end:], key)
    assert "content_changed" in found


@pytest.mark.parametrize("depth", range(900, 1000, 7))
def test_any_depth_is_an_answer(depth: int, small: bytes, key: SealingKey) -> None:
    deep = (
        b'{"x":' + b"[" * depth + b"]" * depth + b"," + json.dumps(d.manifest(small)).encode()[1:]
    )
    verdict = verify_record(d.with_attachment(small, deep), key.certificate)
    assert verdict.status.exit_code == 1


def test_a_thousand_breaks_are_not_all_named(small: bytes, key: SealingKey) -> None:
    entry = {"seq": "\ud800" * 1000, "digest": "", "previous_digest": ""}
    verdict = verify_record(forged(small, key, entries=[entry] * 1000), key.certificate)
    assert verdict.status is Status.ALTERED
    assert len(str(verdict.faults).encode()) < 20_000


@pytest.mark.parametrize("named", ["\ud800", "", "a" * 63, "A" * 64, "<b>", 7])
def test_a_picture_by_no_digest_is_an_answer(named: object, small: bytes, key: SealingKey) -> None:
    assert "manifest_form" in codes(forged(small, key, version=3, pictures={"a": named}), key)


def test_pictures_by_the_thousand_are_not_all_named(small: bytes, key: SealingKey) -> None:
    named = {f"{at}": f"{at:064x}" for at in range(5_000)}
    verdict = verify_record(forged(small, key, version=3, pictures=named), key.certificate)
    assert 10 < len(verdict.faults) < 100
