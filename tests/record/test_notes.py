"""Notes on paper: a line in the timeline, the whole text in a chapter of its own."""

import pytest

from tests.cases.pages import Browser

pytestmark = pytest.mark.django_db


def test_a_note_has_a_line_and_a_chapter() -> None:
    browser = Browser()
    case = browser.begun(when_text="2026-11-03 10:00")
    assert "、备注" not in browser.get(case + "record/").words
    long = "".join(f"第{number}句，" for number in range(40))
    browser.write(case + "notes/new/", text=long, at="2026-11-10")
    words = browser.get(case + "record/").words
    assert "备注 1 条" in words
    assert "、备注" in words
    assert words.count(long) == 1
    assert words.count(long[:60]) == 2
    assert "备注。" in words


def test_a_changed_name_or_writer_is_told_with_what_stood_before() -> None:
    browser = Browser()
    case = browser.begun()
    browser.post(case + "about/", title="十一月的事", reporter_role="borrower")
    browser.post(case + "about/", title="上门的事", reporter_role="family")
    words = browser.get(case + "record/").words
    assert "补充或改动“名称”。原来： 十一月的事 。现在： 上门的事" in words
    assert "补充或改动“记录人”。原来： 借款人本人 。现在： 家里人" in words


def test_contacts_and_complaints_are_printed_with_what_was_changed() -> None:
    browser = Browser()
    case = browser.begun()
    browser.write(case + "contacts/new/", content="三天内上门", channel="sms", at="2026-11-09")
    page = browser.write(case + "complaints/new/", place="nfra_12378", filed_on="2026-11-10")
    thing = page.moved_to.split("?")[0]
    browser.post(f"{thing}edit/", place="nfra_12378", filed_on="2026-11-10", reference_no="A7")
    words = browser.get(case + "record/").words
    for told in ("三天内上门", "短信", "向国家金融监督管理总局", "受理编号 A7", "补1"):
        assert told in words, told


def test_a_sentence_that_was_changed_has_one_full_stop() -> None:
    browser = Browser()
    case = browser.begun()
    page = browser.write(case + "notes/new/", text="他们来了。", at="2026-11-10")
    thing = page.moved_to.split("?")[0]
    browser.post(f"{thing}edit/", text="他们来过", at="2026-11-10")
    words = "".join(browser.get(case + "record/").words.split())
    assert "原来：他们来了。现在：他们来过。" in words
