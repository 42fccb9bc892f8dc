"""Leaving: nothing of ours stays in the browser but its own history."""

from typing import Any

import pytest
from django.test import Client


def test_it_takes_every_cookie_and_goes(client: Client) -> None:
    client.cookies["csrftoken"] = "x" * 32
    first = client.get("/leave/")
    assert (first.status_code, first["Location"]) == (303, "/cases/leave/")
    assert first.cookies["csrftoken"]["max-age"] == 0
    assert (first.cookies["guide"]["max-age"], first.cookies["guide"]["path"]) == (0, "/guide/")

    client.cookies["c_abc"] = "key of one case"
    client.cookies["c_def"] = "key of another"
    second = client.get("/cases/leave/")
    assert (second.status_code, second["Location"]) == (303, "/leave/done/")
    for name in ["c_abc", "c_def"]:
        assert (second.cookies[name]["max-age"], second.cookies[name]["path"]) == (0, "/cases/")
    assert first["Cache-Control"] == second["Cache-Control"] == "no-store"


def test_it_goes_where_the_operator_says(client: Client, settings: Any) -> None:
    settings.LEAVE_URL = "https://weather.example/"
    assert client.get("/cases/leave/")["Location"] == "https://weather.example/"


@pytest.mark.parametrize("address", ["/leave/", "/cases/leave/"])
@pytest.mark.parametrize(
    ("came_from", "asks"),
    [("cross-site", True), ("same-site", True), ("none", True), ("same-origin", False)],
)
def test_only_a_page_of_ours_leaves_at_once(
    client: Client, address: str, came_from: str, asks: bool
) -> None:
    client.cookies["c_abc"] = "key of one case"
    answer = client.get(address, headers={"Sec-Fetch-Site": came_from})
    assert (answer.status_code == 200, not answer.cookies) == (asks, asks)
    assert ('href="/leave/"' in answer.content.decode()) is asks


def test_the_page_after_says_nothing_of_us(client: Client, parsed: Any) -> None:
    page = parsed(client.get("/leave/done/"))
    assert not page.all("a")
    assert "来访" not in page.words
