"""Pages that take a file, and the fault of a request that brings one elsewhere."""

import re

from django.core.exceptions import SuspiciousOperation

EXHIBIT = re.compile(r"/cases/[^/]+/exhibits/(?:new|[^/]+/edit)/")  # takes one file


class FileNotTaken(SuspiciousOperation):
    """A file came to a page that takes none."""
