"""What an advocate changes of their own account."""

from datetime import datetime

from borrower_guide.desk.accounts import second_factor
from borrower_guide.desk.accounts.acting import acting, still_in
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.accounts.vault import lock
from borrower_guide.desk.models import Advocate

WRONG_CODE = "动态码不对，等出来新的再输。一直不对，看手机的时间准不准"


def change_password(who: SignedIn, password: str) -> None:
    """Wrap the same vault key anew. Raises Busy, SignedOut or NotSaved."""
    advocate = who.advocate
    draft = Advocate(username=advocate.username)
    lock(draft, password, who.vault)
    with acting(who):
        still_in(who).update(salt=draft.salt, vault=draft.vault, half_open_at=None)
    advocate.salt, advocate.vault, advocate.half_open_at = draft.salt, draft.vault, None


def renew_recovery_codes(who: SignedIn) -> list[str]:
    """Ten that are good from now on, instead of any from before. Raises SignedOut or NotSaved."""
    codes = second_factor.new_recovery_codes()
    with acting(who):
        second_factor.keep_recovery_codes(who.advocate, codes)
    return codes


def change_phone(who: SignedIn, secret: str, typed: str, now: datetime) -> bool:
    """Take another shared secret if a code of it was typed. Raises SignedOut or NotSaved."""
    step = second_factor.matching_step(secret, typed, now.timestamp())
    if step is None:
        return False
    second_factor.keep_secret(who.advocate, who.vault, secret)
    who.advocate.totp_step = step
    with acting(who):
        still_in(who).update(totp=who.advocate.totp, totp_step=step)
    return True


def forget_half_open(who: SignedIn) -> None:
    """The advocate has read of it. Raises SignedOut or NotSaved."""
    with acting(who):
        still_in(who).update(half_open_at=None)
