"""The second thing that signing in asks for: a code of the phone (RFC 6238), or a recovery code."""

import hashlib
import hmac

import pyotp
from django.conf import settings

from borrower_guide.cases.access.codes import LENGTH, new_code
from borrower_guide.cases.access.keys import seal, unseal
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.models import Advocate, RecoveryCode
from borrower_guide.schema.folding import nfkc

STEP_SECONDS, DIGITS, DRIFT = 30, 6, 1
RECOVERY_CODES = 10


def new_recovery_codes() -> list[str]:
    """Ten numbers of 16 digits, each good once."""
    return [new_code() for _ in range(RECOVERY_CODES)]


def keep_recovery_codes(advocate: Advocate, codes: list[str]) -> None:
    """Let these be good, and none from before. To be called inside a transaction."""
    advocate.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(advocate=advocate, digest=_digest(advocate, code)) for code in codes
    )


def keep_secret(advocate: Advocate, vault: bytes, secret: str) -> None:
    """Put the shared secret (base32) under the vault key; not saved."""
    advocate.totp = seal(vault, secret.encode("ascii"), _place(advocate))


def accept(who: SignedIn, typed: str, now: float) -> bool:
    """Whether this code opens the account at `now` (Unix seconds). It is used up by that."""
    digits = plain(typed)
    if len(digits) == LENGTH:
        return _use_recovery_code(who.advocate, digits)
    secret = unseal(who.vault, bytes(who.advocate.totp), _place(who.advocate)).decode()
    step = matching_step(secret, digits, now)
    return step is not None and _use_step(who.advocate, step)


def matching_step(secret: str, typed: str, now: float) -> int | None:
    """The step that this code belongs to, now or one before or after; None if it is wrong."""
    code = pyotp.TOTP(secret, digits=DIGITS, interval=STEP_SECONDS)
    current = int(now) // STEP_SECONDS
    digits = plain(typed).encode()
    steps = range(current - DRIFT, current + DRIFT + 1)
    found = [one for one in steps if hmac.compare_digest(code.generate_otp(one).encode(), digits)]
    return found[-1] if found else None


def plain(typed: str) -> str:
    """The digits as a person types them: full-width ones, spaces and hyphens are fine."""
    text = nfkc(typed)
    return "".join(char for char in text if not char.isspace() and char != "-")


def _use_step(advocate: Advocate, step: int) -> bool:
    """In one statement, so that of two requests with one code only one is let in."""
    unused = Advocate.objects.filter(pk=advocate.pk, totp_step__lt=step)
    return unused.update(totp_step=step) == 1


def _use_recovery_code(advocate: Advocate, code: str) -> bool:
    found = RecoveryCode.objects.filter(advocate=advocate, digest=_digest(advocate, code))
    return found.delete()[0] == 1


def _digest(advocate: Advocate, code: str) -> bytes:
    text = f"recovery:{advocate.pk}:{code}"
    return hmac.digest(settings.PEPPER, text.encode(), hashlib.sha256)


def _place(advocate: Advocate) -> str:
    return f"totp:{advocate.username}"
