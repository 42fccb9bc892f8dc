"""Does the seal hold, byte for byte?

The container is not judged, it is built again: from the pinned certificate, the digest of the
file and the signature value, and the file must hold those very digits. What PDF libraries call
valid is not enough: they let the container's own bytes be changed and the file be extended.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from borrower_guide.record.sealing.cms import ROOM, container, signed_attributes
from borrower_guide.record.sealing.foreign import Container, holds, read_container
from borrower_guide.record.sealing.place import SEAL, Place, find_place
from borrower_guide.record.sealing.timestamp import STAMP, Token, read_token, token_faults
from borrower_guide.record.verdict import Fault

LONGEST_NAME = 200  # characters of a name that are told


@dataclass(frozen=True, slots=True)
class SealCheck:
    """`ours`: the pinned certificate is named or its key signed; `foreign`: whole, by another.

    `token`: the timestamp in a seal of ours, if it can be read.
    """

    ours: bool
    foreign: bool
    place: Place | None
    certificate: x509.Certificate | None
    faults: tuple[Fault, ...]
    token: Token | None = None


def check_seal(data: bytes, trust: x509.Certificate) -> SealCheck:
    """Every way in which the seal of `data` is not the one that `trust` would have set."""
    place = find_place(data)
    if isinstance(place, Fault):
        return SealCheck(False, False, None, None, (*_before(data), place))
    read = read_container(bytes.fromhex(place.digits.decode()))
    if read is None:
        fault = Fault("seal_form", SEAL, "封印读不出来，被改过。")
        return SealCheck(False, False, place, None, (*_around(data, place), fault))
    attributes = signed_attributes(_digest(data, place), trust)
    signed = _verifies(trust, read.signature, attributes)
    ours = signed or read.certificate == trust
    faults = tuple(_around(data, place))
    if ours:
        token = read_token(read.token) if read.token else None
        right = partial(container, trust, attributes, read.signature, token)
        faults += tuple(_inside(place, read, token, right) if signed else _unsigned(read, trust))
        return SealCheck(True, False, place, read.certificate, faults, token)
    foreign = not faults and holds(read, _covered(data, place))
    if not foreign:
        faults += (Fault("seal_broken", SEAL, "封印和文件对不上，也不是这里盖的。"),)
    return SealCheck(False, foreign, place, read.certificate, faults)


def _covered(data: bytes, place: Place) -> tuple[memoryview, memoryview]:
    view = memoryview(data)
    return view[: place.start], view[place.end : place.covered]


def _digest(data: bytes, place: Place) -> bytes:
    digest = hashlib.sha256()
    for part in _covered(data, place):
        digest.update(part)
    return digest.digest()


def _before(data: bytes) -> Iterator[Fault]:
    if at := max(data.find(b"%PDF-"), 0):
        yield Fault("bytes_before", "文件开头", f"开头多了 {at} 个字节。")


def _around(data: bytes, place: Place) -> Iterator[Fault]:
    yield from _before(data)
    if (extra := len(data) - place.covered) > 0:
        yield Fault(
            "bytes_after", f"第 {place.covered} 个字节以后", f"封印以后又加了 {extra} 个字节。"
        )
    if extra < 0:
        yield Fault("cut_short", "文件末尾", f"末尾少了 {-extra} 个字节。")


def _inside(
    place: Place, read: Container, token: Token | None, right: Callable[[], bytes]
) -> Iterator[Fault]:
    """Faults of a seal whose signature is ours and over this file; `right`: what it must be."""
    roomy = len(place.digits) > 2 * ROOM
    if token is None and read.token:
        yield Fault("timestamp_form", STAMP, "读不出来，被改过。")
        return
    if token:
        yield from token_faults(token, read.signature)
    if roomy and not token:
        yield Fault("timestamp_gone", STAMP, "原来有，被拿掉了。")
    if token and not roomy:
        yield Fault("timestamp_added", STAMP, "原来没有，是后来加的。")
    try:
        digits = right().hex().upper()
    except Exception:  # a token that cannot be written again is none that we wrote
        yield Fault("timestamp_form", STAMP, "读不出来，被改过。")
        return
    yield from _digits(place.digits, digits)


def _unsigned(read: Container, trust: x509.Certificate) -> Iterator[Fault]:
    """Faults of a seal that names `trust`, whose key has not signed this file."""
    if _verifies(trust, read.signature, read.attributes):
        yield Fault("content_changed", "文件内容", "内容和盖封印的时候不一样。")
    else:
        yield Fault("seal_broken", SEAL, "封印的签名不对。封印被改过，或者被换过。")


def _digits(found: bytes, digits: str) -> Iterator[Fault]:
    wanted = digits.encode()
    padded = wanted.ljust(len(found), b"0")
    if found == padded:
        return
    if found.upper() == padded:
        yield Fault("seal_case", SEAL, "封印的字母大小写被改过。")
    elif found.startswith(wanted):
        yield Fault("seal_padding", SEAL, "封印后面的空位被写了东西。")
    else:
        yield Fault("seal_form", SEAL, "封印里不受签名保护的地方被改过。")


def _verifies(trust: x509.Certificate, signature: bytes, attributes: bytes) -> bool:
    key = trust.public_key()
    if not isinstance(key, rsa.RSAPublicKey):
        return False
    try:
        key.verify(signature, attributes, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True


def signer_name(certificate: x509.Certificate) -> str:
    """Name and SHA-256 fingerprint of a certificate, for people to compare."""
    fingerprint = hashlib.sha256(certificate.public_bytes(Encoding.DER)).hexdigest()
    try:
        name = certificate.subject.rfc4514_string()
    except (TypeError, ValueError):  # a flipped bit in a certificate is found only when it is read
        name = "名字读不出来"
    return f"{_shown(name)} SHA-256:{fingerprint}"


def _shown(name: str) -> str:
    """A stranger's name on one line, without what would steer a terminal or turn the writing."""
    shown = "".join(char if char.isprintable() else "\ufffd" for char in name[: LONGEST_NAME + 1])
    return f"{shown[:LONGEST_NAME]}…" if len(shown) > LONGEST_NAME else shown
