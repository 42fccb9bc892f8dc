"""The pages that belong to no case."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve

PAGES = ["/", "/door/", "/door/card/", "/about/", "/about/limits/", "/privacy/", "/accessibility/"]
Parse = Callable[[Any], Any]


@pytest.mark.parametrize("address", PAGES)
def test_it_asks_the_database_nothing(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200  # pytest-django refuses any query here


@pytest.mark.parametrize("address", PAGES)
def test_every_link_of_ours_leads_to_a_view(client: Client, parsed: Parse, address: str) -> None:
    page = parsed(client.get(address))
    for link in page.all("a"):
        place = link["href"]
        if place.startswith("#"):
            assert place[1:] in page.ids()
        elif not place.startswith(("tel:", "?")):  # "?": the same page
            resolve(place.split("?")[0])


@pytest.mark.parametrize("address", PAGES)
def test_it_is_one_page_for_everyone(client: Client, parsed: Parse, address: str) -> None:
    page = parsed(client.get(address))
    assert page.all("html", lang="zh-CN")
    assert len(page.all("h1")) == 1
    assert len(set(page.ids())) == len(page.ids())
    assert [link["href"] for link in page.all("a")][1:4] == ["/", "tel:110", "/leave/"]
    assert [script["src"] for script in page.all("script")] == ["/static/js/leave.js"]
    assert not [1 for _, attributes in page.elements if "style" in attributes]
    assert not re.search("您|[!！]|催收|老赖", page.words)


def test_home_puts_danger_first(client: Client, parsed: Parse) -> None:
    page = parsed(client.get("/"))
    ways = [link["href"] for link in page.all("a")][4:10]
    assert ways == [
        "/door/",
        "/cases/new/",
        "/guide/visit/",
        "/channels/",
        "/guide/visit/?who=other",
        "/cases/open/",
    ]
    assert "12356" in page.words


def test_the_door_names_this_minute(
    client: Client, parsed: Parse, monkeypatch: pytest.MonkeyPatch
) -> None:
    night = datetime(2026, 11, 24, 14, 5, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: night)
    response = client.get("/door/")
    page = parsed(response)
    assert "记下现在的时间：22:05" in page.words
    assert page.all("a", href="/cases/new/?now=1")
    assert response["Cache-Control"] == "no-store"
    assert not page.all("footer")
    assert page.all("a", href="tel:110")
    assert page.all("a", href="tel:12356")


@pytest.mark.parametrize("place", ["authority", "alone", "stranger"])
def test_the_door_answers_three_fears(client: Client, parsed: Parse, place: str) -> None:
    page = parsed(client.get("/door/"))
    assert page.all("a", href=f"#{place}")
    assert page.all("section", id=place)


def test_the_law_that_the_door_rests_on_is_loaded(client: Client, parsed: Parse) -> None:
    page = parsed(client.get("/door/"))
    laws = [link["href"] for link in page.all("a") if link["href"].startswith("/law/")]
    assert len(laws) == 4
    for law in laws:
        assert client.get(law).status_code == 200


def test_the_door_gives_advice_and_leaves_the_law_to_the_law(client: Client, parsed: Parse) -> None:
    words = parsed(client.get("/door/")).words.replace("治安管理处罚法", "")
    assert not re.search("一般不用|该管|必须|有权|违法|违规|犯罪|处罚", words)


def test_the_door_tells_no_stranger_who_is_at_home(client: Client, parsed: Parse) -> None:
    said = parsed(client.get("/door/")).words
    assert "现在不方便开门，" in said
    assert "不在" not in said


def test_privacy_says_what_a_number_is(client: Client, parsed: Parse) -> None:
    words = parsed(client.get("/privacy/")).words
    for promise in ["谁拿到这个号，谁就能看。", "90 天", "防不住", "Cookie"]:
        assert promise in words


def test_the_operator_and_the_registrations_are_named(
    client: Client, parsed: Parse, settings: Any
) -> None:
    assert "备" not in parsed(client.get("/about/")).words
    settings.OPERATOR, settings.ICP_NUMBER, settings.PSB_NUMBER = (
        "某某社",
        "某ICP备1号",
        "某公网安备2号",
    )
    page = parsed(client.get("/about/"))
    for name in ["某某社", "某ICP备1号", "某公网安备2号"]:
        assert name in page.words
    away = [link for link in page.all("a") if link["href"].startswith("https:")]
    assert [link["rel"] for link in away] == ["noreferrer", "noreferrer"]


@pytest.mark.parametrize("address", [*PAGES, "/leave/", "/leave/done/", "/cases/leave/"])
def test_it_is_for_reading_only(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
