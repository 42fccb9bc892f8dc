"""Acts by number, for hands that stay on the keyboard: `b 12 30`. No Django.

The numbers follow the order of the long form's boxes; a letter stands for acts that mostly come
together. The page prints both beside the field, so nobody need know them by heart.
"""

import re
from typing import NamedTuple

from borrower_guide.schema.acts import GROUPS, Act
from borrower_guide.schema.folding import nfkc

ACTS = tuple(act for _, acts in GROUPS for act in acts)
NUMBERS = {act: number for number, act in enumerate(ACTS, start=1)}


class Together(NamedTuple):
    """Acts under one letter."""

    letter: str
    title: str
    acts: tuple[Act, ...]


TOGETHER = (
    Together("a", "客气，叫走就走", (Act.SPOKE_CIVILLY, Act.POLITE_LEFT_WHEN_ASKED)),
    Together("b", "久敲门，叫走不走", (Act.KNOCKED_LONG, Act.REFUSED_TO_LEAVE)),
    Together("c", "大喊，骂人，说要伤人", (Act.SHOUTED, Act.INSULTED, Act.THREATENED_PERSON)),
    Together("d", "说给邻居、家人听", (Act.DISCLOSED_TO_NEIGHBOUR, Act.DISCLOSED_TO_FAMILY)),
    Together("e", "不给看证件、委托书", (Act.REFUSED_ID, Act.REFUSED_AUTHORISATION)),
    Together("f", "当场要钱，要签字", (Act.DEMANDED_CASH, Act.DEMANDED_SIGNATURE)),
)
_BY_LETTER = {together.letter: together.acts for together in TOGETHER}


def read_acts(text: str) -> list[str]:
    """The codes of the acts, in the order of the form, each once.

    Numbers and letters in any order, separated by whatever is none of both. Raises ValueError with
    a Chinese message that names what is no number of the list.
    """
    plain = nfkc(text).lower()
    unknown = re.findall(r"[^\d\W]{2,}|[^\Wa-z\d_]", plain)
    found = {act for piece in re.findall(r"\d+|[a-z]", plain) for act in _acts_of(piece, unknown)}
    if unknown:
        raise ValueError(f"没有“{unknown[0]}”，请看旁边的表，只写号和字母")
    return [act.value for act in ACTS if act in found]


def _acts_of(piece: str, unknown: list[str]) -> tuple[Act, ...]:
    if piece.isdigit():
        number = int(piece) if len(piece) < 4 else 0
        if 1 <= number <= len(ACTS):
            return (ACTS[number - 1],)
    elif piece in _BY_LETTER:
        return _BY_LETTER[piece]
    unknown.append(piece)
    return ()
