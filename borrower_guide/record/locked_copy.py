"""A record once more, under a password: the same manifest, number and 校验码, another file."""

from dataclasses import dataclass
from datetime import datetime

from borrower_guide.record.given import Given
from borrower_guide.record.make import held
from borrower_guide.record.sealing.key import SealingKey
from borrower_guide.record.sealing.locking import locked, without_seal
from borrower_guide.record.sealing.place import Place, find_place
from borrower_guide.record.sealing.seal import Stamp, seal
from borrower_guide.record.verdict import Timestamp

LEAST, MOST = 10, 64  # characters; a PDF holds 127 bytes
TOO_SHORT = f"密码太短。至少 {LEAST} 个字符。"
TOO_LONG = f"密码太长。最多 {MOST} 个字符。"
NOT_ON_ALL_KEYBOARDS = "密码只用英文字母、数字和键盘上的符号，不要空格和汉字。有的软件打不开别的。"
ONLY_DIGITS = "密码不能只有数字：手机号、生日容易猜到。加上几个字母。"


@dataclass(frozen=True, slots=True)
class LockedCopy:
    """The file, and the timestamp that was got; None, too, where none was asked for."""

    data: bytes
    timestamp: Timestamp | None


def password_fault(password: str) -> str:
    """Why a password is not taken, in Chinese; empty if it is.

    ASCII without spaces: readers disagree on how other characters become the key.
    """
    if len(password) < LEAST:
        return TOO_SHORT
    if len(password) > MOST:
        return TOO_LONG
    if not all("!" <= char <= "~" for char in password):
        return NOT_ON_ALL_KEYBOARDS
    return ONLY_DIGITS if password.isdigit() else ""


def locked_copy(
    record: bytes, password: str, *, key: SealingKey, at: datetime, stamp: Stamp | None
) -> LockedCopy:
    """A sealed `record` encrypted and sealed anew at `at` (aware); each time other bytes.

    Without a timestamp where `stamp` gets none. Raises ValueError when `record` has no seal.
    """
    place = find_place(record)
    if not isinstance(place, Place) or place.number is None:
        raise ValueError("only a sealed record can be locked")
    pdf = locked(without_seal(record, place), password)
    sealed = seal(pdf, key, number=place.number, at=at, stamp=stamp, password=password)
    verdict = held(sealed, Given(key.certificate, password=password))
    return LockedCopy(sealed, verdict.timestamp)
