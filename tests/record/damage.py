"""Ways to spoil a record, each by its name. Given the file and both keys, gives the spoilt file."""

import json
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from asn1crypto import core
from cryptography import x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from borrower_guide.record.attachment import attached
from borrower_guide.record.chain import manifest_digest, record_number
from borrower_guide.record.sealing.key import SealingKey
from borrower_guide.record.sealing.place import Place, find_place
from borrower_guide.record.sealing.seal import seal, sign
from borrower_guide.schema.canonical import canonical, entry_digest
from tests.record.sample import MADE_AT

Damage = Callable[[bytes, SealingKey, SealingKey], bytes]


def place(data: bytes) -> Place:
    found = find_place(data)
    assert isinstance(found, Place)
    return found


def flip(data: bytes, position: int, bit: int = 0) -> bytes:
    changed = bytearray(data)
    changed[position] ^= 1 << bit
    return bytes(changed)


def another_digit(data: bytes, position: int) -> bytes:
    """A hexadecimal digit turned into another; a flipped bit may leave none at all."""
    digit = b"0" if data[position : position + 1] != b"0" else b"1"
    return data[:position] + digit + data[position + 1 :]


def der_of(data: bytes) -> bytes:
    """The container of the seal, with its padding."""
    return bytes.fromhex(place(data).digits.decode())


def manifest(data: bytes) -> dict[str, Any]:
    (content,) = attached(data)
    assert content is not None
    return dict(json.loads(content))


def unsealed(data: bytes) -> bytes:
    """The file as it was before the seal."""
    return data[: data.rfind(b"%%EOF", 0, place(data).start) + 6]


