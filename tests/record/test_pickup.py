"""取件号 over the web: the owner's page, and whoever comes with a number."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from borrower_guide.cases import journal
from borrower_guide.cases.access import keys
from borrower_guide.cases.access.attempts import A_MINUTE
from borrower_guide.cases.access.codes import new_code
from borrower_guide.cases.models import CaseFile, Pickup
from borrower_guide.record.pages import fetching as fetch_pages
from tests.cases.made import a_case
from tests.cases.whole import Whole, a_pdf, whole_case
from tests.record.opened import open_with_visit

pytestmark = pytest.mark.django_db

NOT_FOUND = "没有找到文件。号可能打错了，也可能过了时间，或者次数用完了。"


@dataclass
class Owner:
    """The browser in which the case is open."""

    whole: Whole
    client: Client

    @property
    def record(self) -> str:
        return f"/cases/{self.whole.ref}/record/"

    @property
    def shown(self) -> str:
        return f"/cases/{self.whole.ref}/pickup/"

    def offers(self) -> str:
        """Ask for a number and read it from the page."""
        answer = self.client.post(f"{self.record}pickup/")
        assert (answer.status_code, answer.url) == (302, self.shown)
        return self.code()

    def code(self) -> str:
        page = self.client.get(self.shown).content.decode()
        return "".join(re.findall(r"<span>(\d{4})</span>", page))

    def ends(self) -> Any:
        return self.client.post(self.shown, follow=True)


@pytest.fixture
def owner() -> Owner:
    whole = whole_case()
    return Owner(whole, whole.browser())


def look(code: str, client: Client | None = None) -> Any:
    return (client or Client()).post("/pickup/", {"number": code})


def take(code: str, client: Client | None = None) -> Any:
    return (client or Client()).post("/pickup/", {"number": code, "take": "1"})


def words(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_owner_sees_number_address_minute_and_what_the_shop_sees(owner: Owner) -> None:
    code = owner.offers()
    page = owner.client.get(owner.shown)
    until = timezone.localtime(Pickup.objects.get().ends_at)
    assert len(code) == 16
    for told in ("testserver/pickup/", f"用到 {until:%H:%M}", "下载 5 次", "全部内容", "作废"):
        assert told in words(page), told
    assert f'href="http://testserver/pickup/{code}/"' in page.content.decode()
    assert owner.code() == code, "shown again on reload"


def test_the_qr_code_is_dots_with_a_white_ground_and_nothing_inline(owner: Owner) -> None:
    owner.offers()
    page = owner.client.get(owner.shown).content.decode()
    svg = re.search(r'<div class="qr".*?(<svg.*?</svg>)', page, re.S)
    assert svg
    assert 'fill="#fff"' in svg[1]
    assert "style=" not in page
    assert "<text" not in svg[1]


def test_the_record_page_leads_to_it_and_back(owner: Owner) -> None:
    code = owner.offers()
    page = owner.client.get(owner.record).content.decode()
    assert f'href="{owner.shown}"' in page
    assert code not in page
    owner.ends()
    assert f'href="{owner.shown}"' not in owner.client.get(owner.record).content.decode()


def test_the_copy_for_the_shop_can_be_fetched_instead(client: Client) -> None:
    opened = open_with_visit(client)
    address = opened.url("record:pickup_make")
    assert client.post(address, {"copy": "shop"}).url == opened.url("record:preview")
    opened.post("record:make", entry="a" * 32)
    client.post(address, {"copy": "shop"})
    page = opened.get("record:pickup").content.decode()
    code = "".join(re.findall(r"<span>(\d{4})</span>", page))
    assert "记录 PDF，打印店版" in words(look(code))
    given = take(code)
    assert given.content == opened.get("record:shop").content
    assert "-dayin.pdf" in given["Content-Disposition"]


def test_the_copy_is_printed_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = open_with_visit(client)
    opened.post("record:make", entry="a" * 32)
    first = opened.get("record:shop").content
    monkeypatch.setattr("borrower_guide.record.pages.shop_copy.print_copy", None)
    assert opened.get("record:shop").content == first


def test_typing_the_number_tells_and_gives_nothing_yet(owner: Owner) -> None:
    code = owner.offers()
    page = look(" ".join(re.findall("....", code)))
    assert page.status_code == 200
    assert "记录 PDF" in words(page)
    assert "还能下载 5 次" in words(page)
    assert b"%PDF" not in page.content
    assert Pickup.objects.get().fetches == 0


def test_the_link_tells_and_gives_nothing_however_often_it_is_loaded_ahead(owner: Owner) -> None:
    code = owner.offers()
    for ask in [Client().get, Client().head] * 5:
        page = ask(f"/pickup/{code}/")
        assert (page.status_code, page["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert Pickup.objects.get().fetches == 0
    assert Client().post(f"/pickup/{code}/", {"take": "1"}).status_code == 405


def test_the_bytes_come_with_both_names_and_are_kept_nowhere(owner: Owner) -> None:
    code = owner.offers()
    answer = take(code)
    assert answer.content == a_pdf_of(owner)
    assert answer["Content-Type"] == "application/pdf"
    assert re.fullmatch(
        r'attachment; filename="jilu-(\d{8})\.pdf"; filename\*=UTF-8\'\'jilu-\1\.pdf',
        answer["Content-Disposition"],
    )
    assert int(answer["Content-Length"]) == len(answer.content)
    for page in (answer, look(code), Client().get(f"/pickup/{code}/"), Client().get("/pickup/")):
        assert (page["Cache-Control"], page["Referrer-Policy"]) == ("no-store", "same-origin")
    assert not answer.cookies


def a_pdf_of(owner: Owner) -> bytes:
    return bytes(owner.client.get(f"/cases/{owner.whole.ref}/record.pdf").content)


def test_neither_page_nor_paper_shows_the_number_to_the_next_at_the_counter(owner: Owner) -> None:
    """It is in a hidden field and in no visible word, nor in the foot of a printed page."""
    code = owner.offers()
    for page in (look(code), *map(Client().get, (f"/pickup/{code}/", f"/pickup/{code}/?print=1"))):
        assert f'name="number" value="{code}"' in page.content.decode()
        assert code not in words(page)


def used_up(owner: Owner, code: str) -> None:
    assert [take(code).status_code for _ in range(5)] == [200] * 5


def too_late(owner: Owner, code: str) -> None:
    Pickup.objects.update(ends_at=timezone.now() - timedelta(seconds=1))


def ended(owner: Owner, code: str) -> None:
    assert "作废了" in words(owner.ends())


def another(owner: Owner, code: str) -> None:
    assert owner.offers() != code


def case_deleted(owner: Owner, code: str) -> None:
    journal.erase(CaseFile.objects.get(pk=owner.whole.ref))


ENDS = [used_up, too_late, ended, another, case_deleted]


@pytest.mark.parametrize("event", ENDS)
def test_all_ends_are_answered_like_a_guess(owner: Owner, event: Any) -> None:
    code, guess = owner.offers(), new_code()
    event(owner, code)
    for ask in (look, take, lambda number: Client().get(f"/pickup/{number}/")):
        dead, wrong = ask(code), ask(guess)
        assert NOT_FOUND in words(dead)
        assert (dead.status_code, wrong.status_code) == (404, 404)
        assert plain(dead, code) == plain(wrong, guess)
        assert a_pdf() not in dead.content


def plain(response: Any, code: str) -> str:
    """The page without what was typed and the form's token."""
    text = response.content.decode().replace(code, "")
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", text)


