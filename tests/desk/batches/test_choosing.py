"""The page that begins a batch, and whose batch it is."""

import pytest
from django.test import Client
from django.urls import reverse

from borrower_guide.cases.models import Access
from borrower_guide.desk.models import Batch, Matter
from tests.desk.batches.made import Office
from tests.desk.made import a_desk

pytestmark = pytest.mark.django_db


def test_without_a_case_nothing_begins() -> None:
    office = Office(0)
    page = office.desk.client.get(reverse("desk:batch_new"))
    assert page.status_code == 200
    answer = office.desk.client.post(reverse("desk:batch_new"), {"paper": "record"})
    assert answer.status_code == 422
    assert "至少选一个个案" in answer.content.decode()
    assert not Batch.objects.exists()


def test_what_was_typed_comes_back_with_a_fault() -> None:
    office = Office(1)
    said = {"m": office.matters[0].pk, "opponents": "99", "own": "3", "paper": "record"}
    page = office.desk.client.post(reverse("desk:batch_new"), said).content.decode()
    assert 'value="99"' in page
    assert 'value="3"' in page
    assert f'value="{office.matters[0].pk}" checked' in page


def test_the_cases_offered_are_open_mine_and_asked_for() -> None:
    office, other = Office(3), a_desk("li")
    Matter.objects.filter(pk=office.matters[1].pk).update(status="closed", label="西街")
    office.made[2].case.slots.filter(kind="advocate").delete()
    address = reverse("desk:batch_new")

    def offered(query: str = "", client: Client = office.desk.client) -> list[bool]:
        page = client.get(address + query).content.decode()
        return [f'name="m" value="{one.pk}"' in page for one in office.matters]

    assert offered() == [True, False, False]
    assert offered("?show=") == [True, True, False]
    assert offered("?show=&q=西") == [False, True, False]
    assert offered(f"?show=&q={office.matters[0].number}") == [True, False, False]
    assert offered("?show=", other.client) == [False, False, False]


def test_nobody_else_reaches_a_batch() -> None:
    office = Office(1)
    batch = office.begin()
    office.go(batch)
    others = [a_desk("li", organisation=office.desk.advocate.organisation).client, Client()]
    for client, refused in zip(others, [{404}, {302, 403}], strict=True):
        for name in ("", "pdf", "zip"):
            assert client.get(office.address(batch, name)).status_code in refused
        for name in ("go", "drop"):
            assert client.post(office.address(batch, name)).status_code in refused
    assert Batch.objects.exists()
    assert Access.objects.filter(doing="print").count() == 1


def test_another_advocates_case_is_not_taken_into_a_batch() -> None:
    office = Office(1)
    other = a_desk("li", organisation=office.desk.advocate.organisation)
    said = {"m": office.matters[0].pk, "paper": "record"}
    assert other.client.post(reverse("desk:batch_new"), said).status_code == 422


def test_what_is_ticked_on_the_list_is_ticked_here() -> None:
    office = Office(2)
    said = {"m": office.matters[1].pk, "batch": "1"}
    answer = office.desk.client.post(reverse("desk:list"), said)
    page = office.desk.client.get(answer.url).content.decode()  # type: ignore[attr-defined]
    ticked = [f'value="{one.pk}" checked' in page for one in office.matters]
    assert ticked == [False, True]
