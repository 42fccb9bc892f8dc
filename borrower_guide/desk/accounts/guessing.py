"""How often the secrets of one account may be tried, and from where it is counted together.

Nobody can shut an advocate out of a browser that they use: it is counted by itself. Any other is
counted with its address, and with all other strangers.
"""

from django.http import HttpRequest

from borrower_guide.cases.access.attempts import Limit, give_back, line_of, take_try
from borrower_guide.desk.accounts.known import browser_of
from borrower_guide.desk.models import Advocate

PASSWORDS, STRANGERS = Limit(most=30, minutes=15), Limit(most=100, minutes=15)
CODES = Limit(most=5, minutes=15)

Tries = list[tuple[str, Limit]]


def at_password(request: HttpRequest, advocate: Advocate) -> Tries:
    """What a password counts among; `advocate` may be one that only has a name."""
    name = advocate.username
    if browser := browser_of(request, advocate):
        return [(f"password/browser:{browser}:{name}", PASSWORDS)]
    address = (f"password/address:{line_of(request)}:{name}", PASSWORDS)
    return [address, (f"password/strangers:{name}", STRANGERS)]


def at_code(request: HttpRequest, advocate: Advocate) -> Tries:
    """What a code counts among, after the right password."""
    return [(f"code:{browser_of(request, advocate)}:{advocate.pk}", CODES)]


def at_own_password(request: HttpRequest) -> Tries:
    """What the password of somebody who is signed in counts among: this session's."""
    return [(f"password/session:{request.session.session_key}", PASSWORDS)]


def take(tries: Tries) -> bool:
    """Count one try; whether it is within each limit. Raises NotSaved.

    What is over the first counts no further: one address must not use up what all strangers have.
    """
    return all(take_try(*one) for one in tries)


def returned(tries: Tries) -> None:
    """It was no guess: count it no longer. Raises NotSaved."""
    for one in tries:
        give_back(*one)
