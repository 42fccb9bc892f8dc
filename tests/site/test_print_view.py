"""The page as printed, for browsers that cannot print: the same page without its frame."""

import re
from typing import Any

import pytest
from django.test import Client

PUBLIC = ["/", "/door/", "/about/", "/privacy/", "/law/", "/law/cc-188/", "/channels/"]
READING = ["/guide/response/", "/guide/response/debt/"]


@pytest.mark.parametrize("address", [*PUBLIC, *READING])
def test_it_is_the_same_page_without_its_frame(client: Client, parsed: Any, address: str) -> None:
    on_screen, on_paper = parsed(client.get(address)), parsed(client.get(address + "?print=1"))
    assert on_paper.all("html")[0]["class"] == "on-paper"
    assert not on_paper.all("footer")
    assert not on_paper.all("header", **{"class": "bar"})
    assert "发到电脑或打印店" in on_paper.words
    assert len(on_paper.all("h1")) == 1
    assert len(on_paper.all("h2")) == len(on_screen.all("h2"))
    assert f"testserver{address}" in on_paper.words


@pytest.mark.parametrize("address", [*PUBLIC, *READING, "/text/", "/cases/open/", "/verify/"])
def test_every_page_links_to_it(client: Client, parsed: Any, address: str) -> None:
    assert parsed(client.get(address)).all("a", href="?print=1")


def test_the_query_comes_along_and_back(client: Client, parsed: Any) -> None:
    page = parsed(client.get("/channels/?lender=bank&act=insulted"))
    there = "?lender=bank&act=insulted&print=1"
    assert page.all("a", href=there)
    printed = parsed(client.get("/channels/" + there))
    assert printed.all("a", href="/channels/?lender=bank&act=insulted")
    assert printed.all("a", href="/leave/")


def test_a_page_of_ones_own_names_no_address(client: Client, parsed: Any) -> None:
    start = client.get("/guide/visit/")["Location"]
    page = parsed(client.get(start + "?print=1"))
    assert "只有你这里打得开" in page.words
    assert "testserver" not in page.words
    assert re.search(r"\d{4}年\d{1,2}月\d{1,2}日印。", page.words)


def test_paper_and_screen_of_a_kept_page_are_two(client: Client) -> None:
    start = client.get("/guide/visit/")["Location"]
    for _ in range(2):
        assert "on-paper" in client.get(start + "?print=1").content.decode()
        assert "on-paper" not in client.get(start).content.decode()


def test_it_is_as_large_as_chosen(client: Client) -> None:
    client.cookies["text"] = "huge"
    assert 'class="text-huge on-paper"' in client.get("/law/?print=1").content.decode()
