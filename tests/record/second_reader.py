"""A second verifier, written from docs/vectors/README.md alone; Python's standard library only.

It shares no line with `borrower_guide.record`, so that a slip in one of them shows in the vectors.
It gives the status, not every fault.
"""

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

OIDS = {
    "signed_data": "06092a864886f70d010702",
    "data": "06092a864886f70d010701",
    "sha256": "0609608648016503040201",
    "sha256_rsa": "06092a864886f70d01010b",
}
ESCAPES = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: '\\"', 92: "\\\\"}
DIGEST = re.compile(r"[0-9a-f]{64}")
BLANK = rb"[\x00\t\n\x0c\r ]"


# Canonical JSON and the chain


def canonical(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return '"' + "".join(map(_character, value)) + '"'
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, dict):
        if any(character >= "\ud800" for key in value for character in key):
            raise ValueError("key")
        return "{" + ",".join(f"{canonical(k)}:{canonical(value[k])}" for k in sorted(value)) + "}"
    raise ValueError(type(value))


def _character(one: str) -> str:
    code = ord(one)
    if 0xD800 <= code <= 0xDFFF:
        raise ValueError("half a character")
    return ESCAPES.get(code) or (f"\\u{code:04x}" if code < 0x20 else one)


def digest_of(entry: dict[str, Any]) -> str:
    rest = {name: value for name, value in entry.items() if name != "digest"}
    return sha256(b"borrower-guide/entry/1\n" + canonical(rest).encode()).hex()


def breaks(entries: list[dict[str, Any]]) -> Iterator[tuple[int, str]]:
    before = "0" * 64
    for place, entry in enumerate(entries, start=1):
        if entry["seq"] != place:
            yield place, "entry_order"
        if set(entry) == {"seq", "digest"}:
            if not DIGEST.fullmatch(entry["digest"]):
                yield place, "entry_digest"
        else:
            if entry["previous_digest"] != before:
                yield place, "entry_link"
            if entry["digest"] != digest_of(entry):
                yield place, "entry_digest"
        before = entry["digest"]


def number_of(made_at: str, digest: str) -> str:
    day = datetime.fromisoformat(made_at).astimezone(timezone(timedelta(hours=8)))
    return f"{day:%Y%m%d}-{digest[:8].upper()}"


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


# The seal


def _tlv(tag: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8)
    return bytes([tag, 0x80 | len(length)]) + length + content


def _items(der: bytes) -> list[tuple[bytes, bytes]]:
    """(whole, content) of each value in these bytes."""
    found, at = [], 0
    while at < len(der):
        size, head = der[at + 1], 2
        if size & 0x80:
            head += size & 0x7F
            size = int.from_bytes(der[at + 2 : at + head])
        found.append((der[at : at + head + size], der[at + head : at + head + size]))
        at += head + size
    return found


class Certificate:
    def __init__(self, der: bytes) -> None:
        self.der = der
        inner = _items(_items(_items(der)[0][1])[0][1])
        self.serial, self.issuer = inner[1][0], inner[3][0]
        key = _items(inner[6][1])[1][1][1:]
        modulus, exponent = _items(_items(key)[0][1])
        self.modulus = int.from_bytes(modulus[1])
        self.exponent = int.from_bytes(exponent[1])

    def attributes(self, file_digest: bytes) -> bytes:
        return bytes.fromhex(
            "3181843018" + "06092a864886f70d010903" + "310b" + OIDS["data"]
            + "302f06092a864886f70d01090431220420" + file_digest.hex()
            + "3037060b2a864886f70d010910022f312830263024302204" + "20" + sha256(self.der).hex()
        )  # fmt: skip

    def signed(self, signature: bytes, attributes: bytes) -> bool:
        value = int.from_bytes(signature)
        size = (self.modulus.bit_length() + 7) // 8
        tail = bytes.fromhex("003031300d060960864801650304020105000420") + sha256(attributes)
        wanted = b"\x00\x01" + b"\xff" * (size - 2 - len(tail)) + tail
        power = pow(value, self.exponent, self.modulus)
        return len(signature) == size and value < self.modulus and power == int.from_bytes(wanted)

    def container(self, attributes: bytes, signature: bytes) -> bytes:
        oid = {name: bytes.fromhex(text) for name, text in OIDS.items()}
        hashed = _tlv(0x30, oid["sha256"], b"\x05\x00")
        one = b"\x02\x01\x01"
        signer = _tlv(
            0x30, one, _tlv(0x30, self.issuer, self.serial), hashed, b"\xa0" + attributes[1:],
            _tlv(0x30, oid["sha256_rsa"], b"\x05\x00"), _tlv(0x04, signature),
        )  # fmt: skip
        signed = _tlv(
            0x30, one, _tlv(0x31, hashed), _tlv(0x30, oid["data"]),
            _tlv(0xA0, self.der), _tlv(0x31, signer),
        )  # fmt: skip
        return _tlv(0x30, oid["signed_data"], _tlv(0xA0, signed))


def from_pem(text: str) -> Certificate:
    return Certificate(base64.b64decode("".join(text.split("-----")[2].split())))


