"""取件号: whoever comes with a number, and with what is none."""

import re

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from borrower_guide.cases.access import keys
from borrower_guide.cases.access.attempts import A_MINUTE
from borrower_guide.cases.access.codes import new_code
from borrower_guide.cases.models import Pickup
from borrower_guide.cases.transactions import NotSaved
from borrower_guide.record.pages import fetching as fetch_pages
from tests.cases.whole import whole_case
from tests.record.fetching import Owner, look, take, words

pytestmark = pytest.mark.django_db


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


@pytest.mark.usefixtures("one_minute")
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
        raise NotSaved

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


@hypothesis(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=150,
)
@given(typed)
def test_whatever_is_typed_gets_a_page_and_no_file(text: str) -> None:
    for ask in (look, take):
        page = ask(text)
        assert page.status_code in (404, 422, 429)
        assert b"%PDF" not in page.content
        assert "<b>1</b>" not in page.content.decode()
