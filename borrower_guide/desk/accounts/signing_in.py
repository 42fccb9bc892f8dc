"""Signing in: one answer for whatever is wrong, at the same cost."""

from time import time

from django.http import HttpRequest
from django.utils import timezone

from borrower_guide.cases.access.attempts import (
    Limit,
    give_back,
    note_failure,
    take_try,
    too_many,
)
from borrower_guide.cases.access.keys import NONCE_BYTES, WrongKey
from borrower_guide.cases.journal import all_or_none
from borrower_guide.desk.accounts import second_factor
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.accounts.usernames import plain_name
from borrower_guide.desk.accounts.vault import SALT_BYTES, open_vault
from borrower_guide.desk.models import Advocate

WRONG = "用户名、密码或动态码不对，都再看一遍。动态码要等出来新的。"
TOO_MANY = "这个用户名试得太多了，请过一刻钟再试。"
PASSWORDS, CODES = Limit(most=30, minutes=15), Limit(most=5, minutes=15)


class NotSignedIn(Exception):
    """The message is Chinese and the same whatever was wrong."""


def let_in(request: HttpRequest, username: str, password: str, code: str) -> SignedIn:
    """The account that these three open; the code is used up.

    Raises NotSignedIn, Busy, or NotSaved. Counts are kept for names that nobody has, too.
    """
    if too_many(request):
        raise NotSignedIn("试得太多了，请过一分钟再试。")
    name = plain_name(username)
    if not take_try(f"password:{name}", PASSWORDS):
        raise NotSignedIn(TOO_MANY)
    who = opened(name, password)
    if who is None or not _has_code(who, code):
        note_failure(request)
        raise NotSignedIn(WRONG)
    give_back(f"password:{name}", PASSWORDS)  # not before: what is left would tell of the password
    return who


def opened(name: str, password: str) -> SignedIn | None:
    """The account of this plain name, if the password opens its vault. Raises Busy.

    For a name that nobody has, or whose owner left, a password is stretched all the same.
    """
    found = Advocate.objects.select_related("organisation").filter(username=name, is_active=True)
    nobody = Advocate(username=name, salt=bytes(SALT_BYTES), vault=bytes(NONCE_BYTES + 48))
    advocate = found.first() or nobody
    try:
        return SignedIn(advocate, open_vault(advocate, password))
    except WrongKey:
        return None


def confirmed(request: HttpRequest, who: SignedIn, password: str) -> str:
    """Why the password of somebody who is signed in is not taken, in Chinese; empty if it is.

    Asked before an account is changed: the browser may have been left open. Raises Busy, NotSaved.
    """
    tries = f"password:{who.advocate.username}"
    if too_many(request) or not take_try(tries, PASSWORDS):
        return TOO_MANY
    if opened(who.advocate.username, password) is None:
        note_failure(request)
        return "这不是现在的密码，再看一遍"
    give_back(tries, PASSWORDS)
    return ""


def _has_code(who: SignedIn, code: str) -> bool:
    tries = f"code:{who.advocate.pk}"
    if take_try(tries, CODES):
        with all_or_none():
            accepted = second_factor.accept(who, code, time())
        if accepted:
            give_back(tries, CODES)
            return True
    with all_or_none():
        Advocate.objects.filter(pk=who.advocate.pk).update(half_open_at=timezone.now())
    return False
