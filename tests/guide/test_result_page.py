"""The end of a route: findings by the law of the day, danger first, and answers handed on."""

import html
import json
import re
from datetime import date

import pytest
from django.test import Client

from borrower_guide.guide import clock
from tests.guide.walking import CAME, go, text, way_to


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


def test_danger_of_today_is_said_first_and_of_earlier_is_not(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 24))
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
    page = text(client, go(client, way_to("complain", lender="bank")))
    assert "12378" in page
    assert "这次来访" not in page


def test_the_police_are_cited_as_they_were_on_the_day(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 24))
    page = text(client, go(client, CAME | {"when": "earlier"}))
    assert "/law/psm12-22/" in page
    assert "/law/psm25-25/" not in page
    assert "/law/psm25-90/" in page  # a report is made today
    entered = text(client, "/guide/visit/entered/")
    assert "/law/psm12-40-3/" in entered
    assert "/law/psm25-47-3/" not in entered
    page = text(client, go(client, {"when": "this_year"}))
    assert "/law/psm25-25/" in page
    assert "/law/psm12-22/" not in page
    assert "/law/psm25-47-3/" in text(client, "/guide/visit/entered/")


def test_who_never_borrowed_keeps_the_findings_and_finds_the_page(client: Client) -> None:
    assert go(client, CAME | {"lender": "never"}) == "/guide/visit/result/"
    page = text(client, "/guide/visit/result/")
    assert "治安管理处罚法" in page
    assert 'href="/guide/visit/never_borrowed/"' in page
    further = text(client, "/guide/visit/never_borrowed/")
    assert 'href="/guide/visit/result/">上一页' in further
    assert prefilled(further) == prefilled(page)
    assert "报告里有你没借的，去派出所报案。" in further


def test_who_borrowed_has_no_such_page(client: Client) -> None:
    page = text(client, go(client, CAME))
    assert "never_borrowed" not in page
    assert client.get("/guide/visit/never_borrowed/").status_code == 303


def test_the_places_to_complain_to_know_what_was_done(client: Client) -> None:
    page = text(client, go(client, CAME | {"force": "force", "money": "personal"}))
    found = re.search(r'href="(/channels/[^"]*)"', page)
    assert found
    address = html.unescape(found[1])
    assert address.startswith("/channels/?lender=bank&act=")
    assert "night_visit" not in address  # no place is offered for it
    places = text(client, address)
    for place in ("police_110", "antifraud_96110", "personal_information", "nfra_12378"):
        assert f'id="{place}"' in places
    assert places.index('id="police_110"') < places.index('id="lender_own"')
    assert "lender=microloan&amp;act=" in places
    assert 'id="police_110"' not in text(client, "/channels/?lender=bank&act=<script>")


KEEPING = [
    ("complain", {"lender": "bank"}, "loan"),
    ("never_borrowed", {}, "case"),
    ("other_door", {}, "case"),
    ("other_contact", {}, "case"),
]


@pytest.mark.parametrize(("outcome", "changes", "part"), KEEPING, ids=[k[0] for k in KEEPING])
def test_every_way_to_a_record_takes_the_answers_along(
    client: Client, outcome: str, changes: dict[str, str], part: str
) -> None:
    page = text(client, go(client, way_to(outcome, **changes)))
    assert 'action="/cases/new/"' in page
    main = page[page.index("<main") : page.index("</main>")]
    assert 'href="/cases/new/"' not in main
    assert part in prefilled(page)


def test_where_the_day_is_not_known_both_numberings_are_cited(client: Client) -> None:
    page = text(client, go(client, way_to("after_hurt")))
    assert "/law/psm12-43-1/" in page
    assert "到2025年12月31日为止" in page
    assert "/law/psm25-51-1/" in page
