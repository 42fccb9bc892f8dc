"""The content that pages of this room show."""

from django.conf import settings

from borrower_guide.law.content import load_library
from borrower_guide.law.interest.content import Interest, load_interest
from borrower_guide.law.library import Library


def library() -> Library:
    """The law content, less the provisions that SWITCHED_OFF_PROVISIONS names."""
    return load_library(switched_off=frozenset(getattr(settings, "SWITCHED_OFF_PROVISIONS", ())))


def interest() -> Interest:
    """The LPR and the sentences on interest."""
    return load_interest()
