"""System check. letters.E001: a blank form of `fixtures/letters` does not hold."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from borrower_guide.law_in_use import library
from borrower_guide.letters.faults import faults_in
from borrower_guide.schema.faults import ContentFaults


@register("content")
def papers_hold(**_: Any) -> list[CheckMessage]:
    """Every fault of the papers at once; the guide tells those of the law."""
    try:
        faults = faults_in(library())
    except ContentFaults:
        return []
    return [
        Error(fault.message, obj=f"{fault.file}: {fault.where}", id="letters.E001")
        for fault in faults
    ]
