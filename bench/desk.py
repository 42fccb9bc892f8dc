"""What an advocate's list costs with ten matters and with thousands: `python -m bench.desk`.

One organisation of 50 advocates and 10,000 matters; one of them has 5,000, another ten. CPU in one
process through the whole WSGI application, both lists in every round. Exit 1 if an aim is missed.
"""

import argparse
import secrets
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median
from typing import Any

from bench.scene import Ask, answerer, fresh_site
from bench.web import queries

ADVOCATES, MATTERS, MANY, FEW = 50, 10_000, 5_000, 10
AIM, MOST_SQL = 2.0, 6  # session, account, counts, keys of a page, its rows, who took back
LISTS = {
    "as it opens": "",
    "a page half way": "?page=50",
    "the last page": "?page=100",
    "one status": "?show=printable",
    "what is due": "?show=due&sort=next",
    "taken back": "?show=gone",
    "searched": "?q=%E7%94%B21",
    "by label": "?sort=label&page=50",
    "by status": "?sort=-status&page=50",
    "by next day": "?sort=next&page=50",
    "by last look": "?sort=looked&page=50",
    "due in a week": "due/",
}


def station() -> tuple[dict[str, str], dict[str, str]]:
    """The cookies of the advocate with many matters and of the one with few."""
    from borrower_guide.desk.models import Advocate, Organisation

    today = date.today()  # noqa: DTZ011  (only told apart from other days)
    place = Organisation.objects.create(name="北河法律援助站", made_on=today)
    named = {"organisation": place, "name": "某某", "joined_on": today, "totp": b"", "salt": b"s"}
    people = [Advocate(username=f"a{i}", vault=bytes(60), **named) for i in range(ADVOCATES)]
    Advocate.objects.bulk_create(people)
    shares = [MANY, FEW] + [(MATTERS - MANY - FEW) // (ADVOCATES - 2)] * (ADVOCATES - 2)
    start = 0
    for one, share in zip(people, shares, strict=True):
        lay_out(one, start, share, today)
        start += share
    return signed_in(people[0]), signed_in(people[1])


def lay_out(advocate: Any, start: int, count: int, today: date) -> None:
    """So many matters, each with a case and a slot; one in twenty was taken back."""
    from borrower_guide.cases.models import CaseFile, KeySlot
    from borrower_guide.desk.models import Matter

    rows = [matter(advocate, start + i, today) for i in range(count)]
    held = [row for number, row in enumerate(rows) if number % 20]
    CaseFile.objects.bulk_create(
        CaseFile(id=row.ref, created_on=today, last_used_on=today) for row in held
    )
    more = {"kind": "advocate", "wrapped": bytes(60)}
    KeySlot.objects.bulk_create(
        KeySlot(id=row.slot, case_id=row.ref, locator=secrets.token_bytes(16), **more)
        for row in held
    )
    Matter.objects.bulk_create(rows)


def matter(advocate: Any, i: int, today: date) -> Any:
    from borrower_guide.desk.models import Matter

    day = today - timedelta(days=i // 60)
    return Matter(
        advocate=advocate,
        organisation=advocate.organisation,
        ref=secrets.token_hex(8),
        slot=secrets.token_hex(8),
        number=f"{day:%Y%m%d}{i % 60 + 1:02}",
        label=f"三楼甲{i % 997}" if i % 3 else "",
        status=Matter.Status.values[i % 5],
        taken_on=day,
        next_on=today + timedelta(days=i % 90 - 20) if i % 4 == 0 else None,
        missing=i % 7 if i % 2 else None,
        looked_on=day if i % 2 else None,
    )


def signed_in(advocate: Any) -> dict[str, str]:
    """The two cookies of a browser in which this advocate is signed in."""
    from django.http import HttpResponse
    from django.test import RequestFactory

    from borrower_guide.desk.accounts import session

    request = RequestFactory().get("/")
    request.session = session_of_its_own()
    response = HttpResponse()
    session.sign_in(request, response, session.SignedIn(advocate, bytes(32)))
    request.session.save()
    return {session.COOKIE: response.cookies[session.COOKIE].value, **named(request.session)}


def session_of_its_own() -> Any:
    from django.contrib.sessions.backends.db import SessionStore

    store = SessionStore()
    store.create()
    return store


def named(store: Any) -> dict[str, str]:
    from django.conf import settings

    return {settings.SESSION_COOKIE_NAME: store.session_key}


def used(work: Callable[[], object], times: int) -> float:
    """Microseconds of CPU of one."""
    began = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - began) / times * 1e6


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds, missed = parser.parse_args().rounds, 0
    with fresh_site():
        many, few = station()
        answer = answerer()
        print(f"The list of {MANY} of {MATTERS} matters against that of {FEW}, CPU in one process")
        for name, asked in LISTS.items():
            long, short = Ask(f"/desk/{asked}", many), Ask(f"/desk/{asked}", few)
            took = [
                (used(lambda: answer(long), 5), used(lambda: answer(short), 10))  # noqa: B023
                for _ in range(rounds + 1)
            ][1:]
            ratio = median(one / other for one, other in took)
            sql = queries(answer, long), queries(answer, short)
            kept = ratio <= AIM and sql[0] <= MOST_SQL  # of an empty list two are not asked
            missed += not kept
            print(
                f"  {name:18}{median(one for one, _ in took):8.0f} µs {ratio:6.2f} × "
                f"{sql[0]} and {sql[1]} SQL  {'kept' if kept else 'MISSED'}"
            )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
