"""Seal a finished PDF: one invisible PAdES signature over the whole file, no timestamp."""

from datetime import datetime
from io import BytesIO

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from borrower_guide.record.sealing.cms import container, signed_attributes
from borrower_guide.record.sealing.key import SealingKey

FIELD = "Seal"
# Bytes kept free for the container, twice as many hex digits: it has some 1,700 with our key.
ROOM = 2048


def seal(pdf: bytes, key: SealingKey, *, number: str, at: datetime) -> bytes:
    """`pdf` with a seal appended; the given bytes stay as they are at its start.

    `number` stands in clear in the seal as its reason; `at` (aware) as its time.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
    from pyhanko.sign.signers.pdf_byterange import SignatureObject

    place = SignatureObject(
        timestamp=at,
        subfilter=SigSeedSubFilter.PADES,
        reason=number,
        bytes_reserved=2 * ROOM,
    )
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    steps = PdfCMSEmbedder(SigFieldSpec(FIELD)).write_cms(FIELD, writer)
    next(steps)
    steps.send(SigObjSetup(sig_placeholder=place))
    prepared, output = steps.send(SigIOSetup(md_algorithm="sha256"))
    steps.send(sign(key, prepared.document_digest))
    return bytes(output.getvalue())


def sign(key: SealingKey, document_digest: bytes) -> bytes:
    """The signature container over a file with this SHA-256."""
    attributes = signed_attributes(document_digest, key.certificate)
    signature = key.private.sign(attributes, padding.PKCS1v15(), hashes.SHA256())
    return container(key.certificate, attributes, signature)
