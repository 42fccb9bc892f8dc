"""Read a signature container that may not be ours, and check it on its own terms."""

import hashlib
from dataclasses import dataclass
from typing import Any

from asn1crypto import cms, core
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

STAMP_KIND = "signature_time_stamp_token"
HASHES = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}


@dataclass(frozen=True, slots=True)
class Container:
    """What a container says; `certificate` is the signer's, as it came along.

    `token`: DER of the timestamp, if that is the first thing beside the signature.
    """

    certificate: x509.Certificate
    attributes: bytes
    message_digest: bytes
    signature: bytes
    digest_name: str
    signature_name: str
    token: bytes | None


def read_container(der: bytes) -> Container | None:
    """The parts of a container with one signer; None when it cannot be read as one."""
    try:
        signed = cms.ContentInfo.load(der)["content"]
        (signer,) = signed["signer_infos"]
        attributes = signer["signed_attrs"].untag()
        return Container(
            certificate=_certificate(signed, signer),
            attributes=bytes(attributes.dump()),
            message_digest=message_digest(attributes),
            signature=bytes(signer["signature"].native),
            digest_name=signer["digest_algorithm"]["algorithm"].native,
            signature_name=signer["signature_algorithm"].signature_algo,
            token=_beside(signer["unsigned_attrs"]),
        )
    # Flipped bits make the parser fail in every way there is; all mean the same.
    except Exception:
        return None


def _certificate(signed: Any, signer: Any) -> x509.Certificate:
    serial = signer["sid"].chosen["serial_number"].native
    held = [choice.chosen for choice in signed["certificates"]]
    mine = next(one for one in held if one.serial_number == serial)
    return x509.load_der_x509_certificate(mine.dump())


def _beside(unsigned: Any) -> bytes | None:
    # Never `.native` of what a stranger wrote: with each level inside it costs twice as much.
    if isinstance(unsigned, core.Void) or unsigned[0]["type"].native != STAMP_KIND:
        return None
    return bytes(unsigned[0]["values"][0].dump())


def message_digest(attributes: Any) -> bytes:
    """What the signed attributes give as the digest of the content."""
    values = [one["values"] for one in attributes if one["type"].native == "message_digest"]
    return bytes(values[0][0].native)


def holds(container: Container, covered: Any) -> bool:
    """Whether the container's own certificate signed exactly the bytes in `covered`."""
    algorithm = HASHES.get(container.digest_name)
    if algorithm is None:
        return False
    digest = hashlib.new(container.digest_name)
    for part in covered:
        digest.update(part)
    return digest.digest() == container.message_digest and _signed(container, algorithm)


def _signed(container: Container, algorithm: Any) -> bool:
    try:
        key = container.certificate.public_key()
        if isinstance(key, rsa.RSAPublicKey) and container.signature_name == "rsassa_pkcs1v15":
            key.verify(container.signature, container.attributes, padding.PKCS1v15(), algorithm)
        elif isinstance(key, rsa.RSAPublicKey) and container.signature_name == "rsassa_pss":
            scheme = padding.PSS(padding.MGF1(algorithm), padding.PSS.AUTO)
            key.verify(container.signature, container.attributes, scheme, algorithm)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(container.signature, container.attributes, ec.ECDSA(algorithm))
        else:
            return False
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return True
