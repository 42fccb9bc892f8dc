"""How a file that is sent is called where it is saved."""

from urllib.parse import quote


def attachment(plain: str, full: str = "") -> str:
    """A Content-Disposition with both spellings of a name (RFC 6266): some phones read only one.

    `plain` is ASCII and tells nothing of a case; `full` may be Chinese, else it is the same.
    """
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(full or plain)}"
