"""What is good once is good once, also for requests that come at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pyotp
import pytest
from django.db import connection
from django.utils import timezone

from borrower_guide.cases.access.attempts import Limit, take_try
from borrower_guide.desk.accounts import inviting, joining, second_factor
from borrower_guide.desk.accounts.joining import Joining, NotJoined
from borrower_guide.desk.models import Advocate
from tests.desk.made import SECRET, an_advocate, an_organisation

pytestmark = pytest.mark.django_db(transaction=True)

T = TypeVar("T")
NOON = 1_793_505_600


def at_once(acts: list[Callable[[], T]]) -> list[T]:
    """Each in a thread and on a connection of its own, begun together."""
    start = Barrier(len(acts))

    def run(act: Callable[[], T]) -> T:
        try:
            start.wait(20)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.parametrize("kind", ["phone", "recovery"])
def test_one_code_lets_one_request_in(kind: str) -> None:
    who = an_advocate()
    codes = second_factor.new_recovery_codes()
    second_factor.keep_recovery_codes(who.advocate, codes)
    code = codes[0] if kind == "recovery" else pyotp.TOTP(SECRET).at(NOON)
    accepted = at_once([lambda: second_factor.accept(who, code, NOON)] * 6)
    assert sorted(accepted) == [False] * 5 + [True]


def test_one_invitation_makes_one_account() -> None:
    invitation = inviting.find(
        inviting.invite(an_organisation(), "李", timezone.now(), by=None), timezone.now()
    )
    assert invitation is not None
    begun = [Joining.begun(invitation, f"li{number}", "走廊里的灯") for number in range(4)]
    now = timezone.now()

    def finish(one: Joining) -> bool:
        try:
            joining.finish(one, pyotp.TOTP(one.secret).at(now), now)
        except NotJoined:
            return False
        return True

    made = at_once([lambda one=one: finish(one) for one in begun])  # type: ignore[misc]
    assert sorted(made) == [False] * 3 + [True]
    assert Advocate.objects.count() == 1


def test_tries_at_once_do_not_slip_through() -> None:
    limit = Limit(most=5, minutes=60 * 24 * 365)
    within = at_once([lambda: take_try("code:1", limit)] * 9)
    assert within.count(True) == 5
