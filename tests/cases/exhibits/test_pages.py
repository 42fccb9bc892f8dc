"""What is said of an exhibit, with its file or without."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from borrower_guide.cases.models import Blob
from tests.cases.exhibits.made import PDF, a_photo, added, body, files_of
from tests.cases.pages import Browser

pytestmark = pytest.mark.django_db


def test_an_exhibit_needs_no_file() -> None:
    browser = Browser()
    case = browser.begun()
    page = browser.get(f"{case}exhibits/new/")
    sent = browser.post(
        f"{case}exhibits/new/",
        **page.hidden,
        title="信封",
        kind="physical",
        original_carrier="家里抽屉",
        made_at="11月3日",
    )
    shown = browser.get(sent.moved_to)
    assert all(word in shown.words for word in ("信封", "物品", "家里抽屉", "11月3日"))
    assert browser.get(sent.moved_to.split("?")[0] + "file/").status == 404
    assert "信封" in browser.get(case).words


def test_nothing_at_all_is_said() -> None:
    browser = Browser()
    case = browser.begun()
    page = browser.get(f"{case}exhibits/new/")
    assert list(browser.post(f"{case}exhibits/new/", **page.hidden).faults) == ["f-file"]


def test_sent_twice_it_is_there_once() -> None:
    browser = Browser()
    case = browser.begun()
    address = f"{case}exhibits/new/"
    hidden = browser.get(address).hidden
    pages = [
        browser.post(
            address, **hidden, title="门口", visits="V1", file=SimpleUploadedFile("a.pdf", PDF)
        )
        for _ in range(2)
    ]
    assert [page.moved_to.partition("saved=")[2] for page in pages] == ["new", "same"]
    assert len(files_of(case)) == Blob.objects.count() == 1
    assert browser.get(case).text.count("证据 1：门口") == 1
    # Sent again without the file, from a page that came back empty: the file stays.
    again = browser.post(address, **hidden, title="大门口", visits="V1", kind="document")
    assert body(browser.get(again.moved_to.split("?")[0] + "file/")) == PDF


def test_a_visit_lists_it_and_lists_it_no_more() -> None:
    browser = Browser()
    case = browser.begun()
    visit = browser.get(case).links("/visits/")[1]
    subject = visit.split("/")[-2]
    page = browser.get(f"{case}exhibits/new/?visit={subject}")
    assert page.checked("visits") == ["V1"]
    address = added(browser, case, visits="V1")
    assert "来访 1" in browser.get(address).words
    assert "证据 1" in browser.get(case).words
    edit = browser.get(address + "edit/")
    assert edit.checked("visits") == ["V1"]
    browser.post(address + "edit/", **edit.hidden, kind="document")
    assert "来访 1" not in browser.get(address).words


def test_a_file_is_added_later_and_stays_the_only_one() -> None:
    browser = Browser()
    case = browser.begun()
    page = browser.get(f"{case}exhibits/new/")
    address = browser.post(f"{case}exhibits/new/", **page.hidden, title="录音").moved_to.split("?")[
        0
    ]
    edit = browser.get(address + "edit/")
    file = SimpleUploadedFile("a.pdf", PDF)
    browser.post(address + "edit/", **edit.hidden, title="录音", file=file)
    assert body(browser.get(address + "file/")) == PDF
    edit = browser.get(address + "edit/")
    assert 'type="file"' not in edit.text
    other = SimpleUploadedFile("a.pdf", PDF + b"x")
    refused = browser.post(address + "edit/", **edit.hidden, title="录音", file=other)
    assert refused.status == 422
    assert refused.faults == {"f-file": "这份证据已有文件。另一个文件，请新加一份"}
    changed = browser.post(address + "edit/", **edit.hidden, title="录音 2", kind="audio")
    assert "补1" in browser.get(changed.moved_to).words
    assert body(browser.get(address + "file/")) == PDF


def test_a_file_that_is_not_here_is_brought_later_and_must_be_the_same() -> None:
    """As after an import of the JSON alone."""
    browser = Browser()
    case = browser.begun()
    address = added(browser, case)
    Blob.objects.all().delete()
    assert "只有它的摘要" in browser.get(address).words
    hidden = browser.get(address + "edit/").hidden
    sent = {"kind": "document", "file": SimpleUploadedFile("a.pdf", PDF + b"x")}
    assert browser.post(address + "edit/", **hidden, **sent).faults["f-file"].startswith("和记下")
    sent["file"] = SimpleUploadedFile("a.pdf", PDF)
    assert browser.post(address + "edit/", **hidden, **sent).status == 302
    assert body(browser.get(address + "file/")) == PDF


def test_a_withdrawn_one_stays_to_be_read() -> None:
    browser = Browser()
    case = browser.begun()
    address = added(browser, case)
    assert browser.post(address + "withdraw/", reason="").status == 422
    browser.post(address + "withdraw/", reason="传错了")
    assert "传错了" in browser.get(address).words
    assert body(browser.get(address + "file/")) == PDF


def test_a_stranger_gets_nothing() -> None:
    browser = Browser()
    case = browser.begun()
    address = added(browser, case, a_photo())
    other = Browser()
    other.begun()
    for page in ("", "file/", "small.jpg", "edit/", "withdraw/"):
        assert other.get(address + page).status == 404