def with_attachment(data: bytes, content: bytes) -> bytes:
    """The unsealed file, rewritten with another `record.json`."""
    with pikepdf.open(BytesIO(unsealed(data))) as pdf:
        names = pdf.Root.Names.EmbeddedFiles.Names
        names[1].EF.F.write(content)
        out = BytesIO()
        pdf.save(out, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def resealed(data: bytes, content: bytes, key: SealingKey) -> bytes:
    """The same pages with another manifest, sealed anew with a number that fits it."""
    number = record_number(json.loads(content)["made_at"], manifest_digest(content))
    return seal(with_attachment(data, content), key, number=number, at=MADE_AT)


def entries_changed(change: Callable[[list[Any]], Any], *, own_key: bool) -> Damage:
    def damage(data: bytes, key: SealingKey, other: SealingKey) -> bytes:
        content = manifest(data)
        change(content["entries"])
        return resealed(data, canonical(content), key if own_key else other)

    return damage


def append_title(data: bytes) -> bytes:
    """An incremental update that changes the title and leaves every old byte."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    writer.trailer["/Info"]["/Title"] = pikepdf_string("另一个标题")
    writer.update_container(writer.trailer["/Info"])
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def pikepdf_string(text: str) -> Any:
    from pyhanko.pdf_utils.generic import pdf_string

    return pdf_string(text)


def second_seal(data: bytes, key: SealingKey) -> bytes:
    """A second signature in a field of its own, over everything before it."""
    from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
    from pyhanko.sign.signers.pdf_byterange import SignatureObject

    writer = IncrementalPdfFileWriter(BytesIO(data))
    steps = PdfCMSEmbedder(SigFieldSpec("Again")).write_cms("Again", writer)
    next(steps)
    holder = SignatureObject(subfilter=SigSeedSubFilter.PADES, bytes_reserved=4096)
    steps.send(SigObjSetup(sig_placeholder=holder))
    prepared, output = steps.send(SigIOSetup(md_algorithm="sha256"))
    steps.send(sign(key, prepared.document_digest))
    return bytes(output.getvalue())


def swap_digits(data: bytes, digits: bytes) -> bytes:
    where = place(data)
    room = where.end - where.start - 2
    return data[: where.start + 1] + digits.ljust(room, b"0") + data[where.end - 1 :]


def wider_length(data: bytes) -> bytes:
    """The container's outer length written in one byte more than needed: BER, same meaning."""
    der = bytes.fromhex(place(data).digits.decode())
    assert der[:2] == b"\x30\x82"
    return swap_digits(data, (b"\x30\x83\x00" + der[2:]).hex().upper().encode()[:4096])


def padding_used(data: bytes) -> bytes:
    return flip(data, place(data).end - 2)


def lower_case(data: bytes) -> bytes:
    where = place(data)
    at = next(i for i in range(where.start + 1, where.end) if data[i : i + 1] in b"ABCDEF")
    return data[:at] + data[at : at + 1].lower() + data[at + 1 :]


def seal_of_another_file(data: bytes, key: SealingKey) -> bytes:
    """A true seal of ours, over other bytes."""
    return swap_digits(data, sign(key, b"\x01" * 32).hex().upper().encode())


def renamed_certificate(data: bytes, key: SealingKey) -> bytes:
    """A bit flipped in the certificate that came along; the signature itself still verifies."""
    name = "来访记事".encode().hex().upper().encode()
    at = data.index(name, place(data).start)
    return data[:at] + b"F" + data[at + 1 :]


def encrypted(data: bytes) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        out = BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def rewritten(data: bytes) -> bytes:
    """Opened and saved by another program: same pages, other bytes, the signature gone stale."""
    with pikepdf.open(BytesIO(data)) as pdf:
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def plain_pdf() -> bytes:
    """A PDF that never was a record."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def swap_entries(entries: list[Any]) -> None:
    entries[1], entries[2] = entries[2], entries[1]


def rewrite_word(entries: list[Any]) -> None:
    entries[0]["payload"]["reporter_role"] = "family"


def rechain(entries: list[Any]) -> None:
    """A forger's best: drop an entry and make the whole chain anew."""
    del entries[1]
    previous = "0" * 64
    for number, entry in enumerate(entries, start=1):
        entry |= {"seq": number, "previous_digest": previous}
        entry["digest"] = previous = entry_digest(entry)


def bomb() -> bytes:
    """A PDF with an attachment that unpacks to 256 MB."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(256)) + packer.flush()
    head = b"%PDF-1.7\n1 0 obj\n<</Type /EmbeddedFile/Filter /FlateDecode>>\nstream\n"
    return head + packed + b"\nendstream\nendobj\n"


def trust_of(key: SealingKey) -> x509.Certificate:
    return key.certificate


def reader_says_whole(data: bytes) -> bool:
    """What a PDF library makes of the last signature: does it cover the entire file?"""
    signature = PdfFileReader(BytesIO(data)).embedded_signatures[-1]
    signature.compute_integrity_info()
    return bool(signature.evaluate_signature_coverage().name == "ENTIRE_FILE")


def tlv(tag: int, *parts: bytes) -> bytes:
    """One DER value of at most 65,535 bytes."""
    body = b"".join(parts)
    size = len(body)
    if size < 128:
        return bytes([tag, size]) + body
    length = size.to_bytes(1 + (size > 255), "big")
    return bytes([tag, 0x80 + len(length)]) + length + body


def tokens_in_tokens(depth: int) -> bytes:
    """An attribute with a token, whose attribute has a token …; the last names a certificate."""
    token, binding, signed, data, sha256, rsa = (
        core.ObjectIdentifier(name).dump()
        for name in (
            "1.2.840.113549.1.9.16.2.14",
            "1.2.840.113549.1.9.16.2.47",
            "1.2.840.113549.1.7.2",
            "1.2.840.113549.1.7.1",
            "2.16.840.1.101.3.4.2.1",
            "1.2.840.113549.1.1.11",
        )
    )
    one, digest = b"\x02\x01\x01", tlv(0x30, sha256)
    named = tlv(0x30, tlv(0x30, tlv(0x30, tlv(0x04, bytes(32)))))
    attribute = tlv(0x30, binding, tlv(0x31, named))
    for _ in range(depth):
        holder = tlv(0x30, tlv(0x30), one)
        signer = tlv(
            0x30, one, holder, digest, tlv(0x30, rsa), tlv(0x04, b"x"), tlv(0xA1, attribute)
        )
        inside = tlv(0x30, one, tlv(0x31, digest), tlv(0x30, data), tlv(0x31, signer))
        attribute = tlv(0x30, token, tlv(0x31, tlv(0x30, signed, tlv(0xA0, inside))))
    return attribute
