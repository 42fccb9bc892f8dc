"""A half-filled form waits until it is saved or thrown away, and never longer than the case."""

import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from borrower_guide.cases import drafts
from borrower_guide.cases.models import CaseFile, Draft, SealedEntry
from borrower_guide.cases.transactions import NotSaved
from tests.cases.pages import CONSENT, Browser, Page
from tests.cases.test_edit_pages import Visited
from tests.cases.test_privacy import at_rest
from tests.schema.samples import PICTURE

pytestmark = pytest.mark.django_db

WORDS = "门口说了半句7f3a"
KEEP = {"keep_draft": "1"}
BY_SCRIPT = {"X-Requested-With": "fetch"}
# Each form: its address below the case or its visit, an input that takes words, what it is called.
PLAIN = [
    ("visits/new/", "when_text", "再记一次来访"),
    ("contacts/new/", "content", "记电话或信息"),
    ("complaints/new/", "channel", "记一次投诉"),
    ("notes/new/", "text", "写一条备注"),
    ("loans/new/", "lender", "加一笔借款"),
    ("exhibits/new/", "title", "加一份证据"),
    ("about/", "title", "谁在记，存多久"),
]
OF_A_VISIT = [
    ("time", "place_text", "来访 1：时间和地点"),
    ("loan", "lender", "来访 1：为哪笔借款"),
    ("people", "visitors.0.claimed_name", "来访 1：来的人"),
    ("acts", "injury", "来访 1：做了什么"),
    ("words", "statements.0.words", "来访 1：说了什么"),
    ("money", "items_taken.0.item", "来访 1：钱、签字和东西"),
    ("after", "account", "来访 1：报警、证人和经过"),
]
ALL = [*PLAIN, *((f"?part={part}", *rest) for part, *rest in OF_A_VISIT)]


@pytest.fixture
def browser() -> Visited:
    return Visited()


def at(browser: Visited, place: str) -> str:
    return f"{browser.visit}edit/{place}" if place.startswith("?") else browser.case + place


def resumed(browser: Browser, address: str) -> Page:
    """The form, filled with the draft that it offers."""
    [link] = browser.get(address).links("draft=")
    return browser.get(link)


@pytest.mark.parametrize(("place", "field", "title"), ALL)
def test_it_is_put_aside_offered_filled_in_and_gone_once_saved(
    browser: Visited, place: str, field: str, title: str
) -> None:
    address, before = at(browser, place), SealedEntry.objects.count()
    put = browser.write(address, **KEEP, **{field: WORDS})
    overview = browser.get(put.moved_to)
    assert "放好了" in overview.words
    assert f"接着写：{title} 今天" in overview.words
    assert WORDS not in overview.text
    offered = browser.get(address)
    assert "上次写到一半的还在（今天" in offered.words
    assert WORDS not in offered.text
    page = browser.get(*overview.links("draft="))
    assert WORDS in page.text
    assert SealedEntry.objects.count() == before
    typed = {field: WORDS} if field != "when_text" else {"when_text": "昨天"}
    assert browser.post(address, **page.hidden, **typed, place="other").status == 302
    assert SealedEntry.objects.count() > before
    assert not Draft.objects.exists()
    assert "写到一半" not in browser.get(browser.case).words


@pytest.mark.parametrize(("slug", "field"), [("notes", "text"), ("loans", "lender")])
def test_a_form_that_amends_is_kept_too(browser: Visited, slug: str, field: str) -> None:
    saved = browser.write(f"{browser.case}{slug}/new/", **{field: "先写的"}).moved_to
    address = saved.split("?")[0] + "edit/"
    browser.write(address, **KEEP, **{field: WORDS})
    assert WORDS in resumed(browser, address).text
    assert WORDS not in browser.get(saved).text
    assert f"接着写：改{'备注' if slug == 'notes' else '借款'} 1" in browser.get(browser.case).words


def test_the_quick_form_keeps_its_taps(browser: Visited) -> None:
    address = browser.case + "visits/new/"
    browser.write(address, **KEEP, acts=["insulted", "shouted"], visitor_count="2", full="1")
    page = resumed(browser, address)
    assert set(page.checked("acts")) == {"insulted", "shouted"}
    assert page.checked("visitor_count") == ["2"]
    assert page.hidden["full"] == "1"


