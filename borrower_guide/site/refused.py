"""The fault of a request that brings what its page does not take."""

from django.core.exceptions import SuspiciousOperation


class FileNotTaken(SuspiciousOperation):
    """A file came to a page that takes none."""
