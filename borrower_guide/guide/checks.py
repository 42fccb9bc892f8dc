"""System checks: the site does not start, test or deploy with content that does not hold.

law.E001 the law content · guide.E001 flows and reading pages · law.E002 (deploy) review overdue.
"""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register

from borrower_guide.guide import clock, shelves
from borrower_guide.guide.book import FIXTURES, faults_in, open_book
from borrower_guide.law.library import overdue
from borrower_guide.schema.faults import ContentFault, ContentFaults

TAG = "content"


@register(TAG)
def content_holds(**_: Any) -> list[CheckMessage]:
    """Every fault of the law content and of the guide content."""
    try:
        library = shelves.library()
    except ContentFaults as error:
        guide = faults_in(FIXTURES, None)
        return [*_errors(error.faults, "law.E001"), *_errors(guide, "guide.E001")]
    try:
        open_book(library)
    except ContentFaults as error:
        return list(_errors(error.faults, "guide.E001"))
    return []


@register(TAG, deploy=True)
def nothing_is_overdue(**_: Any) -> list[CheckMessage]:
    """Provisions and channels whose date for another look has passed."""
    try:
        return list(_errors(overdue(shelves.library(), clock.today()), "law.E002"))
    except ContentFaults:
        return []  # content_holds has said it


def _errors(faults: tuple[ContentFault, ...], key: str) -> Iterator[Error]:
    for fault in faults:
        yield Error(fault.message, obj=f"{fault.file}: {fault.where}", id=key)
