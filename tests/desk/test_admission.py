"""An advocate at a case's pages: written down first, then admitted, until the owner ends it."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from borrower_guide.cases import journal
from borrower_guide.cases.models import Access, KeySlot
from borrower_guide.desk.accounts.vault import lock
from borrower_guide.desk.doing import EXPORTS, PRINTS, PRINTS_WHEN_SENT
from tests.cases.addresses import case_routes
from tests.cases.made import Made, a_case
from tests.cases.pages import Browser
from tests.desk.made import Desk, a_desk, signed_in_client, taken

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("matter")]


def page(client: Client, made: Made, below: str = "") -> int:
    return client.get(f"/cases/{made.case.pk}/{below}").status_code


def test_an_advocate_reads_and_it_is_written_down(desk: Desk, made: Made) -> None:
    assert page(desk.client, made) == 200
    assert page(desk.client, made, "export.json") == 200
    done = list(Access.objects.order_by("pk").values_list("label", "doing", "place"))
    label = "王援助（北河法律援助站）"
    assert done == [
        (label, "take", "desk:take"),
        (label, "view", "cases:overview"),
        (label, "export", "cases:export"),
    ]


def test_what_an_advocate_writes_bears_their_name(desk: Desk, made: Made) -> None:
    Browser(desk.client).write(f"/cases/{made.case.pk}/notes/new/", text="来过电话")
    assert made.entries()[-1].by == "王援助（北河法律援助站）"
    assert "王援助" in desk.client.get(f"/cases/{made.case.pk}/timeline/").content.decode()


def test_the_first_form_of_a_case_says_that_an_advocate_reads(desk: Desk) -> None:
    """To its owner it is shown as it was rendered once, for nobody."""
    empty = a_case()
    taken(desk, empty)
    address = f"/cases/{empty.case.pk}/visits/new/"
    assert "援助人员在看" in Browser(desk.client).get(address).words
    owner = Browser()
    owner.post("/cases/open/", resume_code=empty.holding.code)
    assert "援助人员在看" not in owner.get(address).words


def test_no_key_of_the_case_goes_to_the_browser(desk: Desk, made: Made) -> None:
    for below in ("", "visits/new/", "record/", "timeline/"):
        desk.client.get(f"/cases/{made.case.pk}/{below}")
    assert not [name for name in desk.client.cookies if name.startswith("c_")]


@pytest.mark.parametrize("below", ["number/", "number/change/", "close/all/", "delete/"])
def test_what_is_the_owners_alone(desk: Desk, made: Made, below: str) -> None:
    assert page(desk.client, made, below) == 404
    assert desk.client.post(f"/cases/{made.case.pk}/{below}").status_code == 403
    assert made.entries()


def test_another_advocate_has_no_way_in(desk: Desk, made: Made) -> None:
    other = a_desk("li", organisation=desk.advocate.organisation)
    assert page(other.client, made) == 404
    assert Access.objects.filter(doing="view").count() == 0


def test_the_owner_ends_it_at_the_next_request(desk: Desk, made: Made) -> None:
    assert page(desk.client, made) == 200
    KeySlot.objects.filter(kind="advocate").delete()
    assert page(desk.client, made) == 404
    assert desk.client.post(f"/cases/{made.case.pk}/notes/new/", {"text": "x"}).status_code == 403


@pytest.mark.parametrize("lost", ["desk", "vault"])
def test_either_cookie_alone_opens_nothing(desk: Desk, made: Made, lost: str) -> None:
    del desk.client.cookies[lost]
    assert page(desk.client, made) == 404


def test_a_vault_is_bound_to_its_session(desk: Desk, made: Made) -> None:
    other = signed_in_client(desk.who)
    other.cookies["vault"] = desk.client.cookies["vault"].value
    assert page(other, made) == 404


def test_who_left_the_organisation_is_out_at_once(desk: Desk, made: Made) -> None:
    desk.advocate.is_active = False
    desk.advocate.save()
    assert page(desk.client, made) == 404


def test_a_new_password_closes_other_browsers(desk: Desk, made: Made) -> None:
    lock(desk.advocate, "另外一句更长的话", desk.who.vault)
    desk.advocate.save()
    assert page(desk.client, made) == 404


def test_a_quarter_of_an_hour_of_rest_ends_it(desk: Desk, made: Made) -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert page(desk.client, made) == 404


def test_leaving_quickly_ends_the_session_on_the_server(desk: Desk, made: Made) -> None:
    kept = desk.client.cookies.output(header="").strip()
    desk.client.get("/leave/")
    copy = Client()
    copy.cookies.load(kept)
    assert page(copy, made) == 404


def test_what_cannot_be_written_down_is_not_shown(desk: Desk, made: Made) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TRIGGER full BEFORE INSERT ON cases_access"
            " BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        )
    try:
        answer = desk.client.get(f"/cases/{made.case.pk}/")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER full")
    assert answer.status_code == 507
    assert "来访" not in answer.content.decode().split("<main")[1]


def test_a_page_that_fails_is_written_down_all_the_same(
    desk: Desk, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("borrower_guide.cases.views.overview.glance", broken)
    desk.client.raise_request_exception = False
    assert page(desk.client, made) == 500
    assert Access.objects.filter(doing="view").count() == 1


def test_a_copy_under_a_password_is_a_print_and_its_form_is_none(desk: Desk, made: Made) -> None:
    address = f"/cases/{made.case.pk}/record/locked/"
    desk.client.get(address)
    desk.client.post(address, {"password": "x"})
    done = Access.objects.filter(place="record:locked").order_by("pk")
    assert list(done.values_list("doing", flat=True)) == ["view", "print"]


def test_every_name_of_a_print_or_export_is_an_address() -> None:
    names = {route.name for route in case_routes()}
    assert names >= PRINTS | PRINTS_WHEN_SENT | EXPORTS
    paper = ("pdf", "png", "docx", "zip", "json")
    unlisted = {r.name for r in case_routes() if r.text.endswith(paper)} - PRINTS - EXPORTS
    assert not unlisted


@pytest.mark.parametrize("sql", ["UPDATE cases_access SET label = 'x'", "DELETE FROM cases_access"])
def test_the_database_refuses_to_rewrite_what_was_done(desk: Desk, sql: str) -> None:
    with (
        pytest.raises(DatabaseError, match="what was done"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_deleting_the_case_takes_all_of_it_along(desk: Desk, made: Made) -> None:
    journal.erase(made.case)
    assert not Access.objects.exists()
    assert page(desk.client, made) == 404
