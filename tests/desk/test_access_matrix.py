"""The desk's own addresses, over every method: what lies on one desk is nobody else's.

The table of addresses is walked, so a page that is added joins by itself; parameters are tried with
all that the one desk has. Pages of a case itself are in tests/cases/test_access_matrix.py.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from borrower_guide.cases.models import KeySlot
from borrower_guide.desk.models import Advocate, Batch, BatchItem, Matter, Memo
from tests.cases.addresses import Route, routes_of
from tests.cases.test_access_matrix import METHODS, told
from tests.cases.whole import Whole, kept, whole_case
from tests.desk.made import Desk, a_desk, an_organisation, signed_in_client, taken

pytestmark = pytest.mark.django_db

LABEL, MEMO = "代号金丝雀5e1c", "笔记金丝雀9b2d"
SENT = {"consent": "yes", "text": "x", "label": "y", "status": "closed", "reason": "z"}
# Whoever is not signed in may see these: the ways in and out, and what everybody may know.
PUBLIC = {
    "desk:sign_in",
    "desk:sign_out",
    "desk:join",
    "desk:join_phone",
    "desk:codes",
    "desk:reading",
}
# A lead's own work on the accounts of the organisation.
LEADS = {"desk:let_leave", "desk:set_lead", "desk:begin_again", "desk:end_invitation"}
REFUSED = {302, 403, 404, 405}


@dataclass
class Ground:
    """A desk with a case, a label, a note, a batch; `lead` and `colleague` are of its station."""

    whole: Whole
    desk: Desk
    matter: Matter
    lead: Desk
    colleague: Desk

    def mine(self) -> dict[str, Any]:
        """All that may not change by what others do."""
        own = {"advocate": self.desk.advocate}
        return {
            "matters": [*Matter.objects.filter(**own).order_by("pk").values()],
            "memos": [*Memo.objects.filter(matter=self.matter).order_by("pk").values_list()],
            "batches": [*Batch.objects.values(), *BatchItem.objects.values()],
            "account": [*Advocate.objects.filter(pk=self.desk.advocate.pk).values()],
            "case": kept(self.whole.ref),
        }

    def candidates(self) -> Mapping[str, list[str]]:
        return {
            "pk": [str(self.matter.pk), str(self.desk.advocate.pk)],
            "name": [*map(str, Memo.objects.values_list("name", flat=True))],
            "case": [self.whole.ref],
            "batch": [*Batch.objects.values_list("pk", flat=True)],
        }

    def addresses(self) -> Iterator[tuple[Route, str]]:
        found = self.candidates()
        for route in routes_of("desk"):
            assert set(route.parameters) <= set(found), f"say how to fill {route.text}"
            for values in product(*(found[name] for name in route.parameters)):
                yield route, route.address("", dict(zip(route.parameters, values, strict=True)))


@pytest.fixture
def ground() -> Ground:
    whole, desk = whole_case(), a_desk("wang")
    matter = taken(desk, whole.made)
    Matter.objects.filter(pk=matter.pk).update(label=LABEL)
    desk.client.post(f"/desk/matters/{matter.pk}/notes/new/", {"text": MEMO, "entry_id": "a" * 32})
    batch = desk.advocate.batches.create(
        id="b" * 16,
        made_at=timezone.now(),
        ends_at=timezone.now() + timedelta(days=1),
        papers="record",
        own=1,
        blanks=0,
    )
    batch.items.create(matter=matter, opponents=1)
    assert Memo.objects.exists()
    ours = desk.advocate.organisation
    lead = a_desk("zhao", organisation=ours, is_lead=True)
    return Ground(whole, desk, matter, lead, a_desk("li", organisation=ours))


def brings(desk: Desk, *names: str) -> Client:
    """A browser of its own: what one request ends does not end the next."""
    client, given = Client(), signed_in_client(desk.who)
    for name in names or ("desk", "vault"):
        client.cookies[name] = given.cookies[name].value
    return client


def who_left(ground: Ground) -> Client:
    client = brings(ground.desk)
    Advocate.objects.filter(pk=ground.desk.advocate.pk).update(is_active=False)
    return client


NOBODY: dict[str, Callable[[Ground], Client]] = {
    "no cookie": lambda _: Client(),
    "the owner of the case": lambda ground: ground.whole.browser(),
    "the session alone": lambda ground: brings(ground.desk, "desk"),
    "the vault alone": lambda ground: brings(ground.desk, "vault"),
    "who left": who_left,
}
OTHERS: dict[str, Callable[[Ground], Desk]] = {
    "a colleague": lambda ground: ground.colleague,
    "the lead": lambda ground: ground.lead,
    "an advocate elsewhere": lambda _: elsewhere(),
    "a lead elsewhere": lambda _: elsewhere(is_lead=True),
}


def elsewhere(**more: Any) -> Desk:
    return a_desk("sun", organisation=an_organisation("南河诊所"), **more)


def ask(client: Client, method: str, address: str) -> Any:
    return client.post(address, SENT) if method == "POST" else client.generic(method, address)


def check_tells_nothing(ground: Ground, address: str, method: str, answer: Any) -> None:
    said = told(answer).replace(address, "")
    secrets = {LABEL, MEMO, ground.matter.number, *ground.whole.secrets}
    assert not [secret for secret in secrets if secret in said], f"{method} {address}"


@pytest.mark.parametrize("who", NOBODY)
def test_whoever_is_not_signed_in_gets_nothing(ground: Ground, who: str) -> None:
    NOBODY[who](ground)
    before = ground.mine()
    for route, address in ground.addresses():
        for method in METHODS:
            answer = ask(NOBODY[who](ground), method, address)
            public = route.name in PUBLIC
            assert public or answer.status_code in REFUSED, f"{method} {address}"
            if answer.status_code == 302 and not public:
                assert answer["Location"].startswith("/desk/in/"), address
            check_tells_nothing(ground, address, method, answer)
    assert ground.mine() == before


@pytest.mark.parametrize("who", OTHERS)
def test_what_lies_on_one_desk_is_no_other_advocates(ground: Ground, who: str) -> None:
    before, other = ground.mine(), OTHERS[who](ground)
    for route, address in ground.addresses():
        for method in METHODS:
            if who == "the lead" and method == "POST" and route.name in LEADS:
                continue
            answer = ask(brings(other), method, address)
            check_tells_nothing(ground, address, method, answer)
    assert ground.mine() == before


def test_whose_desk_it_is_gets_in_so_the_checks_can_fail(ground: Ground) -> None:
    matter = f"/desk/matters/{ground.matter.pk}/"
    assert LABEL in told(brings(ground.desk).get("/desk/"))
    page = told(brings(ground.desk).get(matter))
    assert LABEL in page
    assert MEMO in page
    assert brings(ground.desk).get(f"/desk/of/{ground.whole.ref}/")["Location"] == matter
    assert LABEL in told(brings(ground.desk).get(f"/desk/batches/{'b' * 16}/"))
    before = ground.mine()
    brings(ground.desk).post(f"{matter}change/", {"label": "z", "status": "closed"})
    assert ground.mine() != before


def test_taken_back_their_own_desk_tells_nothing_of_the_case(ground: Ground) -> None:
    KeySlot.objects.filter(kind="advocate").delete()
    for _, address in ground.addresses():
        for method in METHODS:
            said = told(ask(brings(ground.desk), method, address)).replace(address, "")
            known = {ground.whole.ref}  # it stands in their list
            assert not [one for one in ground.whole.secrets - known if one in said], address


def test_a_lead_sees_counts_and_no_line_of_any_list(ground: Ground) -> None:
    page = told(brings(ground.lead).get("/desk/organisation/"))
    assert "王援助" in page
    check_tells_nothing(ground, "/desk/organisation/", "GET", brings(ground.lead).get("/desk/"))
