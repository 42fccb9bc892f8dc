"""What went wrong is said in plain words, and what was typed comes back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.site import errors
from borrower_guide.site.kept import keep_typed, kept_fields
from tests.site.conftest import Page

Parse = Callable[[Any], Page]
WORDS = "他说：“明天 <b>再来</b>”\n\n第二行 & 𠮷"
TYPED = {
    "account": WORDS,
    "amount": "3500.00",
    "visitor_count": "2",
    "acts": ["insulted", "refused_to_leave"],
    "prefill": '{"visit":{}}',
    "empty": "",
}


@pytest.fixture
def strict() -> Client:
    """A browser whose forms are checked."""
    return Client(enforce_csrf_checks=True)


def sent_again(page: Page) -> dict[str, list[str]]:
    """The hidden values of the form."""
    hidden: dict[str, list[str]] = {}
    for field in page.all("input", type="hidden"):
        hidden.setdefault(field["name"] or "", []).append(field["value"] or "")
    return hidden


def test_a_wrong_address_leads_on(client: Client, parsed: Parse) -> None:
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert parsed(response).all("a", href="/cases/open/")


def test_an_expired_form_comes_back_with_everything(strict: Client, parsed: Parse) -> None:
    response = strict.post("/cases/abc123/visits/new/?full=1", TYPED)
    page = parsed(response)
    assert response.status_code == 403
    form = page.all("form")[0]
    assert (form["method"], form["action"]) == ("post", "/cases/abc123/visits/new/?full=1")
    hidden = sent_again(page)
    assert hidden["acts"] == ["insulted", "refused_to_leave"]
    assert hidden["prefill"] == ['{"visit":{}}']
    assert hidden["empty"] == [""]
    assert WORDS in page.words
    assert [area["name"] for area in page.all("textarea")] == ["account", "amount"]
    assert page.all("input", name="resume_code")
    assert page.words.count("错误：") == 1


def test_the_fresh_token_is_taken(strict: Client, parsed: Parse) -> None:
    hidden = sent_again(parsed(strict.post("/leave/", TYPED)))
    assert len(hidden["csrfmiddlewaretoken"]) == 1
    again = strict.post("/leave/", {"csrfmiddlewaretoken": hidden["csrfmiddlewaretoken"][0]})
    assert again.status_code == 405  # past the check; the page itself takes no form


def test_the_old_token_is_not_echoed(strict: Client) -> None:
    old = "x" * 64
    response = strict.post("/cases/abc/", {"csrfmiddlewaretoken": old})
    assert old not in response.content.decode()


def test_a_browser_without_cookies_is_told(strict: Client, parsed: Parse) -> None:
    page = parsed(strict.post("/cases/abc/", TYPED))
    strict.cookies.clear()
    refused = strict.post("/cases/abc/", TYPED | {"kept": sent_again(page)["kept"][0]})
    assert "打开 Cookie" in refused.content.decode()
    assert WORDS in parsed(refused).words


@pytest.mark.parametrize(
    ("address", "asks"),
    [("/cases/abc/visits/new/", True), ("/cases/new/", False), ("/verify/", False)],
)
def test_the_number_is_asked_for_below_a_case(
    strict: Client, parsed: Parse, address: str, asks: bool
) -> None:
    page = parsed(strict.post(address, {"account": WORDS}))
    assert bool(page.all("input", name="resume_code")) is asks


def test_a_number_that_was_typed_stands_in_its_field(strict: Client, parsed: Parse) -> None:
    page = parsed(strict.post("/cases/open/", {"resume_code": "1234 5678"}))
    assert [field["value"] for field in page.all("input", name="resume_code")] == ["1234 5678"]
    assert not page.all("textarea")


def test_a_file_is_asked_for_again(rf: RequestFactory, parsed: Parse) -> None:
    request = rf.post("/verify/", {"record": SimpleUploadedFile("a.pdf", b"%PDF-")})
    page = parsed(keep_typed(request, status=500, title="出错了", message="再点一次。"))
    assert page.all("input", type="file", name="record")
    assert page.all("form", enctype="multipart/form-data")


def test_a_failed_save_keeps_its_words_and_its_status(rf: RequestFactory) -> None:
    request = rf.post("/cases/abc/visits/new/", TYPED)
    response = keep_typed(request, status=507, title="没存上", message="存储满了。")
    assert response.status_code == 507
    assert WORDS in Page(response.content.decode()).words


@given(st.dictionaries(st.text(min_size=1), st.lists(st.text(), min_size=1), max_size=5))
def test_nothing_typed_is_lost(typed: dict[str, list[str]]) -> None:
    request = HttpRequest()
    request.POST = QueryDict(mutable=True)  # type: ignore[assignment]
    for name, values in typed.items():
        request.POST.setlist(name, values)
    kept = kept_fields(request)
    for name in typed.keys() - {"csrfmiddlewaretoken", "resume_code", "kept"}:
        assert [field.value for field in kept if field.name == name] == typed[name]


def test_a_body_over_the_limit_is_refused_plainly(client: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    response = client.post("/cases/new/", {"account": "长" * 200})
    assert response.status_code == 413
    page = response.content.decode()
    assert "内容太大" in page
    assert "可能还在，也可能空了" in page  # browsers drop what a page asked not to complete
    assert "抄到别处" in page


def test_too_many_fields_are_refused_plainly(client: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    response = client.post("/cases/new/", {str(n): "1" for n in range(9)})
    assert response.status_code == 413


def test_our_own_fault_keeps_what_was_typed(rf: RequestFactory) -> None:
    response = errors.server_error(rf.post("/cases/abc/visits/new/", TYPED))
    assert response.status_code == 500
    assert WORDS in Page(response.content.decode()).words
    assert errors.server_error(rf.get("/")).status_code == 500


def test_a_fault_in_our_templates_still_gets_an_answer(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> HttpResponse:
        raise ValueError("no template")

    monkeypatch.setattr(errors, "render", broken)
    response = errors.server_error(rf.get("/"))
    assert response.status_code == 500
    assert "网站出错了" in response.content.decode()
