"""The signature container (CMS, RFC 5652; PAdES-B-B or, stamped, B-T, ETSI EN 319 142-1).

Sealing and checking build it by the same function, so the check can demand the same bytes:
a valid signature alone does not protect the bytes of the container around it.
"""

from asn1crypto import cms, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from borrower_guide.record.sealing.timestamp import Token, content_info

# Bytes kept free for the container in the file: it has some 1,700 with our key, a token some 4,000
# more. The seal covers how many, so they tell, too, whether a timestamp belongs in it.
ROOM = 2048
STAMPED_ROOM = 8192


def signed_attributes(document_digest: bytes, certificate: x509.Certificate) -> bytes:
    """DER of what is signed: content type, digest of the file, which certificate."""
    binding = tsp.SigningCertificateV2(
        {"certs": [tsp.ESSCertIDv2({"cert_hash": certificate.fingerprint(hashes.SHA256())})]}
    )
    # As bytes: what was built is written anew, twice, by each thing that it is put into.
    written = tsp.SigningCertificateV2.load(binding.dump())
    attributes = cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": "content_type", "values": ["data"]}),
            cms.CMSAttribute({"type": "message_digest", "values": [document_digest]}),
            cms.CMSAttribute({"type": "signing_certificate_v2", "values": [written]}),
        ]
    )
    return bytes(attributes.dump())


def container(
    certificate: x509.Certificate, attributes: bytes, signature: bytes, token: Token | None = None
) -> bytes:
    """DER of the one container that these parts can have."""
    der = certificate.public_bytes(serialization.Encoding.DER)
    holder = asn1.Certificate.load(der)
    signer = {
        "version": "v1",
        "sid": cms.SignerIdentifier(
            "issuer_and_serial_number",
            {"issuer": holder.issuer, "serial_number": holder.serial_number},
        ),
        "digest_algorithm": {"algorithm": "sha256"},
        "signed_attrs": cms.CMSAttributes.load(attributes),
        "signature_algorithm": {"algorithm": "sha256_rsa"},
        "signature": signature,
    }
    if token:
        stamp = {"type": "signature_time_stamp_token", "values": [content_info(token)]}
        signer["unsigned_attrs"] = [cms.CMSAttribute(stamp)]
    signed = {
        "version": "v1",
        "digest_algorithms": [{"algorithm": "sha256"}],
        "encap_content_info": {"content_type": "data"},
        "certificates": [cms.CertificateChoices("certificate", holder)],
        "signer_infos": [signer],
    }
    whole = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)})
    return bytes(whole.dump())
