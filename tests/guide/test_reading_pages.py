"""Five steps, provisions and channels: plain pages, no script, no database."""

import gzip
import html
from datetime import date

import pytest
from django.test import Client

from borrower_guide.guide import clock, shelves

LIBRARY = shelves.library()
SERIES = shelves.book().series["response"]


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    page = response.content.decode()
    assert "<script" not in page
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


def test_the_law_lists_every_provision_by_rank(client: Client) -> None:
    page = text(client, "/law/")
    for key in LIBRARY.provisions:
        assert f'href="/law/{key}/"' in page
    assert page.index('id="law"') < page.index('id="departmental_rule"')
    assert page.index('id="departmental_rule"') < page.index('id="self_regulation"')
    for rule in LIBRARY.rules:
        assert f'id="{rule}"' in page


def test_each_provision_has_its_page(client: Client) -> None:
    for key, provision in LIBRARY.provisions.items():
        page = html.unescape(text(client, f"/law/{key}/"))
        assert provision.gist in page
        assert ("条号待官方核对" in page) == (provision.status.value == "reported"), key


def test_old_and_new_numbering_name_each_other(client: Client) -> None:
    assert 'href="/law/psm25-47-3/"' in text(client, "/law/psm12-40-3/")
    assert 'href="/law/psm12-40-3/"' in text(client, "/law/psm25-47-3/")


def test_a_provision_names_the_rules_that_lean_on_it(client: Client) -> None:
    assert "/law/#entered_without_consent" in text(client, "/law/psm25-47-3/")


def test_a_provision_past_its_review_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "已经过了再核对的日子" not in text(client, "/law/cc-1032/")
    monkeypatch.setattr(clock, "today", lambda: date(2030, 1, 1))
    assert "已经过了再核对的日子" in text(client, "/law/cc-1032/")


def test_a_provision_that_does_not_exist(client: Client) -> None:
    assert client.get("/law/nothing/").status_code == 404


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
