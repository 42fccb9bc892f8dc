"""System checks. money.E001: the content on interest does not hold. E002 (deploy): LPR overdue."""

from collections.abc import Iterable
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.utils import timezone

from borrower_guide.law.interest.content import unfounded
from borrower_guide.money import shelves
from borrower_guide.schema.faults import ContentFault, ContentFaults

TAG = "content"
OURS = ("lpr.yaml", "interest.yaml")


@register(TAG)
def content_holds(**_: Any) -> list[CheckMessage]:
    """Every fault of `lpr.yaml` and `interest.yaml`."""
    try:
        return _errors(unfounded(shelves.interest(), shelves.library()), "money.E001")
    except ContentFaults as error:
        return _errors((one for one in error.faults if one.file in OURS), "money.E001")


@register(TAG, deploy=True)
def nothing_is_overdue(**_: Any) -> list[CheckMessage]:
    """The day for another look at the LPR has passed."""
    try:
        due = shelves.interest().lpr.review_by
    except ContentFaults:
        return []  # content_holds has said it
    message = f"应在 {due} 前再核对一次，请核对后补上新的点，改 known_through 和 review_by"
    faults = [ContentFault("lpr.yaml", "全文", message)]
    return _errors(faults, "money.E002") if due < timezone.localdate() else []


def _errors(faults: Iterable[ContentFault], key: str) -> list[CheckMessage]:
    return [Error(fault.message, obj=f"{fault.file}: {fault.where}", id=key) for fault in faults]
