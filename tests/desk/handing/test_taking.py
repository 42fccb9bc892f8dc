"""用交接号接过来: once, within 48 hours, by one advocate, and by no other number."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from borrower_guide.cases.access import attempts, slots
from borrower_guide.cases.access.codes import new_code
from borrower_guide.cases.handing import handoff
from borrower_guide.cases.models import Access, KeySlot
from borrower_guide.cases.pickup import offer
from borrower_guide.cases.pickup.parcel import Parcel
from borrower_guide.desk.models import Matter
from tests.cases.made import Made, a_case
from tests.cases.pages import Browser, Page
from tests.desk.made import Desk, a_desk, an_organisation, taken

pytestmark = pytest.mark.django_db

TAKE = "/desk/take/"


def handed(made: Made) -> str:
    """A 交接号 of the case."""
    handoff.hand_over(made.case, made.key, timezone.now())
    waiting = handoff.waiting(made.case, made.key, timezone.now())
    assert waiting
    return waiting.code


def typed(desk: Desk, code: str, **more: str) -> Page:
    return Browser(desk.client).post(TAKE, code=code, **more)


def check_refused(page: Page) -> None:
    assert page.status == 422
    assert page.faults["f-code"].startswith("没有找到。号可能打错了")
    assert not KeySlot.objects.filter(kind="advocate").exists()
    assert not Access.objects.exists()


def test_the_number_opens_the_case_for_the_advocate(desk: Desk, made: Made) -> None:
    code = handed(made)
    full_width = code.translate({ord(str(digit)): 0xFF10 + digit for digit in range(10)})
    address = typed(desk, f" {full_width[:4]} {full_width[4:]}", label="  周三 \n 下午 ").moved_to
    assert desk.client.get(address).status_code == 200
    matter = Matter.objects.get()
    assert (matter.ref, matter.label, matter.status) == (made.case.pk, "周三 下午", "incomplete")
    assert matter.number == f"{timezone.localdate():%Y%m%d}01"
    assert Access.objects.order_by("pk").values_list("doing", "place")[0] == ("take", "desk:take")


def test_it_is_used_up(desk: Desk, made: Made) -> None:
    code = handed(made)
    typed(desk, code)
    for again in (desk, a_desk("li", organisation=desk.advocate.organisation)):
        page = typed(again, code)
        assert page.status == 422
        assert page.value("code") == code
    assert KeySlot.objects.filter(kind="advocate").count() == Matter.objects.count() == 1
    assert not KeySlot.objects.filter(kind="handoff").exists()


def test_an_expired_one_is_refused(desk: Desk, made: Made) -> None:
    code = handed(made)
    KeySlot.objects.filter(kind="handoff").update(ends_at=timezone.now() - timedelta(seconds=1))
    check_refused(typed(desk, code))


def test_an_ended_one_is_refused(desk: Desk, made: Made) -> None:
    code = handed(made)
    handoff.end(made.case)
    check_refused(typed(desk, code))


def test_a_wrong_one_is_refused(desk: Desk, made: Made) -> None:
    handed(made)
    check_refused(typed(desk, new_code()))


def test_the_number_of_the_case_is_refused(desk: Desk, made: Made) -> None:
    assert made.holding.code
    check_refused(typed(desk, made.holding.code))


def test_a_number_for_fetching_is_refused(desk: Desk, made: Made) -> None:
    now = timezone.now()
    offer.offer(made.case, made.key, Parcel(b"%PDF", "a.pdf", "application/pdf", "x"), now)
    waiting = offer.waiting(made.case, made.key, now)
    assert waiting
    check_refused(typed(desk, waiting.code))


def test_a_slip_of_the_finger_is_told(desk: Desk, made: Made) -> None:
    code = handed(made)
    page = typed(desk, code[:-1])
    assert page.faults["f-code"] == "交接号是 16 位，现在是 15 位"
    assert page.summary == ["f-code"]
    assert KeySlot.objects.filter(kind="handoff").exists()


def test_a_label_too_long_uses_nothing_up(desk: Desk, made: Made) -> None:
    code = handed(made)
    page = typed(desk, code, label="长" * 61)
    assert page.faults == {"f-label": "最多 60 个字，现在是 61 个"}
    assert page.value("label") == "长" * 61
    assert typed(desk, code, label="长" * 60).moved_to


@pytest.mark.usefixtures("one_minute")
def test_who_guesses_waits(desk: Desk, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "A_MINUTE", 2)
    code = handed(made)
    for _ in range(2):
        typed(desk, new_code())
    assert "过一分钟" in typed(desk, code).faults["f-code"]
    assert KeySlot.objects.filter(kind="handoff").exists()


def test_nobody_takes_without_signing_in(made: Made) -> None:
    code = handed(made)
    assert Client().post(TAKE, {"code": code}).status_code == 403
    assert KeySlot.objects.filter(kind="handoff").exists()


def test_the_same_case_once_more_keeps_number_and_label(desk: Desk, made: Made) -> None:
    typed(desk, handed(made), label="周三")
    first = Matter.objects.get()
    Matter.objects.update(status="printable")
    typed(desk, handed(made))
    again = Matter.objects.get()
    assert (again.number, again.label, again.status) == (first.number, "周三", "printable")
    assert again.slot != first.slot
    assert KeySlot.objects.filter(kind="advocate").count() == 1


def test_after_it_was_taken_back_a_new_number_lets_in_again(desk: Desk, made: Made) -> None:
    typed(desk, handed(made))
    handoff.take_back(made.case, KeySlot.objects.get(kind="advocate").pk)
    assert desk.client.get(f"/cases/{made.case.pk}/").status_code == 404
    assert desk.client.get(typed(desk, handed(made)).moved_to).status_code == 200


def test_two_of_one_organisation_have_numbers_of_their_own(desk: Desk) -> None:
    other = a_desk("li", organisation=desk.advocate.organisation)
    stranger = a_desk("zhao", organisation=an_organisation("南河诊所"))
    for one in (desk, other, stranger):
        typed(one, handed(a_case()))
    ends = [
        number[-2:] for number in Matter.objects.order_by("pk").values_list("number", flat=True)
    ]
    assert ends == ["01", "02", "01"]


def test_the_hundredth_of_a_day(desk: Desk) -> None:
    taken(desk, a_case())
    Matter.objects.update(number=f"{timezone.localdate():%Y%m%d}99")
    for end in ("100", "101"):
        assert taken(desk, a_case()).number.endswith(end)


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_leaves_the_number(desk: Desk, made: Made) -> None:
    """At each row that would be written, the last one too."""
    code = handed(made)
    for table in ("cases_keyslot", "cases_access", "desk_matter"):
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE TEMP TRIGGER full BEFORE INSERT ON {table}"
                " BEGIN SELECT RAISE(ABORT, 'disk full'); END"
            )
        try:
            page = typed(desk, code)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("DROP TRIGGER full")
        assert page.status == 507, table
        assert code in page.text
        assert slots.find(code, KeySlot.Kind.HANDOFF)
        assert not Matter.objects.exists()
        assert not Access.objects.exists()
    assert typed(desk, code).moved_to


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", ["two advocates", "one advocate twice"])
def test_two_at_once_take_it_once(who: str, made: Made) -> None:
    desks = [a_desk("a"), a_desk("b")] if who == "two advocates" else [one := a_desk("a"), one]
    code = handed(made)
    told = at_once([lambda desk=desk: typed(desk, code).status for desk in desks])
    assert sorted(told) == [302, 422]
    assert Matter.objects.count() == KeySlot.objects.filter(kind="advocate").count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_numbers_of_their_own(desk: Desk) -> None:
    made = [a_case() for _ in range(6)]
    at_once([lambda one=one: taken(desk, one) for one in made])
    numbers = sorted(Matter.objects.values_list("number", flat=True))
    assert [number[8:] for number in numbers] == ["01", "02", "03", "04", "05", "06"]


def at_once(acts: list[Any]) -> list[Any]:
    """What each gives, started together in threads of their own."""
    start, told = threading.Barrier(len(acts)), []

    def run(act: Any) -> None:
        start.wait()
        try:
            told.append(act())
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told
