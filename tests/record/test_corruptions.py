"""Every named way of spoiling a record is refused, each with its reason."""

import json
import tracemalloc

import pytest

from borrower_guide.record.sealing.key import SealingKey
from borrower_guide.record.sealing.seal import seal
from borrower_guide.record.verdict import Status
from borrower_guide.record.verify import LIMIT, verify_record
from borrower_guide.schema.canonical import canonical
from tests.record import damage as d
from tests.record.sample import MADE_AT

A, U = Status.ALTERED, Status.UNKNOWN_SIGNER
N, X = Status.NOT_OURS, Status.UNREADABLE

CASES: dict[str, tuple[d.Damage, Status, str]] = {
    "bit in the header": (lambda f, k, o: d.flip(f, 1), X, "not_pdf"),
    "bit in the version": (lambda f, k, o: d.flip(f, 7), A, "content_changed"),
    "bit in a page": (lambda f, k, o: d.flip(f, f.index(b"stream") + 40), A, "content_changed"),
    "bit in the attachment": (
        lambda f, k, o: d.flip(f, f.index(b"stream", f.index(b"/EmbeddedFile")) + 60),
        A,
        "content_changed",
    ),
    "bit in the range": (
        lambda f, k, o: d.flip(f, f.index(b"/ByteRange [0 ") + 14),
        A,
        "seal_place",
    ),
    "bit in the time of the seal": (
        lambda f, k, o: d.flip(f, f.index(b"/M (D", d.place(f).end) + 12),
        A,
        "content_changed",
    ),
    "bit in the number": (
        lambda f, k, o: d.flip(f, f.index(b"/Reason (", d.place(f).end) + 10),
        A,
        "content_changed",
    ),
    "bit in the last line": (lambda f, k, o: d.flip(f, len(f) - 2), A, "content_changed"),
    "digit in the signature value": (
        lambda f, k, o: d.another_digit(f, d.place(f).start + 2 * 1680),
        A,
        "seal_broken",
    ),
    "bit in the certificate": (lambda f, k, o: d.renamed_certificate(f, k), A, "seal_form"),
    "seal: padding written on": (lambda f, k, o: d.padding_used(f), A, "seal_padding"),
    "seal: case of a hex digit": (lambda f, k, o: d.lower_case(f), A, "seal_case"),
    "seal: length written longer": (lambda f, k, o: d.wider_length(f), A, "seal_form"),
    "seal: a character that is no digit": (
        lambda f, k, o: f[: d.place(f).start + 9] + b"G" + f[d.place(f).start + 10 :],
        A,
        "seal_form",
    ),
    "seal: of another file of ours": (
        lambda f, k, o: d.seal_of_another_file(f, k),
        A,
        "content_changed",
    ),
    "seal: emptied": (lambda f, k, o: d.swap_digits(f, b""), A, "seal_form"),
    "seal: cut off": (lambda f, k, o: d.unsealed(f), A, "no_seal"),
    "seal: a second one": (lambda f, k, o: d.second_seal(f, k), A, "several_seals"),
    "seal: a second one by another": (lambda f, k, o: d.second_seal(f, o), A, "several_seals"),
    "seal: by another key": (
        lambda f, k, o: seal(d.unsealed(f), o, number="20261124-00000000", at=MADE_AT),
        U,
        "unknown_signer",
    ),
    "bytes before": (lambda f, k, o: b"\n" + f, A, "bytes_before"),
    "bytes after": (lambda f, k, o: f + b"\n", A, "bytes_after"),
    "cut in the middle": (lambda f, k, o: f[: len(f) // 2], A, "no_seal"),
    "last byte gone": (lambda f, k, o: f[:-1], A, "cut_short"),
    "one byte taken out": (lambda f, k, o: f[:900] + f[901:], A, "seal_place"),
    "title change appended": (lambda f, k, o: d.append_title(f), A, "bytes_after"),
    "saved by another program": (lambda f, k, o: d.rewritten(f), A, ""),
    "attachment swapped": (
        lambda f, k, o: d.with_attachment(f, canonical(d.manifest(f) | {"parts": ["x"]})),
        A,
        "no_seal",
    ),
    "attachment no longer canonical": (
        lambda f, k, o: d.resealed(f, json.dumps(d.manifest(f)).encode(), k),
        A,
        "manifest_form",
    ),
    "attachment not the one that was numbered": (
        lambda f, k, o: seal(d.unsealed(f), k, number="20261124-00000000", at=MADE_AT),
        A,
        "number",
    ),
    "word in an entry, sealed again": (
        d.entries_changed(d.rewrite_word, own_key=True),
        A,
        "entry_digest",
    ),
    "entry dropped, sealed again": (
        d.entries_changed(lambda e: e.pop(1), own_key=True),
        A,
        "entry_order",
    ),
    "entry dropped, by another key": (
        d.entries_changed(lambda e: e.pop(1), own_key=False),
        U,
        "entry_link",
    ),
    "entry doubled, by another key": (
        d.entries_changed(lambda e: e.insert(1, e[1]), own_key=False),
        U,
        "entry_order",
    ),
    "entries swapped, by another key": (
        d.entries_changed(d.swap_entries, own_key=False),
        U,
        "entry_order",
    ),
    "whole chain made anew, by another key": (
        d.entries_changed(d.rechain, own_key=False),
        U,
        "unknown_signer",
    ),
    "empty file": (lambda f, k, o: b"", X, "empty"),
    "not a PDF": (lambda f, k, o: b"PK\x03\x04" + bytes(2000), X, "not_pdf"),
    "a PDF that is none of ours": (lambda f, k, o: d.plain_pdf(), N, "no_record"),
    "half a PDF": (lambda f, k, o: d.plain_pdf()[:200], A, "broken_pdf"),
    "encrypted": (lambda f, k, o: d.encrypted(f), X, "encrypted"),
    "over 100 MB": (lambda f, k, o: f + bytes(LIMIT), X, "too_large"),
}


def test_the_whole_record_is_intact(small: bytes, key: SealingKey) -> None:
    verdict = verify_record(small, key.certificate)
    assert (verdict.status, verdict.faults) == (Status.INTACT, ())
    assert verdict.record_number == f"20261124-{(verdict.digest or '')[:8].upper()}"
    assert verdict.entries == 4
    assert verdict.sealed_at == "2026-11-24T20:52:00+08:00"


@pytest.mark.parametrize("name", CASES)
def test_a_spoilt_record_is_refused_with_its_reason(
    name: str, small: bytes, key: SealingKey, other_key: SealingKey
) -> None:
    spoil, status, code = CASES[name]
    verdict = verify_record(spoil(small, key, other_key), key.certificate)
    assert verdict.status is status
    assert verdict.status.exit_code != 0
    assert all(fault.where and fault.text for fault in verdict.faults)
    assert not code or code in {fault.code for fault in verdict.faults}


def test_what_libraries_let_through_is_refused_here(small: bytes, key: SealingKey) -> None:
    # The flipped padding and case: the library still finds one whole signature.
    for spoilt in (d.padding_used(small), d.lower_case(small)):
        assert d.reader_says_whole(spoilt)
        assert verify_record(spoilt, key.certificate).status is A


def test_a_record_without_its_seal_is_named_by_its_number(small: bytes, key: SealingKey) -> None:
    whole = verify_record(small, key.certificate)
    cut = verify_record(d.unsealed(small), key.certificate)
    assert (cut.record_number, cut.digest) == (whole.record_number, whole.digest)


def test_a_trap_is_not_unpacked(key: SealingKey) -> None:
    trap = d.bomb()
    tracemalloc.start()
    verdict = verify_record(trap, key.certificate)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert verdict.status.exit_code != 0
    assert peak < 100 * 1024 * 1024


def test_a_signer_whose_name_is_of_no_kind_is_answered(small: bytes, key: SealingKey) -> None:
    """A name that is a bit string can be read, and only then does its reader give up."""
    name = key.certificate.subject.rfc4514_string().removeprefix("CN=").encode()
    text = f"0C{len(name):02X}{name.hex().upper()}".encode()
    bits = f"03{len(name):02X}00{name.hex().upper()[2:]}".encode()
    assert text in small
    for spoilt in (small.replace(text, bits), small[::-1].replace(text[::-1], bits[::-1], 1)[::-1]):
        verdict = verify_record(spoilt, key.certificate)
        assert verdict.status in (A, U)
        assert verdict.faults
