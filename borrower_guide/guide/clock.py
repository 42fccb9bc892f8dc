"""The one place of this room that asks what day it is."""

from datetime import date, datetime

from borrower_guide.schema.when import SHANGHAI


def today() -> date:
    """The day in Shanghai."""
    return datetime.now(SHANGHAI).date()
