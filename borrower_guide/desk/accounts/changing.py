"""What an advocate changes of their own account."""

from datetime import datetime

from borrower_guide.cases.journal import NotSaved, all_or_none
from borrower_guide.desk.accounts import second_factor
from borrower_guide.desk.accounts.session import SignedIn, still_in
from borrower_guide.desk.accounts.vault import lock

WRONG_CODE = "动态码不对，等出来新的再输。一直不对，看手机的时间准不准"


def change_password(who: SignedIn, password: str) -> None:
    """Wrap the same vault key anew. Raises Busy or NotSaved."""
    row, advocate = still_in(who), who.advocate
    lock(advocate, password, who.vault)
    advocate.half_open_at = None
    with all_or_none():
        if not row.update(salt=advocate.salt, vault=advocate.vault, half_open_at=None):
            raise NotSaved


def renew_recovery_codes(who: SignedIn) -> list[str]:
    """Ten that are good from now on, instead of any from before. Raises NotSaved."""
    codes = second_factor.new_recovery_codes()
    with all_or_none():
        if not still_in(who).exists():
            raise NotSaved
        second_factor.keep_recovery_codes(who.advocate, codes)
    return codes


def change_phone(who: SignedIn, secret: str, typed: str, now: datetime) -> bool:
    """Take another shared secret if a code of it was typed. Raises NotSaved."""
    step = second_factor.matching_step(secret, typed, now.timestamp())
    if step is None:
        return False
    second_factor.keep_secret(who.advocate, who.vault, secret)
    who.advocate.totp_step = step
    with all_or_none():
        if not still_in(who).update(totp=who.advocate.totp, totp_step=step):
            raise NotSaved
    return True


def forget_half_open(who: SignedIn) -> None:
    """The advocate has read of it. Raises NotSaved."""
    who.advocate.half_open_at = None
    with all_or_none():
        who.advocate.save(update_fields=["half_open_at"])
