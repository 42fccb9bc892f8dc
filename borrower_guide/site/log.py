"""The log names no case: not by its address, and not in the message of a fault.

What a stranger sent in a wrong way takes one line: a traceback for each would let anyone fill it.
"""

import copy
import logging
import re

_ADDRESS = re.compile(r"/cases/[^\s'\"]+")
# Case references have 16 hex digits; ids of entries, files and slots 16 or 32.
_REFERENCE = re.compile(r"(?<![0-9a-f])[0-9a-f]{16}(?:[0-9a-f]{16})?(?![0-9a-f])")
_STRANGERS = "django.security."  # a wrong host, a body too large: refused, and nothing is broken


class CaselessFormatter(logging.Formatter):
    """Cuts addresses after /cases/ and references anywhere, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        """The line as it goes to the log."""
        if record.name.startswith(_STRANGERS):
            record = copy.copy(record)
            record.exc_info = record.exc_text = None
        return _REFERENCE.sub("…", _ADDRESS.sub("/cases/…", super().format(record)))
