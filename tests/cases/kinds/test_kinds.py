"""Contacts, complaints, notes and loans: written, amended, withdrawn, and told in order."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from borrower_guide.cases.models import SealedEntry
from borrower_guide.schema.read import read_case
from tests.cases.pages import Browser, Page

pytestmark = pytest.mark.django_db

FILLED: dict[str, dict[str, str]] = {
    "contacts": {"at": "2026-11-20 21:00", "channel": "sms", "direction": "in", "content": "三天"},
    "complaints": {"place": "lender_own", "filed_on": "2026-11-20", "reference_no": "A7"},
    "notes": {"text": "问过邻居", "at": "2026-11-20"},
    "loans": {"lender": "某某银行", "lender_type": "bank", "contract_last4": "0316"},
}
CHANGED = {
    "contacts": {"content": "五天"},
    "complaints": {"reference_no": "B8"},
    "notes": {"text": "又问过"},
    "loans": {"lender": "另一家银行"},
}
SLUGS = pytest.mark.parametrize("slug", FILLED)


class Cased(Browser):
    """A browser with a case of one visit."""

    def __init__(self) -> None:
        super().__init__()
        self.case = self.begun(when_text="2026-11-03 10:00")

    def add(self, slug: str, **fields: Any) -> str:
        """The address of a new thing."""
        page = self.write(f"{self.case}{slug}/new/", **(fields or FILLED[slug]))
        return page.moved_to.split("?")[0]

    def exported(self, slug: str) -> list[dict[str, Any]]:
        return self.get(self.case + "export.json").response.json().get(slug, [])

    def edit(self, address: str, slug: str, **fields: Any) -> Page:
        return self.post(f"{address}edit/", **{**FILLED[slug], **fields})


@SLUGS
def test_what_is_written_stands_on_its_page_and_on_the_overview(slug: str) -> None:
    browser = Cased()
    assert f"{browser.case}{slug}/new/" in browser.get(browser.case).links(slug)
    page = browser.write(f"{browser.case}{slug}/new/", **FILLED[slug])
    assert page.moved_to.endswith("?saved=new")
    shown = browser.get(page.moved_to)
    assert "存好了" in shown.words
    assert "记录人写的" in shown.words
    overview = browser.get(browser.case)
    assert page.moved_to.split("?")[0] in overview.links(slug)


@SLUGS
def test_the_same_form_twice_is_one_thing(slug: str) -> None:
    browser = Cased()
    address = f"{browser.case}{slug}/new/"
    hidden = browser.get(address).hidden
    first = browser.post(address, **hidden, **FILLED[slug]).moved_to
    before = SealedEntry.objects.count()
    second = browser.post(address, **hidden, **FILLED[slug]).moved_to
    assert second == first.replace("saved=new", "saved=same")
    assert SealedEntry.objects.count() == before
    third = browser.post(address, **hidden, **{**FILLED[slug], **CHANGED[slug]}).moved_to
    assert third == first.replace("saved=new", "saved=amended")
    assert SealedEntry.objects.count() == before + 1


def test_a_form_with_the_id_of_another_thing_does_not_write_into_it() -> None:
    browser = Cased()
    note = browser.add("notes")
    entry_id = note.rstrip("/").split("/")[-1]
    browser.post(f"{browser.case}contacts/new/", entry_id=entry_id, **FILLED["contacts"])
    assert "三天" not in browser.get(note).words


@SLUGS
def test_only_what_changed_is_amended_and_nothing_writes_nothing(slug: str) -> None:
    browser = Cased()
    address = browser.add(slug)
    assert browser.edit(address, slug).moved_to.endswith("saved=same")
    page = browser.edit(address, slug, **CHANGED[slug])
    assert page.moved_to.endswith("saved=amended")
    history = browser.get(browser.case + "export.json").response.json()["history"]
    assert list(history[-1]["payload"]["changed"]) == list(CHANGED[slug])
    shown = browser.get(page.moved_to)
    assert "补1" in shown.words
    assert f"{address}history/" in shown.links("history")


@SLUGS
def test_the_history_of_a_field_says_what_it_was_and_is(slug: str) -> None:
    browser = Cased()
    address = browser.add(slug)
    assert "没有改过" in browser.get(f"{address}history/").words
    browser.edit(address, slug, **CHANGED[slug])
    words = browser.get(f"{address}history/").words
    [(name, after)] = CHANGED[slug].items()
    assert words.index(FILLED[slug][name]) < words.index("补1") < words.index(after)


def test_the_history_of_a_visit_tells_lists_and_loans_in_words() -> None:
    browser = Cased()
    visit = browser.get(browser.case).links("/visits/")
    address = next(link for link in visit if link.count("/") == 5 and "new" not in link)
    assert "history/" not in browser.get(address).text
    browser.post(f"{address}edit/?part=people", **{"visitors.0.claimed_name": "姓王"})
    browser.post(f"{address}edit/?part=loan", which="new", lender="某某银行", entry_id="a" * 32)
    browser.post(f"{address}edit/?part=time", started_at="2026-11-03 11:00")
    assert f"{address}history/" in browser.get(address).links("history")
    words = browser.get(f"{address}history/").words
    assert "自称 姓王" in words
    assert "借款 1" in words
    assert "没有写" in words
    assert words.index("10:00") < words.index("11:00")


@SLUGS
def test_two_tabs_merge(slug: str) -> None:
    browser = Cased()
    address = browser.add(slug)
    [(name, after)] = CHANGED[slug].items()
    other = next(key for key in FILLED[slug] if key not in (name, "place"))
    based_on = browser.get(f"{address}edit/").hidden["based_on"]
    browser.edit(address, slug, based_on=based_on, **CHANGED[slug])
    browser.edit(address, slug, based_on=based_on, **{other: ""})
    words = browser.get(address).words
    assert after in words
    history = browser.get(browser.case + "export.json").response.json()["history"]
    assert history[-1]["payload"]["changed"] == {other: None}


@SLUGS
def test_withdrawing_needs_a_reason_and_keeps_the_words(slug: str) -> None:
    browser = Cased()
    address = browser.add(slug)
    page = browser.post(f"{address}withdraw/", reason=" ")
    assert page.status == 422
    assert page.faults == {"f-reason": "请写一句为什么撤回"}
    assert browser.post(f"{address}withdraw/", reason="记重了").moved_to == (
        f"{address}?saved=withdrawn"
    )
    words = browser.get(address).words
    assert "已撤回" in words
    assert "记重了" in words
    assert browser.exported(slug) == []
    assert "记重了" in browser.get(f"{address}history/").words


@SLUGS
def test_a_closed_case_keeps_what_was_typed(slug: str) -> None:
    browser = Cased()
    address = f"{browser.case}{slug}/new/"
    hidden = browser.get(address).hidden
    page = Browser().post(address, **hidden, **FILLED[slug])
    assert page.status == 403
    for text in FILLED[slug].values():
        assert text in page.text
    assert 'name="resume_code"' in page.text


FAULTS: dict[str, tuple[str, dict[str, str], str, str]] = {
    "nothing of a contact": ("contacts", {}, "f-content", "至少写一样"),
    "no such time": ("contacts", {"at": "abc", "content": "话"}, "f-at", "看不懂"),
    "a call to come": ("contacts", {"at": "2027-11-30"}, "f-at", "还没到"),
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


CLOCKS = {
    "a bank": ({"lender_type": "bank"}, "12月8日 起， 可以再问"),
    "no loan": (None, "还不能数日子"),
    "an unknown lender": ({"lender_type": "unknown", "platform": "某某借"}, "还不能数日子"),
    "a small lender": ({"lender_type": "microloan"}, "没有查到统一的期限"),
}


@pytest.mark.parametrize(("loan", "says"), CLOCKS.values(), ids=CLOCKS)
def test_the_day_to_ask_again_follows_the_lender(loan: dict[str, str] | None, says: str) -> None:
    browser = Cased()
    if loan:
        browser.add("loans", **loan)
    words = browser.get(browser.add("complaints")).words
    assert says in words
    assert "违" not in words
    assert ("12月8日起可以再问" in browser.get(browser.case).words) == (says.startswith("12月"))


def test_the_loan_that_is_not_told_is_asked_for_and_mixed_ones_are_not_counted() -> None:
    browser = Cased()
    browser.add("loans", lender_type="bank")
    unknown = browser.add("loans", platform="某某借")
    address = browser.add("complaints")
    assert f"{unknown}edit/" in browser.get(address).links("edit/")
    browser.post(f"{unknown}edit/", platform="某某借", lender_type="microloan")
    page = browser.get(address)
    assert "有几类" in page.words
    assert "/channels/when/?channel=lender_own" in page.links("when")


def test_a_reply_ends_the_waiting_and_starts_ones_own_clock() -> None:
    browser = Cased()
    browser.add("loans", lender_type="bank")
    address = browser.add("complaints")
    browser.edit(address, "complaints", replied_on="2026-11-21", reply="查过了")
    words = browser.get(address).words
    assert "可以再问" not in words
    assert "最晚 2026年12月20日 办" in words
    assert "可以再问" not in browser.get(browser.case).words


def test_loans_are_told_apart_and_unknown_lenders_have_a_name() -> None:
    browser = Cased()
    browser.add("loans", lender="某某银行", contract_last4="0001")
    browser.add("loans", lender="某某银行", contract_last4="0002")
    browser.add("loans", lender_type="microloan")
    browser.add("loans", principal="500")
    words = browser.get(browser.case).words
    for told in ("借款 1：某某银行（合同尾号 0001）", "借款 2：某某银行（合同尾号 0002）"):
        assert told in words
    assert "借款 3：小额贷款公司，没写名字" in words
    assert "借款 4：还没写是哪家" in words
    visit = next(link for link in browser.get(browser.case).links("?part="))
    page = browser.get(visit.split("?")[0] + "?part=loan").words
    assert "借款 4：还没写是哪家" in page
    assert "合同尾号 0002" in page


def filled_timeline() -> Cased:
    browser = Cased()
    browser.add("complaints", place="lender_own", filed_on="2026-11-20")
    browser.add("contacts", at="2026-11-09 10:05", content="三天内上门")
    browser.add("notes", text="没有日子的一句")
    browser.add("notes", text="十号的事", at="2026-11-10")
    return browser


def test_the_timeline_is_in_order_of_what_happened_and_says_when_it_was_written() -> None:
    browser = filled_timeline()
    page = browser.get(browser.case + "timeline/")
    told = ("11月3日", "三天内上门", "十号的事", "向放款机构", "没有日子的一句")
    places = [page.words.index(text) for text in told]
    assert places == sorted(places)
    today = timezone.localdate()
    assert page.words.count(f"{today.year}年{today.month}月{today.day}日") >= 5
    assert "，记录人，过了" in page.words


def test_the_timeline_is_filtered_by_plain_links() -> None:
    browser = filled_timeline()
    page = browser.get(browser.case + "timeline/")
    assert {"?kind=visit", "?kind=contact", "?kind=complaint", "?kind=note"} == set(
        page.links("?kind=")
    )
    notes = browser.get(browser.case + "timeline/?kind=note").words
    assert "十号的事" in notes
    assert "三天内上门" not in notes
    for forged in ("?kind=king", "?kind=case", "?page=99", "?page=x"):
        assert browser.get(browser.case + "timeline/" + forged).status == 200


def test_a_long_timeline_has_pages_and_the_overview_the_newest() -> None:
    browser = Cased()
    for number in range(65):
        browser.add("notes", text=f"第{number}句", at=f"2026-10-{number % 28 + 1:02}")
    first = browser.get(browser.case + "timeline/")
    assert "第 1 页，共 2 页" in first.words
    assert "第64句" in browser.get(browser.case + "timeline/?page=2").words + first.words
    overview = browser.get(browser.case)
    assert "前面还有 46 条" in overview.words
    assert len(re.findall('class="entry', overview.text)) == 20


def test_contacts_and_complaints_come_back_from_the_export() -> None:
    browser = Cased()
    browser.add("contacts")
    address = browser.add("complaints")
    browser.edit(address, "complaints", reply="查过了", replied_on="2026-11-21")
    response = browser.get(browser.case + "export.json").response
    case = read_case(response.content, folder=None)
    assert [one.to_payload() for one in case.contacts] == browser.exported("contacts")
    assert [one.to_payload() for one in case.complaints] == browser.exported("complaints")
    assert case.contacts[0].content == "三天"
    assert case.complaints[0].reply == "查过了"


@SLUGS
def test_a_thing_is_found_only_under_its_own_kind(slug: str) -> None:
    browser = Cased()
    address = browser.add(slug)
    for other in FILLED:
        found = browser.get(address.replace(f"/{slug}/", f"/{other}/")).status
        assert (found == 200) == (other == slug)
