"""Five steps and channels: plain pages, no script, no database."""

import gzip

import pytest
from django.test import Client

from borrower_guide.guide import shelves

LIBRARY = shelves.library()
SERIES = shelves.book().series["response"]


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    page = response.content.decode()
    assert page.count("<script") == 1
    return page


def test_the_five_steps_lead_from_one_to_the_next(client: Client) -> None:
    page = text(client, "/guide/response/")
    for step in SERIES.pages:
        assert f'href="/guide/response/{step.id}/"' in page
    for step in SERIES.pages:
        before, _, after = SERIES.around(step.id)
        page = text(client, f"/guide/response/{step.id}/")
        assert before is None or f'href="/guide/response/{before.id}/"' in page
        assert f'href="/guide/response/{after.id}/"' in page if after else "/channels/" in page


def test_the_warning_stands_before_the_doing(client: Client) -> None:
    page = text(client, "/guide/response/attitude/")
    assert page.index("三年就从头算") < page.index("翻一翻")


def test_a_step_that_does_not_exist(client: Client) -> None:
    assert client.get("/guide/response/nothing/").status_code == 404


def test_channels_are_all_listed_or_routed(client: Client) -> None:
    everything = text(client, "/channels/")
    for channel in LIBRARY.channels:
        assert f'id="{channel.id}"' in everything
    some = text(client, "/channels/?lender=microloan")
    assert some.count("<article") < everything.count("<article")
    assert text(client, "/channels/?lender=king").count("<article") == everything.count("<article")


def test_no_dead_body_is_a_channel() -> None:
    for channel in LIBRARY.channels:
        assert not {"银监会", "银保监会", "受理中心"} & set(channel.name.split())
        assert "12337" not in channel.number


@pytest.mark.parametrize("address", ["/guide/visit/safe/", "/guide/response/attitude/"])
def test_a_page_is_small(client: Client, address: str) -> None:
    assert len(gzip.compress(client.get(address).content)) < 4 * 1024
