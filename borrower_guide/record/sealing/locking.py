"""A record under a password (PDF 2.0, AES-256, revision 6), and back to what the bytes say.

Encrypted first and sealed then, so the seal is over the whole file as it is sent, and a reader asks
for the password before anything else. qpdf does both ways; nothing is opened before its seal holds.
"""

import secrets
from dataclasses import dataclass
from io import BytesIO

from borrower_guide.record.sealing.place import Place, near_words

END = b"%%EOF"
# No PDF/A may be encrypted (ISO 19005-3, 6.1.3): a locked copy claims none.
PDF_A = ("pdfaid:part", "pdfaid:conformance")


class WrongPassword(Exception):
    """The password opens nothing."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The same file without encryption, and what its seal says of number and time."""

    data: bytes
    number: str | None
    sealed_at: str | None


def without_seal(record: bytes, place: Place) -> bytes:
    """The file as it was printed, before the seal at `place` was appended."""
    return record[: record.rindex(END, 0, place.start) + len(END) + 1]


def locked(pdf: bytes, password: str) -> bytes:
    """The unsealed `pdf`, encrypted; each time other bytes. Whoever opens it may print and copy."""
    import pikepdf

    out = BytesIO()
    # The owner password would only lift limits, and there are none: nobody is to know it.
    lock = pikepdf.Encryption(owner=secrets.token_urlsafe(32), user=password, R=6)
    with pikepdf.open(BytesIO(pdf)) as opened:
        with opened.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
            for claim in PDF_A:
                told.pop(claim, None)
        opened.save(out, encryption=lock)
    return out.getvalue()


def unlocked(data: bytes, password: str) -> Opened:
    """A file of `locked`, sealed since, in clear. Raises WrongPassword.

    Only for a file whose seal is ours and holds (record/verify.py asks that first): on any other
    the errors of pikepdf, or of what its seal lacks, come out as they are.
    """
    import pikepdf

    out = BytesIO()
    try:
        password.encode()
        with pikepdf.open(BytesIO(data), password=password) as opened:
            seal = opened.Root.AcroForm.Fields[0].V
            number, sealed_at = near_words(f"/Reason ({seal.Reason})/M ({seal.M})".encode())
            opened.save(
                out,
                encryption=False,
                compress_streams=False,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
            )
    except (pikepdf.PasswordError, ValueError) as fault:  # the latter: no password can be that
        raise WrongPassword from fault
    return Opened(out.getvalue(), number, sealed_at)
