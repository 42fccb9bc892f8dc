"""What is typed wrong, or as people say it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from borrower_guide.cases.models import SealedEntry
from tests.cases.kinds.cased import Cased

pytestmark = pytest.mark.django_db


FAULTS: dict[str, tuple[str, dict[str, str], str, str]] = {
    "nothing of a contact": ("contacts", {}, "f-content", "至少写一样"),
    "no such time": ("contacts", {"at": "abc", "content": "话"}, "f-at", "看不懂"),
    "a call to come": ("contacts", {"at": "2099-11-30"}, "f-at", "还没到"),
    "too long": ("contacts", {"content": "长" * 5001}, "f-content", "最多 5000 字"),
    "a forged way": ("contacts", {"channel": "king"}, "f-channel", "只能是这些之一"),
    "no place": ("complaints", {"filed_on": "昨天"}, "f-place", "先选"),
    "two places": ("complaints", {"place": "lender_own", "channel": "村里"}, "f-channel", "去掉"),
    "a complaint to come": (
        "complaints",
        {"place": "lender_own", "filed_on": "2099-01-01"},
        "f-filed_on",
        "还没到",
    ),
    "nothing of a note": ("notes", {"at": "昨天"}, "f-text", "写一句"),
    "nothing of a loan": ("loans", {}, "f-lender", "至少写一样"),
    "no money": ("loans", {"principal": "很多"}, "f-principal", "只填数字"),
}


@pytest.mark.parametrize(("slug", "fields", "field", "says"), FAULTS.values(), ids=FAULTS)
def test_a_fault_stands_by_its_field_and_nothing_is_lost(
    slug: str, fields: dict[str, str], field: str, says: str
) -> None:
    browser = Cased()
    before = SealedEntry.objects.count()
    page = browser.write(f"{browser.case}{slug}/new/", **fields)
    assert page.status == 422
    assert list(page.faults) == page.summary == [field]
    assert says in page.faults[field]
    assert f'id="{field}"' in page.text
    assert SealedEntry.objects.count() == before
    for text in fields.values():
        if text not in ("king", "lender_own"):
            assert text in page.text


def test_a_reply_before_its_complaint_is_a_slip() -> None:
    browser = Cased()
    address = browser.add("complaints")
    page = browser.edit(address, "complaints", replied_on="2026-11-19", reply="查过了")
    assert list(page.faults) == ["f-replied_on"]
    assert "查过了" in page.text
    browser.edit(address, "complaints", replied_on="2026-11-21", reply="查过了")
    [told] = browser.exported("complaints")
    assert (told["replied_on"], told["channel"]) == ("2026-11-21", "放款机构自己的投诉渠道")


def test_a_place_of_ones_own_stays_as_written() -> None:
    browser = Cased()
    address = browser.add("complaints", place="other", channel="村委会", filed_on="昨天")
    assert browser.exported("complaints")[0]["channel"] == "村委会"
    page = browser.get(f"{address}edit/")
    assert page.value("channel") == "村委会"
    assert '<option value="other" selected>' in page.text
    assert "可以再问" not in browser.get(address).words


def test_a_spoken_time_is_a_time() -> None:
    browser = Cased()
    browser.add("contacts", at="昨天晚上9点", content="说要来")
    [told] = browser.exported("contacts")
    yesterday = timezone.localdate() - timedelta(days=1)
    assert told["at"] == f"{yesterday}T21:00:00+08:00"