@pytest.mark.parametrize("event", [used_up, too_late, ended])
def test_the_owner_is_told_that_it_is_over_and_gets_another(owner: Owner, event: Any) -> None:
    code = owner.offers()
    event(owner, code)
    page = owner.client.get(owner.shown)
    assert "现在没有取件号" in words(page)
    assert code not in page.content.decode()
    assert take(owner.offers()).status_code == 200


def test_a_number_opens_the_file_of_its_own_case_alone(owner: Owner) -> None:
    other = whole_case()
    mine, theirs = owner.offers(), Owner(other, other.browser()).offers()
    for code in (mine, theirs):
        assert take(code).status_code == 200
    assert sorted(Pickup.objects.values_list("fetches", flat=True)) == [1, 1]
    opened = other.browser()
    for address in (f"{owner.record}pickup/", owner.shown):
        assert opened.post(address).status_code == 403
        assert opened.get(address).status_code in (404, 405)
    assert take(mine).status_code == 200


def test_the_number_opens_no_case_and_the_cases_number_no_file(owner: Owner) -> None:
    code = owner.offers()
    assert Client().post("/cases/open/", {"resume_code": code}).status_code == 422
    assert take(owner.whole.made.holding.code or "").status_code == 404


def test_without_a_record_there_is_nothing_to_fetch() -> None:
    made = a_case()
    client = Client()
    client.cookies[f"c_{made.case.pk}"] = made.holding.sealed()
    answer = client.post(f"/cases/{made.case.pk}/record/pickup/")
    assert (answer.status_code, answer.url) == (302, f"/cases/{made.case.pk}/record/")
    assert not Pickup.objects.exists()


