"""User names: any script, one way to write each."""

import unicodedata

from borrower_guide.schema.folding import nfkc

SHORTEST, LONGEST = 2, 40
_MARKS = "._-"


def plain_name(typed: str) -> str:
    """How a user name is kept and looked up: width and case do not matter (NFKC, case folded)."""
    name = typed.strip()
    for _ in range(3):  # folding may leave what composes anew (UAX 31, NFKC_Casefold)
        name = nfkc(name).casefold()
    return nfkc(name).strip()


def read_name(typed: str) -> str:
    """The name in `typed`. Raises ValueError with a Chinese message."""
    name = plain_name(typed)
    if not name:
        raise ValueError("请起一个用户名")
    if not SHORTEST <= len(name) <= LONGEST:
        raise ValueError(f"用户名要 {SHORTEST} 到 {LONGEST} 个字")
    if not all(char in _MARKS or unicodedata.category(char)[0] in "LMN" for char in name):
        raise ValueError("用户名只用字、字母、数字和 . _ -，中间不空格")
    return name
