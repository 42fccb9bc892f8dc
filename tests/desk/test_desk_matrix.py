"""Every address of the desk, by every method, for those who have no business there.

Made from the table of addresses, so that a new one joins by itself.
"""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from borrower_guide.desk.accounts import inviting
from borrower_guide.desk.models import Memo
from tests.cases.made import a_case, a_visit
from tests.desk.made import Desk, a_desk, an_organisation, taken

pytestmark = pytest.mark.django_db

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
OPEN = {"sign_in", "join", "join_phone", "codes", "reading", "sign_out"}
LEADS = {
    "organisation", "invite", "end_invitation", "counts", "member", "set_lead", "begin_again",
    "let_leave",
}  # fmt: skip
CANARY = "河西某小区两次来访"


def routes() -> Iterator[tuple[str, str]]:
    [desk] = [one for one in get_resolver().url_patterns if str(one.pattern) == "desk/"]
    for pattern in desk.url_patterns:  # type: ignore[union-attr]
        assert isinstance(pattern, URLPattern)
        yield str(pattern.name), f"/desk/{pattern.pattern}"


@pytest.fixture
def wang() -> Desk:
    """Somebody with a case, a note and an invitation for the same organisation."""
    desk = a_desk("wang", is_lead=True)
    matter = taken(desk, a_case(a_visit()))
    matter.label, matter.number = CANARY, "2026112901"
    matter.save()
    Memo.objects.create(matter=matter, kind="note", made_at=timezone.now(), sealed=b"x")
    inviting.invite(desk.advocate.organisation, "赵", timezone.now(), by=None)
    return desk


def address(route: str, wang: Desk) -> str:
    matter = wang.advocate.matters.get()
    values = {"number": matter.number, "ref": matter.ref, "pk": str(wang.advocate.pk)}
    for part in [one for one in route.split("/") if one.startswith("<")]:
        name = part.strip("<>").split(":")[-1]
        route = route.replace(part, values.get(name, "1"))
    return route


def stored() -> dict[str, list[object]]:
    """All rows but counts of tries and the sessions' time of use."""
    models = [*apps.get_app_config("desk").get_models(), *apps.get_app_config("cases").get_models()]
    return {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for model in models
        if model.__name__ != "Attempt"
    }


def test_without_an_account_nothing_is_told_or_done(wang: Desk) -> None:
    before = stored()
    for name, route in routes():
        for method in METHODS:
            answer = Client().generic(method, address(route, wang))
            if name in OPEN:
                assert answer.status_code in (200, 302, 405, 422), (name, method)
            elif answer.status_code == 302:
                assert answer["Location"].startswith("/desk/in/?next="), (name, method)
            else:
                assert answer.status_code in (403, 405), (name, method, answer.status_code)
            said = answer.content.decode()
            assert not [one for one in (CANARY, "王援助", "北河") if one in said], (name, method)
    assert stored() == before


@pytest.mark.parametrize("role", ["colleague", "lead of elsewhere", "who left"])
def test_nothing_of_anothers_desk_is_told_or_done(wang: Desk, role: str) -> None:
    ours = wang.advocate.organisation
    other = {
        "colleague": lambda: a_desk("other", organisation=ours),
        "who left": lambda: a_desk("other", organisation=ours),
        "lead of elsewhere": lambda: a_desk(
            "other", organisation=an_organisation("南河工会"), is_lead=True
        ),
    }[role]()
    if role == "who left":
        other.advocate.is_active = False
        other.advocate.save()
    mine = {
        "desk": other.client.cookies["desk"].value,
        "vault": other.client.cookies["vault"].value,
    }
    before = stored()
    for name, route in routes():
        if "<" not in route and name not in LEADS:
            continue  # their own pages
        if role == "lead of elsewhere" and name in LEADS and "<" not in route:
            continue
        for method in METHODS:
            client = Client()
            for cookie, value in mine.items():
                client.cookies[cookie] = value
            answer = client.generic(method, address(route, wang))
            assert answer.status_code in (302, 403, 404, 405), (name, method, answer.status_code)
            assert CANARY not in answer.content.decode(), (name, method)
    assert stored() == before


def test_a_form_of_another_site_does_nothing(wang: Desk) -> None:
    """Even if a browser sent the cookies along, which Lax forbids: the form's token is missing."""
    strict = Client(enforce_csrf_checks=True)
    strict.cookies.load(wang.client.cookies.output(header="").strip())
    assert strict.get("/desk/").status_code == 200
    before = stored()
    for name, route in routes():
        answer = strict.post(
            address(route, wang), {"consent": "yes", "label": "x", "status": "closed"}
        )
        assert answer.status_code in (403, 405), (name, answer.status_code)
    assert stored() == before
    assert strict.get("/desk/").status_code == 200, "nor is anybody signed out"


def test_the_one_whose_desk_it_is_gets_in_so_the_checks_can_fail(wang: Desk) -> None:
    shown = set()
    for name, route in routes():
        answer = wang.client.get(address(route, wang))
        if answer.status_code == 200:
            shown.add(name)
    assert shown >= {"list", "account", "organisation", "counts", "member", "reading"}
    assert CANARY in wang.client.get("/desk/").content.decode()
