"""The walk in a browser without script: POST, 303, GET. No test here may touch the database."""

import re

import pytest
from django.test import Client

from borrower_guide.guide import shelves
from borrower_guide.site.sealed import seal
from tests.guide.walking import CAME, go, post, text, until


def test_the_start_leads_to_safety(client: Client) -> None:
    response = client.get("/guide/visit/")
    assert (response.status_code, response["Location"]) == (303, "/guide/visit/safe/")


def test_a_step_asks_says_why_and_offers_rows(client: Client) -> None:
    page = text(client, go(client, until(CAME, "manner")))
    assert "他们怎么说话？" in page
    assert "为什么问" in page
    assert page.count('type="checkbox"') == 9
    assert page.count("<script") == 1


def test_a_step_of_one_tap_offers_buttons_that_answer(client: Client) -> None:
    page = text(client, "/guide/visit/safe/")
    assert page.count('name="safe" value=') == 3
    assert 'type="radio"' not in page
    assert "继续" not in page


def test_an_answer_leads_on_and_back_leads_back(client: Client) -> None:
    address = go(client, until(CAME, "stage"))
    assert address == "/guide/visit/stage/"
    page = text(client, address)
    assert 'href="/guide/visit/who/"' in page
    assert "已经回答的（2 项），可以改" in page


def test_the_first_step_has_no_back(client: Client) -> None:
    assert "上一题" not in text(client, "/guide/visit/safe/")


def test_what_was_answered_is_still_chosen(client: Client) -> None:
    go(client, until(CAME, "place"))
    assert re.search(r"借款人本人 <span[^>]*>上次选的", text(client, "/guide/visit/who/"))


def test_danger_is_one_answer_away_and_nothing_else_is_on_the_page(client: Client) -> None:
    page = text(client, go(client, {"safe": "no"}))
    assert "tel:110" in page
    assert "tel:120" in page
    assert "已经回答的" not in page
    assert "依据" not in page


def test_an_answer_that_is_missing_is_named_by_the_field_and_on_top(client: Client) -> None:
    response = client.post("/guide/visit/safe/", {})
    page = response.content.decode()
    assert response.status_code == 200
    assert "<title>错误：" in page
    assert page.count("还没有选，请选一项。") == 2
    assert 'href="#safe-yes"' in page
    assert 'id="safe-yes"' in page
    assert 'aria-invalid="true"' in page
    assert "guide" not in response.cookies


def test_nothing_beside_another_is_refused_and_the_ticks_stay(client: Client) -> None:
    go(client, until(CAME, "told"))
    page = post(client, "told", "neighbour,none").content.decode()
    assert "不能和别的一起选" in page
    assert 'value="neighbour" checked' in page
    assert 'value="none" checked' in page


@pytest.mark.parametrize("answer", ["king", "yes,no", "<script>", "yes" * 500])
def test_an_answer_we_do_not_know_is_no_answer(client: Client, answer: str) -> None:
    response = post(client, "safe", answer)
    assert response.status_code == 200
    assert "还没有选" in response.content.decode()
    assert b"<script>" not in response.content


def test_a_step_off_the_route_leads_to_the_next_open_one(client: Client) -> None:
    go(client, until(CAME, "stage"))
    response = client.get("/guide/visit/papers/")
    assert (response.status_code, response["Location"]) == (303, "/guide/visit/stage/")
    assert client.get("/guide/visit/result/")["Location"] == "/guide/visit/stage/"


def test_an_earlier_answer_is_changed_and_later_ones_stay(client: Client) -> None:
    assert go(client, CAME) == "/guide/visit/result/"
    assert post(client, "hour", "day")["Location"] == "/guide/visit/result/"
    assert "这次来访" in text(client, "/guide/visit/result/")


def test_answers_off_the_route_come_back_with_it(client: Client) -> None:
    go(client, CAME)
    assert post(client, "stage", "door")["Location"] == "/guide/visit/door_kind/"
    assert post(client, "stage", "came")["Location"] == "/guide/visit/result/"


def test_a_link_may_bring_answers(client: Client) -> None:
    client.get("/guide/visit/?who=borrower&stage=door")
    assert post(client, "safe", "yes")["Location"] == "/guide/visit/door_kind/"


def test_the_fifth_door_presets_who_asks(client: Client) -> None:
    response = client.get("/guide/visit/?who=other")
    assert response["Location"] == "/guide/visit/safe/"
    assert post(client, "safe", "yes")["Location"] == "/guide/visit/relation/"


