"""Signing in: one answer for whatever is wrong, at the same cost."""

from time import time

from django.http import HttpRequest
from django.utils import timezone

from borrower_guide.cases.access import looking_up
from borrower_guide.cases.access.attempts import note_failure, too_many
from borrower_guide.cases.access.keys import NONCE_BYTES, WrongKey
from borrower_guide.cases.transactions import all_or_none
from borrower_guide.desk.accounts import guessing, second_factor
from borrower_guide.desk.accounts.known import browser_of
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.accounts.usernames import plain_name
from borrower_guide.desk.accounts.vault import SALT_BYTES, open_vault
from borrower_guide.desk.models import Advocate

WRONG = "用户名、密码或动态码不对，都再看一遍。动态码要等出来新的。"
TOO_MANY = "这个用户名试得太多了，请过一刻钟再试。以前登录过的电脑，通常不用等。"
TOO_MANY_HERE = "密码试得太多了，请过一刻钟再试。"


class NotSignedIn(Exception):
    """The message is Chinese and the same whatever was wrong."""


def let_in(request: HttpRequest, username: str, password: str, code: str) -> SignedIn:
    """The account that these three open; the code is used up.

    Raises NotSignedIn, Busy, or NotSaved. Counts are kept for names that nobody has, too.
    """
    advocate = _account(plain_name(username))
    if too_many(request) and not browser_of(request, advocate):
        raise NotSignedIn(looking_up.TOO_MANY)
    tries = guessing.at_password(request, advocate)
    if not guessing.take(tries):
        raise NotSignedIn(TOO_MANY)
    who = _opened(advocate, password)
    if who is None or not _has_code(request, who, code):
        note_failure(request)
        raise NotSignedIn(WRONG)
    guessing.returned(tries)  # not before: what is left would tell of the password
    return who


def opened(name: str, password: str) -> SignedIn | None:
    """The account of this plain name, if the password opens its vault. Raises Busy.

    For a name that nobody has, or whose owner left, a password is stretched all the same.
    """
    return _opened(_account(name), password)


def confirmed(request: HttpRequest, who: SignedIn, password: str) -> str:
    """Why the password of somebody who is signed in is not taken, in Chinese; empty if it is.

    Asked before an account is changed: the browser may have been left open. Raises Busy, NotSaved.
    """
    tries = guessing.at_own_password(request)
    if too_many(request) or not guessing.take(tries):
        return TOO_MANY_HERE
    if opened(who.advocate.username, password) is None:
        note_failure(request)
        return "这不是现在的密码，再看一遍"
    guessing.returned(tries)
    return ""


def _account(name: str) -> Advocate:
    found = Advocate.objects.select_related("organisation").filter(username=name, is_active=True)
    nobody = Advocate(username=name, salt=bytes(SALT_BYTES), vault=bytes(NONCE_BYTES + 48))
    return found.first() or nobody


def _opened(advocate: Advocate, password: str) -> SignedIn | None:
    try:
        return SignedIn(advocate, open_vault(advocate, password))
    except WrongKey:
        return None


def _has_code(request: HttpRequest, who: SignedIn, code: str) -> bool:
    tries = guessing.at_code(request, who.advocate)
    if guessing.take(tries):
        with all_or_none():
            accepted = second_factor.accept(who, code, time())
        if accepted:
            guessing.returned(tries)
            return True
    with all_or_none():
        Advocate.objects.filter(pk=who.advocate.pk).update(half_open_at=timezone.now())
    return False
