"""What this installation says of timestamps: which authority is asked, and whose count."""

from functools import cache
from pathlib import Path

from cryptography import x509
from django.conf import settings

from borrower_guide.record.given import certificates_in
from borrower_guide.record.sealing.authority import stamp_of
from borrower_guide.record.sealing.seal import Stamp


def stamp() -> Stamp | None:
    """The way to a timestamp; None where no authority is set. Raises Refused as `relied_on`."""
    return stamp_of(settings.TSA_URL, relied_on()) if settings.TSA_URL else None


def relied_on() -> tuple[x509.Certificate, ...]:
    """Certificates of authorities that count here, or of their issuers; none where none is named.

    Raises Refused when they cannot be read (record.E001 says so beforehand).
    """
    return _read(settings.TSA_CERTIFICATES) if settings.TSA_CERTIFICATES else ()


@cache
def _read(path: Path) -> tuple[x509.Certificate, ...]:
    return tuple(certificates_in(path))
