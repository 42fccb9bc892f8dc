"""A stranger's own authority, made up to break the check: each gets an answer, on one line."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from asn1crypto import cms, core, tsp
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import Encoding

from borrower_guide.record.given import Given
from borrower_guide.record.make import Made
from borrower_guide.record.report import sentences
from borrower_guide.record.sealing.cms import container
from borrower_guide.record.sealing.foreign import read_container
from borrower_guide.record.sealing.key import SealingKey
from borrower_guide.record.sealing.timestamp import Token, read_token
from borrower_guide.record.verdict import Status, Verdict
from borrower_guide.record.verify import verify_record
from tests.record import damage as d
from tests.record.authority import Authority, issued

GEN_TIME = d.tlv(0x18, b"20261124130007Z")


@pytest.fixture(scope="module")
def stranger() -> Authority:
    return Authority()


def forged(
    data: bytes, stranger: Authority, certificate: bytes, old_part: bytes = b"", new: bytes = b""
) -> tuple[Token, Any]:
    """Another whole token in the place of the one in `data`, and the container around it.

    `new` stands in its TSTInfo for `old_part`.
    """
    read = read_container(d.der_of(data))
    assert read
    assert read.token
    old = read_token(read.token)
    assert old
    head = 2 if old.info[1] < 128 else 2 + old.info[1] % 128
    info = d.tlv(0x30, old.info[head:].replace(old_part, new, 1))
    binding = tsp.SigningCertificateV2(
        {"certs": [tsp.ESSCertIDv2({"cert_hash": hashlib.sha256(certificate).digest()})]}
    )
    attributes = cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": "content_type", "values": ["tst_info"]}),
            cms.CMSAttribute({"type": "message_digest", "values": [hashlib.sha256(info).digest()]}),
            cms.CMSAttribute({"type": "signing_certificate_v2", "values": [binding]}),
        ]
    ).dump()
    signature = stranger.key.sign(attributes, padding.PKCS1v15(), hashes.SHA256())
    token = replace(
        old,
        certificate=certificate,
        info=info,
        attributes=attributes,
        signature=signature,
        digest_name="sha256",
    )
    return token, read


def checked(made: Made, key: SealingKey, parts: tuple[Token, Any]) -> Verdict:
    token, read = parts
    whole = container(key.certificate, read.attributes, read.signature, token)
    data = d.swap_digits(made.data, whole.hex().upper().encode())
    return verify_record(data, Given(key.certificate, trust_tsa=[key.certificate]))


def der(stranger: Authority, name: str = "") -> bytes:
    """The stranger's certificate, or one of another name."""
    if not name:
        return stranger.certificate.public_bytes(Encoding.DER)
    made = issued(name, stranger.key, "某某根", stranger.root_key)
    return made.public_bytes(Encoding.DER)


def test_a_whole_one_is_whole_and_not_relied_on(
    stamped: Made, key: SealingKey, stranger: Authority
) -> None:
    verdict = checked(stamped, key, forged(stamped.data, stranger, der(stranger)))
    assert (verdict.status, verdict.faults, verdict.exit_code) == (Status.INTACT, (), 1)


@pytest.mark.parametrize(
    "time",
    [
        b"99991231235959Z",
        b"99991231160000Z",
        b"00000101000000Z",
        b"20260230000000Z",
    ],
)
def test_a_time_that_no_calendar_has_is_an_answer(
    time: bytes, stamped: Made, key: SealingKey, stranger: Authority
) -> None:
    parts = forged(stamped.data, stranger, der(stranger), GEN_TIME, d.tlv(0x18, time))
    verdict = checked(stamped, key, parts)
    assert verdict.status is Status.ALTERED
    assert "timestamp_form" in {fault.code for fault in verdict.faults}


def twice(extensions: Any) -> None:
    extensions.append(extensions[0].copy())


def no_usage(extensions: Any) -> None:
    extensions[0] = asn1.Extension(
        {"extn_id": "1.2.3.4", "extn_value": core.ParsableOctetString(b"")}
    )


@pytest.mark.parametrize("change", [twice, no_usage])
def test_a_certificate_that_nobody_would_issue_is_an_answer(
    change: Callable[[Any], None], stamped: Made, key: SealingKey, stranger: Authority
) -> None:
    made_up = asn1.Certificate.load(der(stranger))
    body = made_up["tbs_certificate"]
    change(body["extensions"])
    odd = asn1.Certificate(
        {
            "tbs_certificate": body,
            "signature_algorithm": made_up["signature_algorithm"],
            "signature_value": b"",
        }
    )
    verdict = checked(stamped, key, forged(stamped.data, stranger, odd.dump()))
    assert verdict.status is Status.ALTERED
    assert "timestamp_signer" in {fault.code for fault in verdict.faults}


@pytest.mark.parametrize("name", ["a\n做成以后没有改动。", "\x1b[2J\x1b[H", "\u202egnp", "\u2028x"])
def test_a_name_stays_on_its_line_and_steers_nothing(
    name: str, stamped: Made, key: SealingKey, stranger: Authority
) -> None:
    verdict = checked(stamped, key, forged(stamped.data, stranger, der(stranger, name)))
    assert verdict.timestamp
    assert verdict.timestamp.by.isprintable()
    assert all(line.isprintable() for line in sentences(verdict))


@pytest.mark.parametrize("depth", [1, 2, 12])
def test_a_token_in_a_token_in_a_token_costs_nothing(
    depth: int, stamped: Made, key: SealingKey
) -> None:
    """At depth 2 it once took minutes, and twice as long with each level more."""
    whole = cms.ContentInfo.load(d.der_of(stamped.data))
    signer = whole["content"]["signer_infos"][0]
    signer["unsigned_attrs"] = cms.CMSAttributes.load(d.tlv(0x31, d.tokens_in_tokens(depth)))
    data = d.swap_digits(stamped.data, whole.dump().hex().upper().encode())
    verdict = verify_record(data, key.certificate)
    assert verdict.status is Status.ALTERED
    assert {fault.code for fault in verdict.faults} == {"timestamp_form"}
