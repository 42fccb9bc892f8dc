"""What a library that is not ours makes of the signature in a record."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext


def pyhanko_on(data: bytes, *trusted: x509.Certificate, at: datetime | None = None) -> Any:
    """Its status of the only signature, at that moment or now.

    In a thread of its own: it runs a loop, as the tests' browser does in ours.
    """
    roots = [asn1.Certificate.load(one.public_bytes(Encoding.DER)) for one in trusted]

    def asked() -> Any:
        (signature,) = PdfFileReader(BytesIO(data)).embedded_signatures
        return validate_pdf_signature(signature, ValidationContext(trust_roots=roots, moment=at))

    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asked).result()
