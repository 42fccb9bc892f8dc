"""The style of a paper: what every paper shares, then what is its own."""

from functools import lru_cache
from pathlib import Path

SHARED = Path(__file__).with_name("static") / "printing" / "paper.css"


@lru_cache(maxsize=8)
def paper_css(own: Path) -> str:
    """The shared style sheet and the one at `own`, which has the last word."""
    return "\n".join(path.read_text(encoding="utf-8") for path in (SHARED, own))
