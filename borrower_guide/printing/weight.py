"""How much memory a paper takes, told from its HTML before anything of it is laid out.

Measured (`python -m bench.weight`): 350 MB for any paper, and by its HTML 0.4 kB a character of
plain text to 1.2 of full visits. CPU goes with it, to 50 microseconds a character.
"""

from django.conf import settings

from borrower_guide.printing.faults import TooLarge

BASE_MB, KB_A_CHARACTER = 350, 1.2
LIGHT_MB = 550  # some thirty full visits: of these two may be laid out at a time
TOO_LARGE = "太长了，一份做不下。写的都还在。请少选一些，分几份做。"


def megabytes(size: int) -> int:
    """What so many characters of HTML will take at most, of memory in all."""
    return BASE_MB + round(size * KB_A_CHARACTER / 1000)


def most_characters() -> int | None:
    """The longest HTML that one paper may have here; None where the operator set no bound."""
    if not settings.PAPER_MB:
        return None
    return max(0, round((settings.PAPER_MB - BASE_MB) * 1000 / KB_A_CHARACTER))


def check(html: str) -> None:
    """Raise TooLarge for what would take more than one paper may."""
    most = most_characters()
    if most is not None and len(html) > most:
        raise TooLarge(TOO_LARGE, len(html))