def test_what_was_like_the_last_visit_comes_back(browser: Visited) -> None:
    browser.edit("time", place_text="某某小区 3 号楼")
    address = browser.case + "visits/new/"
    browser.write(address + "?same=1", **KEEP, carry="yes")
    page = resumed(browser, address)
    assert "某某小区 3 号楼" in page.text
    assert page.checked("carry") == ["yes"]


def test_faults_and_one_more_row_keep_what_was_typed(browser: Visited) -> None:
    address = browser.case + "notes/new/"
    assert browser.write(address, text="", at=WORDS).status == 422
    assert WORDS in resumed(browser, address).text
    people = f"{browser.visit}edit/?part=people"
    name = {"visitors.0.claimed_name": WORDS}
    assert browser.write(people, add="visitors", **name).status == 200
    page = resumed(browser, people)
    assert WORDS in page.text
    assert "第 2 个人" not in page.words


def test_a_page_with_faults_is_not_offered_itself(browser: Visited) -> None:
    fields = browser.get(browser.case + "notes/new/").hidden
    for _ in range(2):
        page = browser.post(browser.case + "notes/new/", **fields, text="")
        assert "写到一半" not in page.words


def test_it_goes_by_choice(browser: Visited) -> None:
    address = browser.case + "notes/new/"
    browser.write(address, **KEEP, text=WORDS)
    dropped = browser.post(address, drop_draft=browser.get(address).value("drop_draft"))
    assert dropped.moved_to == address
    assert "写到一半" not in browser.get(address).words
    assert not Draft.objects.exists()


def test_what_is_begun_anew_takes_nothing_away(browser: Visited) -> None:
    address = browser.case + "notes/new/"
    browser.write(address, **KEEP, text=WORDS)
    browser.write(address, **KEEP, text="另一条")
    assert len(browser.get(address).links("draft=")) == 2
    assert browser.write(address, text="第三条").status == 302
    texts = [browser.get(link).text for link in browser.get(address).links("draft=")]
    assert [WORDS in text for text in texts] == [False, True]


def test_the_same_filling_is_kept_once(browser: Visited) -> None:
    address = browser.case + "notes/new/"
    fields = browser.get(address).hidden
    for text in ("一", "一二", WORDS):
        browser.post(address, **fields, **KEEP, text=text)
    assert WORDS in resumed(browser, address).text
    assert Draft.objects.count() == 1


@pytest.mark.parametrize(("place", "field"), [(place, field) for place, field, _ in ALL])
def test_two_tabs_of_one_form_wait_apart(browser: Visited, place: str, field: str) -> None:
    address = at(browser, place)
    one, other = browser.get(address).hidden, browser.get(address).hidden
    browser.post(address, **one | KEEP | {field: WORDS})
    browser.post(address, **other | KEEP | {field: "另一页"})
    assert len(browser.get(address).links("draft=")) == 2


def test_it_merges_with_what_another_tab_saved_meanwhile(browser: Visited) -> None:
    browser.edit("acts", injury="先写的")
    address = f"{browser.visit}edit/?part=acts"
    shown = {"injury": "先写的", "damage": WORDS}
    browser.write(address, **KEEP, **shown)
    browser.edit("acts", injury="别处改的")
    browser.post(address, **resumed(browser, address).hidden, **shown)
    told = browser.exported()
    assert (told["injury"], told["damage"]) == ("别处改的", WORDS)


def test_what_was_saved_is_dropped_and_not_offered(browser: Visited) -> None:
    """The script's last word comes after the save, or the server died between save and drop."""
    address = browser.case + "notes/new/"
    fields = browser.get(address).hidden
    browser.post(address, **fields, text=WORDS)
    browser.post(address, **fields, **KEEP, text=WORDS)
    assert Draft.objects.exists()
    assert "写到一半" not in browser.get(address).words
    assert not Draft.objects.exists()


