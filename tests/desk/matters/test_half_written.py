"""Memos written by half: kept sealed, offered to their writer alone, gone once saved."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from borrower_guide.desk.matters import half_written
from borrower_guide.desk.models import Matter, Memo
from tests.cases.pages import Browser, Page
from tests.desk.accounts.ways import full_disk
from tests.desk.made import Desk, a_desk

pytestmark = pytest.mark.django_db

TEXT = "约了周三下午，带上两次来访的录音"


def forms(browser: Browser, matter: Matter) -> dict[str, str]:
    """Each form of a memo, and an input of it."""
    here = f"/desk/matters/{matter.pk}/"
    if not Memo.objects.filter(kind="consent").exists():
        browser.post(f"{here}consents/new/", what="记录", whom="12348", on="今天")
    consent = Memo.objects.get(kind="consent").name
    return {
        f"{here}notes/new/": "text",
        f"{here}consents/new/": "words",
        f"{here}memos/{consent}/take-back/": "reason",
    }


def put_aside(browser: Browser, address: str, **typed: str) -> Page:
    return browser.post(address, **browser.get(address).hidden | typed, keep_draft="1")


@pytest.mark.parametrize("which", range(3))
def test_put_aside_taken_up_and_saved(browser: Browser, matter: Matter, which: int) -> None:
    address, name = list(forms(browser, matter).items())[which]
    saved = Memo.objects.count()
    page = browser.get(put_aside(browser, address, **{name: TEXT}).moved_to)
    assert "放好了" in page.words
    assert TEXT not in page.text, "it is no memo yet"
    [resume] = page.links("draft=")
    filled = browser.get(resume)
    assert TEXT in filled.text
    more = {"what": "记录", "whom": "12348"} if name == "words" else {}
    assert browser.post(address, **filled.hidden | {name: TEXT, "on": "今天"} | more).status == 302
    assert not Memo.objects.filter(kind="draft").exists()
    assert Memo.objects.count() == saved + 1
    assert not browser.get(f"/desk/matters/{matter.pk}/").links("draft=")


def test_a_script_is_told_and_no_more(browser: Browser, matter: Matter) -> None:
    address = f"/desk/matters/{matter.pk}/notes/new/"
    hidden = browser.get(address).hidden
    for text in ("约了", "约了周三", TEXT):
        told = hidden | {"text": text, "keep_draft": "1"}
        answer = browser.client.post(address, told, headers={"X-Requested-With": "fetch"})
        assert (answer.status_code, answer.content) == (204, b"")
    [draft] = Memo.objects.all()
    assert f">{TEXT}<" in re.sub(r">\s+", ">", browser.get(f"{address}?draft={draft.name}").text)


def test_thrown_away_it_is_gone(browser: Browser, matter: Matter) -> None:
    address = f"/desk/matters/{matter.pk}/notes/new/"
    put_aside(browser, address, text=TEXT)
    name = Memo.objects.get().name
    page = browser.get(browser.post(address, entry_id=name, drop_draft="1").moved_to)
    assert "写到一半的删掉了" in page.words
    assert not Memo.objects.exists()


def test_it_goes_with_the_consent_that_was_to_be_taken_back(
    browser: Browser, matter: Matter
) -> None:
    *_, take_back = forms(browser, matter)
    put_aside(browser, take_back, reason=TEXT)
    assert browser.get(f"/desk/matters/{matter.pk}/").links("draft=")
    browser.post(take_back.replace("take-back", "delete"))
    assert not Memo.objects.exists(), "its page is gone, and nothing could drop it there"


def test_two_forms_of_one_page_do_not_overwrite_each_other(
    browser: Browser, matter: Matter
) -> None:
    page = browser.get(f"/desk/matters/{matter.pk}/")
    ids = set(re.findall(r'name="entry_id" value="(\w+)"', page.text))
    assert len(ids) == 2


def test_it_is_sealed_and_one_advocates_alone(browser: Browser, desk: Desk, matter: Matter) -> None:
    put_aside(browser, f"/desk/matters/{matter.pk}/notes/new/", text=TEXT)
    draft = Memo.objects.get()
    assert TEXT.encode() not in bytes(draft.sealed)
    other = a_desk("li", organisation=desk.advocate.organisation)
    address = f"/desk/matters/{matter.pk}/notes/new/?draft={draft.name}"
    assert other.client.get(address).status_code == 404
    assert half_written.half_written(other.who, matter) == ()
    assert "打不开" not in browser.get(f"/desk/matters/{matter.pk}/").words


def test_its_owner_sees_nothing_of_it(browser: Browser, matter: Matter) -> None:
    before = browser.get(f"/cases/{matter.ref}/").words
    put_aside(browser, f"/desk/matters/{matter.pk}/notes/new/", text=TEXT)
    assert browser.get(f"/cases/{matter.ref}/").words == before


def test_the_oldest_gives_way_and_nobody_comes_back_for_ever(
    browser: Browser, matter: Matter
) -> None:
    address = f"/desk/matters/{matter.pk}/notes/new/"
    for number in range(half_written.MOST + 1):
        put_aside(browser, address, text=f"{TEXT}{number}")
    oldest, *_, newest = Memo.objects.order_by("pk")
    assert Memo.objects.count() == half_written.MOST
    assert f"{TEXT}1<" in browser.get(f"{address}?draft={oldest.name}").text
    late = timezone.now() - timedelta(days=31)
    Memo.objects.exclude(pk=newest.pk).update(made_at=late)
    call_command("purge_expired")
    assert [one.pk for one in Memo.objects.all()] == [newest.pk]


def test_a_full_disk_gives_the_form_back(browser: Browser, matter: Matter) -> None:
    address = f"/desk/matters/{matter.pk}/notes/new/"
    hidden = browser.get(address).hidden
    with full_disk():
        page = browser.post(address, **hidden, text=TEXT, keep_draft="1")
    assert (page.status, TEXT in page.text) == (507, True)


def test_what_a_lost_vault_sealed_is_not_offered(desk: Desk, matter: Matter) -> None:
    put_aside(Browser(desk.client), f"/desk/matters/{matter.pk}/notes/new/", text=TEXT)
    stranger = type(desk.who)(desk.advocate, b"x" * 32)
    assert half_written.half_written(stranger, matter) == ()
