"""The law content as this installation uses it: less what SWITCHED_OFF_PROVISIONS names."""

from django.conf import settings

from borrower_guide.law.content import load_library
from borrower_guide.law.library import Library


def library() -> Library:
    """The library, read once; a provision that is switched off is never cited by any room."""
    return load_library(switched_off=frozenset(settings.SWITCHED_OFF_PROVISIONS))