def seal_of(data: bytes, trust: Certificate) -> tuple[str, str | None]:
    """ours, named (ours, but not whole), foreign or none; and the number in the seal."""
    told = re.findall(rb"/ByteRange\s*\[\s*(\d{1,10}) (\d{1,10}) (\d{1,10}) (\d{1,10})\s*\]", data)
    if data.count(b"/ByteRange") != 1 or len(told) != 1:
        return "none", None
    first, start, end, rest = map(int, told[0])
    digits = data[start + 1 : end - 1]
    framed = data[start : start + 1] == b"<" and data[end - 1 : end] == b">"
    if first or not framed or len(digits) > 131072 or len(digits) % 2:
        return "none", None
    if not re.fullmatch(rb"[0-9A-Fa-f]+", digits):
        return "none", None
    near = data[end : end + rest].partition(b"/ByteRange")[2][:1000]
    near = re.sub(rb"\\([0-3][0-7][0-7])", lambda one: bytes([int(one[1], 8)]), near)
    number = re.search(rb"/Reason \((\d{8}-[0-9A-F]{8})\)", near)
    around = data.startswith(b"%PDF-") and len(data) == end + rest
    file_digest = sha256(data[:start] + data[end : end + rest])
    der = bytes.fromhex(digits.decode())
    return _whose(der, digits, around, file_digest, trust), number[1].decode() if number else None


def _whose(der: bytes, digits: bytes, around: bool, file_digest: bytes, trust: Certificate) -> str:
    signature, along = _read(der)
    if trust.signed(signature, trust.attributes(file_digest)):
        return "ours" if around and _exact(digits, trust, signature, file_digest) else "named"
    if along and along.der == trust.der:
        return "named"
    if along is None or not around or not _exact(digits, along, signature, file_digest):
        return "none"
    return "foreign" if along.signed(signature, along.attributes(file_digest)) else "none"


def _read(der: bytes) -> tuple[bytes, Certificate | None]:
    """Signature value and the certificate that came along, as far as they can be read."""
    try:
        whole, content = _items(der[: 4 + int.from_bytes(der[2:4])])[0]
        signed = _items(_items(_items(content)[1][1])[0][1])
        return whole[-384:], Certificate(_items(signed[3][1])[0][0])
    except (IndexError, ValueError):
        return der[:384], None


def _exact(digits: bytes, signer: Certificate, signature: bytes, file_digest: bytes) -> bool:
    built = signer.container(signer.attributes(file_digest), signature)
    return digits == built.hex().upper().encode().ljust(len(digits), b"0")


# The attachment and the answer


def attachments(data: bytes) -> list[bytes | None]:
    return [_content(data, mark) for mark in re.finditer(rb"/Type\s*/EmbeddedFile\b", data)]


def _content(data: bytes, mark: re.Match[bytes]) -> bytes | None:
    head = data.index(b"stream", mark.end())
    start = head + (8 if data[head + 6 : head + 8] == b"\r\n" else 7)
    if b"FlateDecode" not in data[data.rindex(b"obj", 0, mark.start()) : head]:
        return data[start : data.index(b"endstream", start)]
    try:
        return zlib.decompressobj().decompress(data[start:], 4 * 1024 * 1024)
    except zlib.error:
        return None


def read(content: bytes | None) -> dict[str, Any] | None:
    try:
        value: dict[str, Any] = json.loads(content or b"")
        if value["format"] != "borrower-guide/record" or value["version"] not in (1, 2, 3):
            return None
        for entry in value["entries"]:
            stub = value["version"] == 3 and set(entry) == {"seq", "digest"}
            needed = {"seq", "digest"} if stub else {"seq", "digest", "previous_digest"}
            if not needed <= set(entry):
                return None
    except (ValueError, TypeError, KeyError):
        return None
    return value


def good(data: bytes, content: bytes, value: dict[str, Any], number: str | None) -> bool:
    try:
        exact = canonical(value).encode() == content
    except ValueError:
        return False
    told = number_of(value["made_at"], sha256(content).hex())
    pictures = set(value.get("pictures", {}).values())
    there = {sha256(one).hex() for one in _jpegs(data)}
    named = all(DIGEST.fullmatch(one) for one in pictures) and pictures <= there
    return exact and named and number == told and not list(breaks(value["entries"]))


def _jpegs(data: bytes) -> Iterator[bytes]:
    for found in re.finditer(rb"/DCTDecode\b", data):
        start = data.find(b"stream", found.end())
        head = data[max(data.rfind(b"obj", 0, found.start()), 0) : start]
        if length := re.search(rb"/Length (\d+)\b", head):
            yield data[start + 7 : start + 7 + int(length[1])]


def status(data: bytes, trust: Certificate) -> str:
    """intact, altered, unknown_signer, not_ours or unreadable."""
    if not data or len(data) > 100 * 1024 * 1024 or b"%PDF-" not in data[:1024]:
        return "unreadable"
    if data.startswith(b"PK\x03\x04"):
        return "unreadable"
    seal, number = seal_of(data, trust)
    contents = attachments(data)
    value = read(contents[0]) if contents else None
    if value is None and seal not in ("ours", "named"):
        return _some_pdf(data)
    if seal == "foreign":
        return "unknown_signer"
    whole = value is not None and good(data, contents[0] or b"", value, number)
    return "intact" if seal == "ours" and len(contents) == 1 and whole else "altered"


def _some_pdf(data: bytes) -> str:
    if re.search(rb"/Encrypt\s*(<<|\d+\s+\d+\s+R)", data):
        return "unreadable"
    end = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", data)
    if end and re.match(rb"xref|\d+\s+\d+\s+obj", data[int(end[1]) :][:40]):
        return "not_ours"
    return "altered"
