"""Sealed files with bytes changed: by name, (base, change, status, fault, why)."""

import random
import zlib
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from asn1crypto import cms

from borrower_guide.record.sealing.cms import container, signed_attributes
from borrower_guide.record.sealing.key import SealingKey
from borrower_guide.record.sealing.seal import sign
from tests.record import damage as d
from tests.record.photos import jpeg

Spoil = Callable[[bytes, SealingKey, SealingKey], bytes]
ALTERED, UNREADABLE, NOT_OURS = "altered", "unreadable", "not_ours"


def der_of(data: bytes) -> bytes:
    """The container without its padding."""
    digits = bytes.fromhex(d.place(data).digits.decode())
    return digits[: 4 + int.from_bytes(digits[2:4])]


def rebuilt(data: bytes, change: Callable[[Any], Any]) -> bytes:
    """The seal with something in its container that its signature does not cover."""
    whole = cms.ContentInfo.load(der_of(data))
    change(whole["content"])
    return d.swap_digits(data, whole.dump(force=True).hex().upper().encode())


def unsigned_attribute(signed: Any) -> None:
    one = cms.CMSAttribute({"type": "content_type", "values": ["data"]})
    signed["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([one])


def no_certificate(signed: Any) -> None:
    signed["certificates"] = cms.CertificateSet([])


def other_signature(data: bytes, key: SealingKey, change: Callable[[bytes, int], bytes]) -> bytes:
    """The container with its signature value written another way."""
    where = d.place(data)
    covered = data[: where.start] + data[where.end : where.covered]
    attributes = signed_attributes(sha256(covered).digest(), key.certificate)
    value = change(der_of(data)[-384:], key.private.public_key().public_numbers().n)
    return d.swap_digits(data, container(key.certificate, attributes, value).hex().upper().encode())


def plus_modulus(value: bytes, modulus: int) -> bytes:
    """The same signature to whoever forgets that it must be below the modulus.

    Raises OverflowError where there is no room for it; one in some seals has it.
    """
    return (int.from_bytes(value) + modulus).to_bytes(384)


def ranged(data: bytes, key: SealingKey, *, shift: tuple[int, int, int, int]) -> bytes:
    """Sealed by our key over other ranges of the file, each number moved by `shift`."""
    where = d.place(data)
    told = (0, where.start, where.end, where.covered - where.end)
    moved = [one + more for one, more in zip(told, shift, strict=True)]
    old, new = (b"/ByteRange [%d %d %d %d]" % tuple(four) for four in (told, moved))
    changed = data.replace(old + b" " * (len(new) - len(old)), new.ljust(len(old)))
    assert len(changed) == len(data) != data.count(new)
    first, length, second, rest = moved
    covered = changed[first : first + length] + changed[second : second + rest]
    digits = sign(key, sha256(covered).digest()).hex().upper().encode()
    room = where.end - where.start - 2
    return changed[: where.start + 1] + digits.ljust(room, b"0") + changed[where.end - 1 :]


def in_stream(data: bytes, mark: bytes) -> int:
    """A byte in the middle of the first stream after a mark."""
    start = data.index(b"stream", data.index(mark)) + 8
    return (start + data.index(b"endstream", start)) // 2


def attachment_swapped(data: bytes, key: SealingKey, other: SealingKey) -> bytes:
    """Another `record.json` of the same packed length, so that everything else stays in place."""
    mark = data.index(b"/EmbeddedFile")
    start = data.index(b"stream\n", mark) + 7
    end = data.index(b"\nendstream", start)
    right = zlib.decompress(data[start:end])
    chance = random.Random(1)
    for _ in range(10_000):
        word = "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(4))
        packed = zlib.compress(right.replace("某某银行".encode(), word.encode()))
        if len(packed) == end - start:
            return data[:start] + packed + data[end:]
    raise RuntimeError("no other content packs to the same length")


def picture_swapped(data: bytes, key: SealingKey, other: SealingKey) -> bytes:
    """Another photo of the same length."""
    start = data.index(b"\xff\xd8\xff")
    end = data.index(b"\xff\xd9", start) + 2
    for shade in range(256):
        photo = jpeg((90, 120), shade)
        if len(photo) == end - start and photo != data[start:end]:
            return data[:start] + photo + data[end:]
    raise RuntimeError("no other photo of the same length")


def signature_digit(data: bytes) -> int:
    return d.place(data).start + 1 + 2 * len(der_of(data)) - 100


def in_seal(mark: bytes, more: int) -> Spoil:
    return lambda f, k, o: d.flip(f, f.index(mark, d.place(f).end) + more)


SPOILT: dict[str, tuple[str, Spoil, str, str, str]] = {
    # what the signature covers
    "bit-in-header": (
        "whole", lambda f, k, o: d.flip(f, 1), UNREADABLE, "not_pdf", "no %PDF- any more",
    ),
    "bit-in-version": (
        "whole", lambda f, k, o: d.flip(f, 7), ALTERED, "content_changed", "%PDF-1.6 for 1.7",
    ),
    "bit-in-page": (
        "whole", lambda f, k, o: d.flip(f, in_stream(f, b"/Length")), ALTERED,
        "content_changed", "in a page or a font",
    ),
    "bit-in-attachment": (
        "whole", lambda f, k, o: d.flip(f, in_stream(f, b"/EmbeddedFile")), ALTERED,
        "content_changed", "in the packed record.json",
    ),
    "bit-in-picture": (
        "photo", lambda f, k, o: d.flip(f, in_stream(f, b"/DCTDecode")), ALTERED,
        "picture", "in a photo",
    ),
    "attachment-swapped": (
        "bare", attachment_swapped, ALTERED, "content_changed",
        "another record.json of the same packed length under the old seal",
    ),
    "picture-swapped": (
        "photo", picture_swapped, ALTERED, "picture", "another photo of the same length",
    ),
    "bit-in-part": (
        "part", lambda f, k, o: d.flip(f, in_stream(f, b"/EmbeddedFile")), ALTERED,
        "content_changed", "in the packed record.json of a part",
    ),
    "time-of-seal": (
        "whole", in_seal(b"/M (D", 12), ALTERED, "content_changed", "the time in the seal",
    ),
    "number-in-seal": (
        "whole", in_seal(b"/Reason (", 10), ALTERED, "content_changed", "the number in the seal",
    ),
    "last-byte": (
        "whole", lambda f, k, o: d.flip(f, len(f) - 2), ALTERED, "content_changed", "in %%EOF",
    ),
    "byte-taken-out": (
        "whole", lambda f, k, o: f[:900] + f[901:], ALTERED, "seal_place", "one before the seal",
    ),
    "byte-put-in": (
        "whole", lambda f, k, o: f[:900] + b" " + f[900:], ALTERED, "seal_place", "the same",
    ),
    # the file around it
    "byte-before": (
        "whole", lambda f, k, o: b"\n" + f, ALTERED, "bytes_before", "a line end before %PDF-",
    ),
    "byte-after": ("whole", lambda f, k, o: f + b"\n", ALTERED, "bytes_after", "a line end"),
    "last-byte-gone": ("whole", lambda f, k, o: f[:-1], ALTERED, "cut_short", "one byte short"),
    "half": (
        "whole", lambda f, k, o: f[: len(f) // 2], ALTERED, "no_seal", "a download that broke off",
    ),
    "seal-cut-off": (
        "whole", lambda f, k, o: d.unsealed(f), ALTERED, "no_seal",
        "cut back to before the seal: a whole PDF that readers open",
    ),
    "title-appended": (
        "bare", lambda f, k, o: d.append_title(f), ALTERED, "bytes_after",
        "an update appended; many readers still call the signature valid",
    ),
    "second-seal": (
        "bare", lambda f, k, o: d.second_seal(f, k), ALTERED, "several_seals", "ours, twice",
    ),
    "second-seal-by-another": (
        "bare", lambda f, k, o: d.second_seal(f, o), ALTERED, "several_seals",
        "countersigned by a forger",
    ),
    "saved-by-another-program": (
        "bare", lambda f, k, o: d.rewritten(f), ALTERED, "seal_place",
        "the same page and attachment, other bytes",
    ),
    # the container, of which the signature covers a part
    "range-digit": (
        "whole", lambda f, k, o: d.flip(f, f.index(b"/ByteRange [0 ") + 14), ALTERED,
        "seal_place", "a digit of /ByteRange",
    ),
    "range-one-byte-short": (
        "bare", lambda f, k, o: ranged(f, k, shift=(0, 0, 0, -1)), ALTERED, "bytes_after",
        "our own signature, but it leaves the last byte out",
    ),
    "range-from-the-second-byte": (
        "bare", lambda f, k, o: ranged(f, k, shift=(1, -1, 0, 0)), ALTERED, "seal_place",
        "our own signature, but it leaves the first byte out",
    ),
    "range-with-a-wide-hole": (
        "bare", lambda f, k, o: ranged(f, k, shift=(0, -9, 0, 0)), ALTERED, "seal_place",
        "our own signature, but the hole holds more than the digits",
    ),
    "signature-digit": (
        "whole", lambda f, k, o: d.another_digit(f, signature_digit(f)), ALTERED,
        "seal_broken", "a digit of the signature value",
    ),
    "signature-plus-modulus": (
        "bare", lambda f, k, o: other_signature(f, k, plus_modulus), ALTERED, "seal_broken",
        "the value plus the modulus: the same to a careless power",
    ),
    "signature-with-a-zero": (
        "bare", lambda f, k, o: other_signature(f, k, lambda value, n: b"\0" + value), ALTERED,
        "seal_broken", "a zero byte before the value",
    ),
    "certificate-bit": (
        "whole", lambda f, k, o: d.renamed_certificate(f, k), ALTERED, "seal_form",
        "in the certificate that came along; the signature still verifies",
    ),
    "certificate-left-out": (
        "bare", lambda f, k, o: rebuilt(f, no_certificate), ALTERED, "seal_form",
        "no certificate comes along; the signature still verifies",
    ),
    "unsigned-attribute": (
        "bare", lambda f, k, o: rebuilt(f, unsigned_attribute), ALTERED, "seal_form",
        "one more attribute; the signature still verifies",
    ),
    "longer-length": (
        "whole", lambda f, k, o: d.wider_length(f), ALTERED, "seal_form",
        "a length written in one byte more (BER); the signature still verifies",
    ),
    "padding": (
        "whole", lambda f, k, o: d.padding_used(f), ALTERED, "seal_padding",
        "the last padding digit; the signature still verifies",
    ),
    "lower-case": (
        "whole", lambda f, k, o: d.lower_case(f), ALTERED, "seal_case",
        "one digit in lower case; the signature still verifies",
    ),
    "no-digit": (
        "whole", lambda f, k, o: f[: d.place(f).start + 9] + b"G" + f[d.place(f).start + 10 :],
        ALTERED, "seal_form", "a letter that is no hexadecimal digit",
    ),
    "seal-of-another-file": (
        "bare", lambda f, k, o: d.seal_of_another_file(f, k), ALTERED, "content_changed",
        "a true seal of ours over other bytes",
    ),
    "seal-by-another-naming-ours": (
        "bare", lambda f, k, o: d.swap_digits(f, impostor(f, k, o).hex().upper().encode()),
        ALTERED, "seal_broken", "our certificate, signed with another key",
    ),
    "seal-emptied": (
        "whole", lambda f, k, o: d.swap_digits(f, b""), ALTERED, "seal_form", "all digits 0",
    ),
    # other files
    "empty": ("bare", lambda f, k, o: b"", UNREADABLE, "empty", "no bytes at all"),
    "no-pdf": (
        "bare", lambda f, k, o: b"PK\x03\x04" + bytes(60), UNREADABLE, "not_pdf", "a zip",
    ),
    "encrypted": (
        "bare", lambda f, k, o: d.encrypted(f), UNREADABLE, "encrypted", "saved with a password",
    ),
    "never-a-record": (
        "bare", lambda f, k, o: d.plain_pdf(), NOT_OURS, "no_record", "some other PDF",
    ),
    "half-of-another": (
        "bare", lambda f, k, o: d.plain_pdf()[:200], ALTERED, "broken_pdf", "half of it",
    ),
}  # fmt: skip


def impostor(data: bytes, key: SealingKey, other: SealingKey) -> bytes:
    """A container that names our certificate over the right bytes, signed by another key."""
    where = d.place(data)
    covered = data[: where.start] + data[where.end : where.covered]
    return sign(SealingKey(key.certificate, other.private), sha256(covered).digest())
