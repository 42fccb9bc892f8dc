"""System checks of the certificates that are relied on for timestamps.

record.E001 they cannot be read, or cannot be a timestamp authority's nor its issuer's.
record.E002 (deploy) an authority is asked, and none of them is valid today.
"""

from collections.abc import Iterator
from typing import Any

from cryptography import x509
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.utils import timezone

from borrower_guide.record.given import Refused
from borrower_guide.record.sealing.check import signer_name
from borrower_guide.record.sealing.timestamp import may_issue, may_stamp
from borrower_guide.record.stamping import relied_on

VARIABLE = "BORROWER_GUIDE_TSA_CERTIFICATES"


@register(Tags.security)
def the_authorities_can_be_relied_on(**_: Any) -> list[CheckMessage]:
    """record.E001: each certificate is one for stamping, or one that issues others."""
    try:
        return list(_unfit())
    except Refused as fault:
        return [Error(f"{fault}路径写在 {VARIABLE}。", id="record.E001")]


def _unfit() -> Iterator[Error]:
    for one in relied_on():
        if not may_stamp(one) and not may_issue(one):
            text = f"{signer_name(one)}：不是发时间戳用的证书，也不能签发别的证书。"
            yield Error(f"{text}{VARIABLE} 里请换成时间戳机构的。", id="record.E001")


@register(Tags.security, deploy=True)
def one_of_them_is_valid(**_: Any) -> list[CheckMessage]:
    """record.E002: every timestamp that is got from now on would be refused."""
    try:
        held = relied_on()
    except Refused:
        return []  # E001 has said it
    if not settings.TSA_URL or not held or any(map(_valid_now, held)):
        return []
    told = f"{VARIABLE} 里没有一张证书现在有效：要来的时间戳都不会用。请补上新的，旧的留着。"
    return [Error(told, id="record.E002")]


def _valid_now(certificate: x509.Certificate) -> bool:
    return certificate.not_valid_before_utc <= timezone.now() <= certificate.not_valid_after_utc