def test_a_case_that_has_no_row_keeps_nothing() -> None:
    browser = Browser()
    address = browser.begin()
    assert "先放着" not in browser.get(address).words
    assert browser.write(address, when_text=WORDS).status == 422
    put = browser.write(address, **CONSENT, **KEEP, when_text=WORDS)
    assert put.status == 403
    assert WORDS in put.text
    assert not Draft.objects.exists()
    assert not CaseFile.objects.exists()


def test_a_file_is_never_kept(browser: Visited) -> None:
    address = browser.case + "exhibits/new/"
    photo = SimpleUploadedFile("a.jpg", PICTURE, "image/jpeg")
    browser.write(address, **KEEP, title=WORDS, file=photo)
    page = resumed(browser, address)
    assert WORDS in page.text
    assert "文件要再选一次" in page.words


def test_it_is_no_part_of_the_case(browser: Visited) -> None:
    browser.write(f"{browser.visit}edit/?part=after", **KEEP, account=WORDS)
    for part in ("export.json", "timeline/", "record/"):
        assert WORDS not in browser.get(browser.case + part).text


def test_a_script_gets_a_status_and_no_cookie(browser: Visited) -> None:
    """Its answer may come after 离开: a cookie in it would open the case again."""
    address = browser.case + "notes/new/"
    fields = browser.get(address).hidden | KEEP | {"text": WORDS}
    response = browser.client.post(address, fields, headers=BY_SCRIPT)
    assert (response.status_code, response.content) == (204, b"")
    assert not response.cookies
    refused = Browser().client.post(address, fields, headers=BY_SCRIPT)
    assert (refused.status_code, refused.content) == (403, b"")
    assert not refused.cookies
    nowhere = browser.client.post(browser.case + "notes/nobody/edit/", fields, headers=BY_SCRIPT)
    assert (nowhere.status_code, len(nowhere.cookies)) == (404, 0)


def test_nothing_is_lost_where_nothing_can_be_kept(
    browser: Visited, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise NotSaved

    address = browser.case + "notes/new/"
    browser.write(address, **KEEP, text="早先的")
    for name in ("keep", "drop"):
        monkeypatch.setattr(drafts, name, full)
    put = browser.write(address, **KEEP, text=WORDS)
    assert put.status == 507
    assert WORDS in put.text
    fields = browser.get(address).hidden | KEEP
    assert browser.client.post(address, fields, headers=BY_SCRIPT).status_code == 507
    assert browser.write(address, text="", at=WORDS).status == 422
    saved = browser.post(address, **resumed(browser, address).hidden, text=WORDS)
    assert WORDS in browser.get(saved.moved_to).text
    assert "写到一半" not in browser.get(address).words


def test_strangers_keep_get_and_drop_nothing(browser: Visited) -> None:
    address, stranger = browser.case + "notes/new/", Browser()
    browser.write(address, **KEEP, text=WORDS)
    [link], before = browser.get(address).links("draft="), list(Draft.objects.values_list())
    other = stranger.begun()
    elsewhere = f"{other}notes/new/?{link.partition('?')[2]}"
    for page in (stranger.get(link), stranger.get(elsewhere), stranger.get(other)):
        assert WORDS not in page.text
    for fields in (KEEP, {"drop_draft": link[-32:]}):
        assert stranger.post(address, **fields).status == 403
        stranger.post(f"{other}notes/new/", **fields)
    assert list(Draft.objects.exclude(case_id=other.split("/")[2]).values_list()) == before


@pytest.mark.parametrize("address", ["visits/nobody/edit/", "notes/nobody/edit/"])
def test_a_form_that_is_not_there_keeps_nothing(browser: Visited, address: str) -> None:
    assert browser.post(browser.case + address, **KEEP).status == 404
    assert not Draft.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_it_is_nowhere_in_clear(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    browser = Visited()
    for place, field, _ in ALL:
        browser.write(at(browser, place), **KEEP, **{field: WORDS})
        assert WORDS in resumed(browser, at(browser, place)).text
    connection.close()
    titles = [title for _, _, title in ALL]
    for secret in (WORDS, *titles, "visits/new", "part=people"):
        assert secret.encode() not in at_rest(), secret
    assert WORDS not in caplog.text
    assert WORDS not in browser.client.cookies.output()
