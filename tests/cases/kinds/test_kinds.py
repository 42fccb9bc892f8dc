"""Contacts, complaints, notes and loans: written, amended, withdrawn."""

import pytest

from borrower_guide.cases.models import SealedEntry
from borrower_guide.schema.read import read_case
from tests.cases.kinds.cased import CHANGED, FILLED, SLUGS, Cased
from tests.cases.pages import Browser

pytestmark = pytest.mark.django_db


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