def test_a_preset_that_does_not_exist_is_nothing(client: Client) -> None:
    response = client.get("/guide/visit/?who=king")
    assert response["Location"] == "/guide/visit/safe/"
    assert "guide" not in response.cookies


def test_again_forgets_everything(client: Client) -> None:
    go(client, until(CAME, "after_kind"))
    client.get("/guide/visit/?again=1")
    assert client.get("/guide/visit/")["Location"] == "/guide/visit/safe/"


def test_the_cookie_is_closed_and_goes_with_the_browser(client: Client) -> None:
    cookie = post(client, "safe", "yes").cookies["guide"]
    assert cookie["path"] == "/guide/"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == ""
    assert cookie["expires"] == ""
    assert "safe" not in cookie.value
    assert len(cookie.value) < 1000


@pytest.mark.parametrize(
    "token",
    [
        "nonsense",
        seal({"visit": {"safe": "yes", "who": "borrower"}}, purpose="elsewhere"),
        "é",
    ],
)
def test_a_cookie_that_does_not_open_means_start_again(client: Client, token: str) -> None:
    client.cookies["guide"] = token
    response = client.get("/guide/visit/stage/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/guide/visit/safe/")
    assert "刚才的回答已经没有了" in response.content.decode()


def test_a_cookie_that_is_too_old_means_start_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(client, until(CAME, "after_kind"))
    monkeypatch.setattr("borrower_guide.guide.answers.HOURS", -1)
    response = client.get("/guide/visit/seen/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/guide/visit/safe/")


def test_an_answer_without_its_cookie_says_what_was_lost(client: Client) -> None:
    response = client.post("/guide/visit/hour/", {"hour": "day"}, follow=True)
    assert "刚才的回答已经没有了" in response.content.decode()


@pytest.mark.parametrize(
    "kept", [{"visit": {"safe": "king"}}, {"visit": {"safe": 3}}, {"visit": 3}, {"other": {}}]
)
def test_a_cookie_of_other_content_is_read_as_far_as_it_holds(
    client: Client, kept: dict[str, object]
) -> None:
    client.cookies["guide"] = seal(kept, purpose="guide")
    assert client.get("/guide/visit/")["Location"] == "/guide/visit/safe/"


@pytest.mark.parametrize(
    "address", ["/guide/nothing/", "/guide/visit/nothing/", "/guide/nothing/safe/"]
)
def test_what_does_not_exist_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_form_is_protected_against_other_sites() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/guide/visit/safe/", {"safe": "yes"}).status_code == 403


WITNESSES = sorted(shelves.book().proofs["visit"].witnesses.items())


@pytest.mark.parametrize(
    ("name", "answers"), [(n, a) for n, a in WITNESSES if len(n) == 1], ids=lambda v: str(v)[:40]
)
def test_every_step_and_outcome_has_its_page(
    client: Client, name: tuple[str, ...], answers: dict[str, str]
) -> None:
    go(client, answers)
    page = text(client, f"/guide/visit/{name[0]}/")
    assert page.count("<script") == 1
    assert "style=" not in page
    assert page.count("<h1") == 1


def token(client: Client) -> str:
    found = re.search(
        r'name="csrfmiddlewaretoken" value="(\w{64})"', text(client, "/guide/visit/safe/")
    )
    assert found
    return found[1]


def test_a_kept_page_holds_nobodys_token_and_nobodys_answers(client: Client) -> None:
    go(client, until(CAME, "stage"))
    other = Client()
    assert token(client) != token(other)
    assert "已经回答的" not in text(other, "/guide/visit/safe/")


def test_the_token_of_a_page_is_taken() -> None:
    strict = Client(enforce_csrf_checks=True)
    sent = {"safe": "yes", "csrfmiddlewaretoken": token(strict)}
    assert strict.post("/guide/visit/safe/", sent).status_code == 303


def test_a_refused_answer_does_not_stay_on_the_page(client: Client) -> None:
    client.post("/guide/visit/safe/", {})
    assert "还没有选" not in text(client, "/guide/visit/safe/")


def test_a_provision_that_is_switched_off_carries_nothing(client: Client, settings: object) -> None:
    sentence = "进住宅、拍家里面，要经过你明确同意。"
    go(client, until(CAME, "entered"))
    assert sentence in text(client, "/guide/visit/entered/")
    settings.SWITCHED_OFF_PROVISIONS = ("cc-1033-2",)  # type: ignore[attr-defined]
    assert sentence not in text(client, "/guide/visit/entered/")
