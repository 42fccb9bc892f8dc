"""The shared secret as a phone takes it: a QR code, and letters to be typed."""

import pyotp
import segno
from django.utils.safestring import SafeString, mark_safe

ISSUER = "来访记事"


def qr(username: str, secret: str) -> SafeString:
    """A QR code (ISO/IEC 18004) of the otpauth address, as SVG, black on a ground of its own."""
    address = pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)
    drawn = segno.make(address, error="m", micro=False)
    svg = drawn.svg_inline(border=4, dark="#000", light="#fff", omitsize=True)
    return mark_safe(svg)  # noqa: S308  (dots only: the address is drawn, not written)


def typed_secret(secret: str) -> str:
    """Base32 in groups of four."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
