"""An advocate who has the case, over every address and method of it.

Whatever they ask for is written down before they get it, also where the page then fails; what is
the owner's alone stays shut; nothing of the case goes to their browser; what they write bears
their name. The others, who get nothing, are strangers of test_access_matrix.py.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from borrower_guide.cases import gate
from borrower_guide.cases.entries import OWNER
from borrower_guide.cases.handing.places import OWNERS
from borrower_guide.cases.models import Access, CaseFile, KeySlot
from borrower_guide.desk.doing import EXPORTS, PRINTS, PRINTS_WHEN_SENT
from tests.cases.addresses import Route, fillings
from tests.cases.test_access_matrix import METHODS, ask, told
from tests.cases.whole import Whole, print_at_once, whole_case
from tests.desk.made import Desk, a_desk, taken

pytestmark = pytest.mark.django_db

CLOSING = "cases:close"  # asks for nothing: the browser forgets a key that it does not have


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> Whole:
    print_at_once(monkeypatch)
    return whole_case()


@pytest.fixture
def desk(whole: Whole) -> Desk:
    desk = a_desk()
    taken(desk, whole.made)
    return desk


def browser(desk: Desk) -> Client:
    client = Client(raise_request_exception=False)
    client.cookies.load({name: value.value for name, value in desk.client.cookies.items()})
    return client


def asked(whole: Whole, desk: Desk) -> Iterator[tuple[Route, str, str, Any]]:
    """Each address by each method, the forms last: they change what there is."""
    filled, slot = fillings(whole), KeySlot.objects.get(kind=KeySlot.Kind.ADVOCATE)
    for method in sorted(METHODS, key="POST".__eq__):
        for route, filling in filled.items():
            address, client = route.address(whole.ref, filling), browser(desk)
            yield route, method, address, ask(client, method, address, writer=slot.pk)


def test_every_request_is_written_down_as_what_it_is(whole: Whole, desk: Desk) -> None:
    before = Access.objects.count()
    for route, method, address, _ in asked(whole, desk):
        last = Access.objects.latest("pk")
        before += 1
        assert Access.objects.count() == before, f"{method} {address}"
        assert (last.case_id, last.label) == (whole.ref, desk.advocate.label)
        assert last.place in (route.name, "record:preview"), address
        printed = PRINTS | (PRINTS_WHEN_SENT if method == "POST" else set())
        wanted = "export" if route.name in EXPORTS else "print" if route.name in printed else None
        assert last.doing == (wanted or ("write" if method == "POST" else "view")), address


def test_what_is_the_owners_alone_stays_shut_all_else_is_open_and_no_key_goes_to_their_browser(
    whole: Whole, desk: Desk
) -> None:
    shut = set()
    for route, method, address, answer in asked(whole, desk):
        held = {name for name, value in answer.cookies.items() if value.value}
        assert held <= {"csrftoken", "vault", "desk"}, f"{method} {address}: {held}"
        if route.name not in OWNERS:
            refused = answer.status_code in (403, 404)
            assert not (method == "GET" and refused), f"{method} {address}: {answer.status_code}"
            continue
        shut.add(route.name)
        allowed = {200} if (route.name, method) == (CLOSING, "POST") else {403, 404, 405}
        assert answer.status_code in allowed, f"{method} {address}: {answer.status_code}"
        assert whole.made.holding.code not in told(answer)
    assert shut == set(OWNERS)


def test_what_they_write_bears_their_name_and_the_case_stays_the_owners(
    whole: Whole, desk: Desk
) -> None:
    case = CaseFile.objects.values().get()
    slots = [*KeySlot.objects.order_by("pk").values()]
    for _ in asked(whole, desk):
        pass
    written = whole.made.entries()[len(whole.entries) :]
    assert written
    assert {entry.by for entry in written} == {desk.advocate.label} != {OWNER}
    assert CaseFile.objects.values().get() == case
    assert [*KeySlot.objects.order_by("pk").values()] == slots


def test_it_is_written_down_also_where_the_page_fails(
    whole: Whole, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled = fillings(whole)

    def broken(*_args: object, **_named: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(gate, "_open_as", broken)
    failed = 0
    for route, filling in filled.items():
        for method in ("GET", "POST"):
            before = Access.objects.count()
            answer = ask(browser(desk), method, route.address(whole.ref, filling))
            failed += answer.status_code == 500
            assert Access.objects.count() == before + 1, route.text
    assert failed > len(filled), "this test must be able to fail"
