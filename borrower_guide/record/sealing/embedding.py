"""Append a signature field with room for its container, and fill it: pyHanko's part of a seal."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject


def embed(
    pdf: bytes,
    field: str,
    *,
    room: int,
    reason: str,
    at: datetime,
    sign: Callable[[bytes], bytes],
    password: str = "",
) -> bytes:
    """`pdf` with a signed field appended.

    `sign` is given the SHA-256 of what it covers and answers with a container of at most `room`
    bytes. `password`: the one that opens `pdf`, if it is encrypted.
    """
    place = SignatureObject(
        timestamp=at, subfilter=SigSeedSubFilter.PADES, reason=reason, bytes_reserved=2 * room
    )
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    if password:
        writer.encrypt(password)  # type: ignore[no-untyped-call]
    steps = PdfCMSEmbedder(SigFieldSpec(field)).write_cms(field, writer)
    next(steps)
    steps.send(SigObjSetup(sig_placeholder=place))
    prepared, output = steps.send(SigIOSetup(md_algorithm="sha256"))
    steps.send(sign(prepared.document_digest))
    return bytes(output.getvalue())
