"""The content that pages of this room show."""

from borrower_guide.law.interest.content import Interest, load_interest
from borrower_guide.law_in_use import library

__all__ = ["interest", "library"]


def interest() -> Interest:
    """The LPR and the sentences on interest."""
    return load_interest()
