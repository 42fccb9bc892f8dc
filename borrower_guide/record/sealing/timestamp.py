"""A timestamp token (RFC 3161) in a seal: read, checked, and built again. No network.

The token stands outside what our key signs, so it is held together by what the timestamp authority
(TSA) signed: the time by the message digest, the certificate by ESSCertID, both by the signature.
Only these parts are kept; the rest of what the TSA sent is dropped, so a check can demand the very
same bytes. RSA with PKCS#1 v1.5 alone: of other kinds one message has more than one signature.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import cms, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

from borrower_guide.record.chain import CHINA
from borrower_guide.record.sealing.foreign import HASHES, message_digest
from borrower_guide.record.verdict import Fault

STAMP = "时间戳"
# What extensions raise that no authority would issue.
MADE_UP = (ValueError, TypeError, x509.DuplicateExtension, x509.UnsupportedGeneralNameType)
BINDINGS = ("signing_certificate_v2", "signing_certificate")  # RFC 5035, and RFC 2634 with SHA-1


@dataclass(frozen=True, slots=True)
class Token:
    """The signed parts, each as its bytes; and what `info` (TSTInfo) says, `at` in China's time."""

    certificate: bytes
    info: bytes
    attributes: bytes
    signature: bytes
    digest_name: str
    digest: bytes
    imprint_name: str
    imprint: bytes
    nonce: int | None
    at: datetime

    @property
    def signer(self) -> x509.Certificate:
        return x509.load_der_x509_certificate(self.certificate)


def read_token(der: bytes) -> Token | None:
    """The parts of a token; None when it cannot be read as one of the kind that we keep."""
    try:
        signed = cms.ContentInfo.load(der)["content"]
        (signer,) = signed["signer_infos"]
        attributes = signer["signed_attrs"].untag()
        info = tsp.TSTInfo.load(bytes(signed["encap_content_info"]["content"]), strict=True)
        imprint = info["message_imprint"]
        token = Token(
            certificate=_named(attributes, signed["certificates"]),
            info=bytes(info.dump()),
            attributes=bytes(attributes.dump()),
            signature=bytes(signer["signature"].native),
            digest_name=signer["digest_algorithm"]["algorithm"].native,
            digest=message_digest(attributes),
            imprint_name=imprint["hash_algorithm"]["algorithm"].native,
            imprint=imprint["hashed_message"].native,
            nonce=info["nonce"].native,
            at=_moment(info["gen_time"].native),
        )
        known = {token.digest_name, token.imprint_name} <= HASHES.keys()
        return token if known and _is_pkcs1(signer, token) else None
    # As with the container: a flipped bit makes the parser fail in every way there is.
    except Exception:
        return None


def _moment(at: Any) -> datetime:
    """In China's time. Raises on one without a zone, and on one that no calendar has there."""
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    moment: datetime = datetime.astimezone(at, CHINA)
    return moment


def _is_pkcs1(signer: Any, token: Token) -> bool:
    algorithm = signer["signature_algorithm"]["algorithm"].native
    rsa_key = isinstance(token.signer.public_key(), rsa.RSAPublicKey)
    return rsa_key and algorithm in ("rsassa_pkcs1v15", f"{token.digest_name}_rsa")


def _named(attributes: Any, held: Iterable[Any]) -> bytes:
    """DER of the certificate that the attributes name as the signer's, by its digest."""
    (binding,) = (one for one in attributes if one["type"].native in BINDINGS)
    name = binding["values"][0]["certs"][0]
    plain = "sha1" if binding["type"].native == "signing_certificate" else ""
    algorithm = plain or name["hash_algorithm"]["algorithm"].native
    ders = [bytes(choice.chosen.dump()) for choice in held]
    return next(der for der in ders if _hash(algorithm, der) == name["cert_hash"].native)


def _hash(name: str, data: bytes) -> bytes:
    return hashlib.new(name, data, usedforsecurity=False).digest()


def content_info(token: Token) -> cms.ContentInfo:
    """The one token that these parts can have."""
    holder = asn1.Certificate.load(token.certificate)
    signer = {
        "version": "v1",
        "sid": cms.SignerIdentifier(
            "issuer_and_serial_number",
            {"issuer": holder.issuer, "serial_number": holder.serial_number},
        ),
        "digest_algorithm": {"algorithm": token.digest_name},
        "signed_attrs": cms.CMSAttributes.load(token.attributes),
        "signature_algorithm": {"algorithm": f"{token.digest_name}_rsa"},
        "signature": token.signature,
    }
    info = cms.ParsableOctetString(token.info)
    signed = {
        "version": "v3",
        "digest_algorithms": [{"algorithm": token.digest_name}],
        "encap_content_info": {"content_type": "tst_info", "content": info},
        "certificates": [cms.CertificateChoices("certificate", holder)],
        "signer_infos": [signer],
    }
    return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)})


def token_faults(token: Token, stamped: bytes) -> Iterator[Fault]:
    """Why the token is not, on its own terms, a timestamp of the signature value `stamped`."""
    if token.imprint != _hash(token.imprint_name, stamped):
        yield Fault("timestamp_other", STAMP, "它不是给这个封印的。")
    if token.digest != _hash(token.digest_name, token.info) or not _signed(token):
        yield Fault("timestamp_broken", STAMP, "它自己的签名不对。被改过，或者被换过。")
    if not may_stamp(token.signer):
        yield Fault("timestamp_signer", STAMP, "盖它的证书不是发时间戳用的。")


def _signed(token: Token) -> bool:
    key = token.signer.public_key()
    try:
        assert isinstance(key, rsa.RSAPublicKey)  # noqa: S101  (read_token takes no other)
        key.verify(token.signature, token.attributes, padding.PKCS1v15(), HASHES[token.digest_name])
    except InvalidSignature:
        return False
    return True


def may_stamp(certificate: x509.Certificate) -> bool:
    """Whether it is one for stamping (extended key usage, RFC 3161, 2.3)."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except (x509.ExtensionNotFound, *MADE_UP):
        return False
    return ExtendedKeyUsageOID.TIME_STAMPING in usage


def may_issue(certificate: x509.Certificate) -> bool:
    """Whether it is one that issues others (basic constraints, RFC 5280, 4.2.1.9)."""
    try:
        return bool(certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca)
    except (x509.ExtensionNotFound, *MADE_UP):
        return False


def is_by(token: Token, trusted: Iterable[x509.Certificate]) -> bool:
    """Whether one of `trusted` is the TSA's certificate, or issued it, and it was valid then."""
    mine = token.signer
    valid = mine.not_valid_before_utc <= token.at <= mine.not_valid_after_utc
    return valid and any(mine == one or _issued(mine, one) for one in trusted)


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True
