"""One way to write each character, in time that grows with the text and no faster."""

import unicodedata

# Stream-Safe Text (UAX 15): no script piles more marks upon one letter. `normalize` sorts a run of
# marks in the square of its length, and lets no other request run meanwhile.
MOST_MARKS = 30
LONGEST = 10_000  # characters; twice what any field takes, and one may become eighteen
_MARKS_TOO = "\uff9e\uff9f"  # half-width voicing: letters that become marks


def nfkc(text: str) -> str:
    """NFKC: full-width forms as ASCII, letters composed.

    Marks beyond MOST_MARKS in a row go, and what comes after LONGEST characters.
    """
    text = text[:LONGEST]
    return text if text.isascii() else unicodedata.normalize("NFKC", _stream_safe(text))


def _stream_safe(text: str) -> str:
    kept, run = list[str](), 0
    for char in text:
        is_mark = unicodedata.category(char)[0] == "M" or char in _MARKS_TOO
        run = run + 1 if is_mark else 0
        if run <= MOST_MARKS:
            kept.append(char)
    return "".join(kept)