def test_who_fails_too_often_is_sent_away_even_with_the_right_number(owner: Owner) -> None:
    code = owner.offers()
    for _ in range(A_MINUTE):
        assert look(new_code()).status_code == 404
    assert (take(code).status_code, Client().get(f"/pickup/{code}/").status_code) == (429, 429)
    assert Pickup.objects.get().fetches == 0


def test_when_too_many_come_at_once_the_number_stays_on_the_page(
    owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = owner.offers()

    def busy(*_: object) -> None:
        raise keys.Busy

    monkeypatch.setattr(fetch_pages.fetch, "find", busy)
    page = take(code)
    assert page.status_code == 503
    assert f'value="{code}"' in page.content.decode()


def test_what_cannot_be_counted_is_not_given(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    code = owner.offers()

    def full(*_: object) -> None:
        raise journal.NotSaved

    monkeypatch.setattr(fetch_pages.fetch, "count", full)
    answer = take(code)
    assert answer.status_code == 507
    assert b"%PDF" not in answer.content


def test_a_form_open_too_long_is_given_back_in_words_of_fetching() -> None:
    page = Client(enforce_csrf_checks=True).post("/pickup/", {"number": new_code(), "take": "1"})
    assert page.status_code == 403
    assert "还没取到" in words(page)
    assert "再取一次" in words(page)


typed = st.one_of(
    st.text(max_size=40),
    st.from_regex(r"\A[0-9０-９ -]{14,22}\Z"),
    st.builds(new_code),
    st.sampled_from(
        ["\x00", "../../etc", "<b>1</b>", "1" * 5000, "１２３４５６７８９０１２３４５６"]
    ),
)


@hypothesis(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(typed)
def test_whatever_is_typed_gets_a_page_and_no_file(text: str) -> None:
    for ask in (look, take):
        page = ask(text)
        assert page.status_code in (404, 422, 429)
        assert b"%PDF" not in page.content
        assert "<b>1</b>" not in page.content.decode()


def test_closing_everywhere_ends_it(owner: Owner) -> None:
    code, number = owner.offers(), owner.whole.made.holding.code
    owner.client.post(f"/cases/{owner.whole.ref}/close/all/", {"number": number})
    assert not Pickup.objects.exists()
    assert NOT_FOUND in words(take(code))


def test_another_number_ends_it_once_it_is_written_down(owner: Owner) -> None:
    case, code = f"/cases/{owner.whole.ref}/", owner.offers()
    for _ in "ab":  # the first makes the number, the second takes it
        owner.client.post(f"{case}number/change/")
    assert look(code).status_code == 200
    owner.client.post(f"{case}number/", {"skip": "1"})
    assert NOT_FOUND in words(take(code))
