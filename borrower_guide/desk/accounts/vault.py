"""An advocate's vault: the key that wraps the keys of their cases, opened by their password.

password ── scrypt(salt = pepper + own salt) ──► kek ──► Advocate.vault ──► vault key
"""

import os

from borrower_guide.cases.access.keys import new_key, seal, stretch_password, unseal
from borrower_guide.desk.models import Advocate
from borrower_guide.schema.folding import nfkc

SALT_BYTES = 16


def lock(advocate: Advocate, password: str, key: bytes | None = None) -> bytes:
    """Wrap the vault key (a new one, or `key`) by `password`, and return it; not saved.

    Takes a tenth of a second. Raises Busy.
    """
    key, advocate.salt = key or new_key(), os.urandom(SALT_BYTES)
    advocate.vault = seal(_kek(advocate, password), key, _place(advocate))
    return key


def open_vault(advocate: Advocate, password: str) -> bytes:
    """The vault key. Raises WrongKey if the password is another, Busy if too many ask at once."""
    return unseal(_kek(advocate, password), bytes(advocate.vault), _place(advocate))


def _kek(advocate: Advocate, password: str) -> bytes:
    # One keyboard composes what another does not (NIST SP 800-63B 5.1.1.2).
    plain = nfkc(password)
    return stretch_password(plain, bytes(advocate.salt))


def _place(advocate: Advocate) -> str:
    return f"vault:{advocate.username}"
