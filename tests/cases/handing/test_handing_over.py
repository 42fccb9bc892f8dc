"""给援助人员看: the owner makes a 交接号, sees who reads and who read, and ends it."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from borrower_guide.cases import retention
from borrower_guide.cases.access import slots
from borrower_guide.cases.handing import handoff
from borrower_guide.cases.handing.seen import A_PAGE
from borrower_guide.cases.models import Access, KeySlot, Pickup
from borrower_guide.cases.pickup import offer
from borrower_guide.cases.pickup.parcel import Parcel
from tests.cases.made import Made, a_case, a_visit
from tests.cases.pages import Browser, Page

pytestmark = pytest.mark.django_db

LABEL = "王援助（北河法律援助站）"


@pytest.fixture
def made() -> Made:
    return a_case(a_visit())


@pytest.fixture
def owner(made: Made) -> Browser:
    browser = Browser()
    browser.client.cookies[f"c_{made.case.pk}"] = replace(made.holding, fresh=False).sealed()
    return browser


def address(made: Made) -> str:
    return f"/cases/{made.case.pk}/helpers/"


def digits(page: Page) -> str:
    return "".join(re.findall(r"<span>(\d{4})</span>", page.text))


def asked_for(owner: Browser, made: Made) -> str:
    return digits(owner.get(owner.post(address(made), make="1").moved_to))


def let_in(made: Made, label: str = LABEL) -> KeySlot:
    slot = slots.advocate(made.case, made.key, b"v" * 32, label, timezone.now())
    slot.save(force_insert=True)
    return slot


def looked(
    made: Made, slot: KeySlot, place: str, doing: str = "view", *, at: datetime | None = None
) -> None:
    Access.objects.create(
        case=made.case,
        at=at or timezone.now(),
        slot=slot.pk,
        label=slot.label,
        doing=doing,
        place=place,
    )


def test_the_overview_leads_there(owner: Browser, made: Made) -> None:
    assert address(made) in owner.get(f"/cases/{made.case.pk}/").links("helpers")


def test_it_says_what_it_opens_before_there_is_a_number(owner: Browser, made: Made) -> None:
    page = owner.get(address(made))
    for words in ("整份记录", "直到你收回", "只想给看几次来访", "没有别人能看", "还没有别人看过"):
        assert words in page.words
    assert f"/cases/{made.case.pk}/record/" in page.links("record")
    assert not digits(page)


def test_the_number_is_shown_again_with_its_end(owner: Browser, made: Made) -> None:
    code = asked_for(owner, made)
    assert slots.find(code, KeySlot.Kind.HANDOFF)
    again = owner.get(address(made))
    assert digits(again) == code
    ends = timezone.localtime(KeySlot.objects.get(kind="handoff").ends_at)
    assert f"{ends.month}月{ends.day}日 {ends:%H:%M}" in again.words


def test_a_new_number_ends_the_former(owner: Browser, made: Made) -> None:
    first, second = asked_for(owner, made), asked_for(owner, made)
    assert slots.find(first, KeySlot.Kind.HANDOFF) is None
    assert slots.find(second, KeySlot.Kind.HANDOFF)


def test_it_ends_at_once(owner: Browser, made: Made) -> None:
    code = asked_for(owner, made)
    page = owner.get(owner.post(address(made), end="1").moved_to)
    assert "作废了" in page.words
    assert not digits(page)
    assert slots.find(code, KeySlot.Kind.HANDOFF) is None


def test_after_48_hours_it_is_neither_shown_nor_kept(owner: Browser, made: Made) -> None:
    asked_for(owner, made)
    KeySlot.objects.filter(kind="handoff").update(ends_at=timezone.now() - timedelta(seconds=1))
    assert not digits(owner.get(address(made)))
    assert "0 个还没用" in owner.get(f"/cases/{made.case.pk}/stored/").words
    retention.purge(timezone.now())
    assert not KeySlot.objects.filter(kind="handoff").exists()


def test_the_number_opens_nothing_elsewhere(owner: Browser, made: Made) -> None:
    code = asked_for(owner, made)
    assert Browser().post("/cases/open/", resume_code=code).status == 422
    assert Client().post("/pickup/", {"number": code}).status_code == 404
    assert Browser().post(f"/cases/{made.case.pk}/notes/new/", resume_code=code).status == 403


def test_who_reads_is_told_and_taken_back_in_one_tap(owner: Browser, made: Made) -> None:
    kept, gone = let_in(made), let_in(made, "李同学（南河诊所）")
    page = owner.get(address(made))
    assert LABEL in page.words
    assert "李同学（南河诊所）" in page.words
    page = owner.get(owner.post(address(made), take_back=gone.pk).moved_to)
    assert "收回了" in page.words
    assert "收不回来" in page.words
    assert "李同学" not in page.words
    assert [*KeySlot.objects.filter(kind="advocate")] == [kept]


def test_what_they_offered_for_fetching_goes_too(owner: Browser, made: Made) -> None:
    slot = let_in(made)
    offer.offer(made.case, made.key, Parcel(b"%PDF", "a.pdf", "application/pdf", "x"), slot.made_at)
    owner.post(address(made), take_back=slot.pk)
    assert not Pickup.objects.exists()


@pytest.mark.parametrize("kind", ["owner", "handoff"])
def test_taking_back_touches_no_other_way_in(owner: Browser, made: Made, kind: str) -> None:
    asked_for(owner, made)
    slot = KeySlot.objects.get(kind=kind)
    owner.post(address(made), take_back=slot.pk)
    assert KeySlot.objects.filter(pk=slot.pk).exists()


def test_the_slot_of_another_case_stays(owner: Browser, made: Made) -> None:
    other = let_in(a_case())
    owner.post(address(made), take_back=other.pk)
    assert KeySlot.objects.filter(pk=other.pk).exists()


def test_every_look_is_told_the_newest_first(owner: Browser, made: Made) -> None:
    slot = let_in(made)
    now = timezone.now()
    looked(made, slot, "record:pdf", "print", at=now - timedelta(hours=1))
    looked(made, slot, "desk:take", "take", at=now - timedelta(hours=3))
    looked(made, slot, "cases:overview", at=now - timedelta(hours=2))
    words = owner.get(address(made)).words
    told = ["打印或下载了：打印稿（PDF）", "看了：记录的第一页", "接过去了"]
    places = [words.index(one) for one in told]
    assert places == sorted(places)


def test_what_was_looked_at_all_at_once_is_one_line(owner: Browser, made: Made) -> None:
    slot, at = let_in(made), timezone.now()
    for place in ["record:pages", *["record:picture"] * 12]:
        looked(made, slot, place, "print", at=at)
    looked(made, slot, "record:picture", "print", at=at - timedelta(minutes=1))
    words = owner.get(address(made)).words
    assert words.count("打印稿的图片") == 2
    assert "打印稿的图片，13 次" in words


def test_a_long_list_has_pages(owner: Browser, made: Made) -> None:
    slot, now = let_in(made), timezone.now()
    for hours in range(A_PAGE + 3):
        looked(made, slot, "cases:overview", at=now - timedelta(hours=hours))
    first = owner.get(address(made))
    assert first.words.count("看了：") == A_PAGE
    assert owner.get(address(made) + "?page=2").words.count("看了：") == 3
    assert owner.get(address(made) + "?page=x").words.count("看了：") == A_PAGE


def test_what_others_did_with_another_case_is_not_told(owner: Browser, made: Made) -> None:
    other = a_case()
    looked(other, let_in(other), "cases:overview")
    assert "还没有别人看过" in owner.get(address(made)).words


def test_changing_the_number_keeps_helpers_and_says_so(owner: Browser, made: Made) -> None:
    let_in(made)
    code = asked_for(owner, made)
    assert LABEL in owner.get(f"/cases/{made.case.pk}/number/change/").words
    owner.post(f"/cases/{made.case.pk}/number/change/")
    owner.post(f"/cases/{made.case.pk}/number/", skip="1")
    assert KeySlot.objects.filter(kind="advocate").exists()
    assert slots.find(code, KeySlot.Kind.HANDOFF) is None


def test_closing_everywhere_takes_it_back_and_says_so(owner: Browser, made: Made) -> None:
    let_in(made)
    asked_for(owner, made)
    close = f"/cases/{made.case.pk}/close/all/"
    assert "援助人员看的，也一起收回" in owner.get(close).words
    assert "援助人员也不能" in owner.post(close, number=made.holding.code).words
    assert [slot.kind for slot in KeySlot.objects.all()] == ["owner"]


def test_a_button_of_no_name_does_nothing(owner: Browser, made: Made) -> None:
    slot = let_in(made)
    owner.post(address(made))
    assert [*handoff.helpers(made.case)] == [slot]


def test_the_slip_shows_the_number_while_the_browser_does(owner: Browser, made: Made) -> None:
    slip = f"/cases/{made.case.pk}/number/slip/"
    assert slip in owner.get(f"/cases/{made.case.pk}/number/").links("slip")
    page = owner.get(slip)
    assert digits(page) == made.holding.code
    assert "谁拿到这个号，谁就能看" in page.words
    assert "/cases/open/" in page.words
    owner.post(f"/cases/{made.case.pk}/number/", skip="1")
    assert not digits(owner.get(slip))


def test_all_cases_here_close_together(owner: Browser, made: Made) -> None:
    other = a_case()
    owner.client.cookies[f"c_{other.case.pk}"] = replace(other.holding, fresh=False).sealed()
    assert "都关上" in owner.get("/cases/open/").words
    assert "关上了" in owner.post("/cases/close/").words
    assert owner.get(f"/cases/{made.case.pk}/").status == 404
    assert owner.get(f"/cases/{other.case.pk}/").status == 404
