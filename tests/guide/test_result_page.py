"""The end of a route: findings by the law of the day, danger first, and answers handed on."""

import html
import json
import re
from datetime import date

import pytest
from django.test import Client

from borrower_guide.guide import clock
from tests.guide.walking import CAME, go, text


def prefilled(page: str) -> dict[str, object]:
    found = re.search(r'name="prefill" value="([^"]*)"', page)
    assert found
    loaded: dict[str, object] = json.loads(html.unescape(found[1]))
    return loaded


def test_the_result_lists_findings_and_hands_on_the_answers(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 24))
    page = text(client, go(client, CAME))
    assert "今天先做这两件" in page
    assert "这不是结论。" in page
    assert "可能违规或违法" in page
    assert "一般允许" in page
    assert "治安管理处罚法》第四十七条第（三）项" in page
    assert 'action="/cases/new/"' in page
    assert prefilled(page) == {
        "case": {"reporter_role": "borrower"},
        "loan": {"lender_type": "bank"},
        "visit": {
            "acts": [
                "night_visit",
                "polite_left_when_asked",
                "disclosed_to_neighbour",
                "spoke_civilly",
                "insulted",
            ],
            "consent_given": "no",
            "entered_home": "without_consent",
            "knowledge": "firsthand",
            "notice_given": "no",
            "place_type": "current_home",
            "visitors": [{"id_shown": "refused", "authorisation_shown": "refused"}],
        },
    }


def test_last_year_is_judged_by_the_law_of_last_year(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 24))
    page = text(client, go(client, CAME | {"when": "earlier"}))
    assert "治安管理处罚法》第四十条第（三）项" in page
    assert "第四十七条第（三）项" not in page


def test_danger_of_today_is_said_first_and_of_last_year_is_not(client: Client) -> None:
    threat = CAME | {"manner": "threatened"}
    page = text(client, go(client, threat))
    assert page.index('id="urgent"') < page.index("<h1>这次来访")
    page = text(client, go(client, {"when": "this_year"}))
    assert 'id="urgent"' not in page
    assert "当时可能有危险。" in page


def test_a_polite_visit_has_no_breach(client: Client) -> None:
    polite = CAME | {
        "hour": "day",
        "entered": "no",
        "notice": "yes",
        "consent": "yes",
        "told": "none",
        "manner": "civil",
        "identity": "both",
    }
    page = text(client, go(client, polite))
    assert "件可能违规或违法" not in page
    assert "件一般允许" in page


def test_complaints_are_routed_by_lender(client: Client) -> None:
    complain = {"safe": "yes", "who": "borrower", "stage": "complain", "lender": "bank"}
    page = text(client, go(client, complain))
    assert "12378" in page
    assert "这次来访" not in page
