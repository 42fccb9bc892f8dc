"""续填号 and 取件号: 15 random digits and a check digit, shown in fours. No Django."""

import secrets

from borrower_guide.schema.folding import nfkc

LENGTH = 16

# The quasigroup of order ten from H. M. Damm's thesis (2004): finds every single wrong digit and
# every swap of neighbours.
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def new_code() -> str:
    """A fresh number of 16 digits."""
    digits = "".join(secrets.choice("0123456789") for _ in range(LENGTH - 1))
    return digits + str(_interim(digits))


def read_code(text: str, called: str = "续填号") -> str:
    """The 16 digits in `text`: full-width digits, spaces and hyphens are fine.

    Raises ValueError with a Chinese message that names what it is `called`: wrong length, other
    characters, or a typing error that the check digit shows.
    """
    plain = nfkc(text)
    digits = "".join(char for char in plain if not char.isspace() and char not in "-–—_.·")
    if not digits:
        raise ValueError("请输入 16 位数字")
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError(f"{called}只有数字，请看有没有打错")
    if len(digits) != LENGTH:
        raise ValueError(f"{called}是 16 位，现在是 {len(digits)} 位")
    if _interim(digits) != 0:
        raise ValueError("有一位打错了，请对着号再看一遍")
    return digits


def in_fours(code: str) -> list[str]:
    """The number in groups of four, for people."""
    return [code[at : at + 4] for at in range(0, len(code), 4)]


def _interim(digits: str) -> int:
    interim = 0
    for digit in digits:
        interim = _DAMM[interim][int(digit)]
    return interim
