"""这里存了什么: it tells of every column there is, and of this case alone."""

import re

import pytest
from django.apps import apps
from django.test import Client

from borrower_guide.cases.columns import TABLES
from borrower_guide.cases.models import Attempt, Blob, CaseFile
from tests.cases.whole import CANARY, whole_case

pytestmark = pytest.mark.django_db(transaction=True)
NO_CASE = {Attempt}  # an address of one minute, told on /privacy/


def test_every_column_of_every_table_is_told() -> None:
    """A new table or column must be put among those in clear or those that are sealed."""
    models = set(apps.get_app_config("cases").get_models()) - NO_CASE
    assert {table.model for table in TABLES} == models
    for table in TABLES:
        told = [*(column.field for column in table.clear), *table.sealed]
        assert sorted(told) == sorted(field.attname for field in table.model._meta.fields)


def test_what_it_calls_sealed_is_bytes_and_holds_no_word() -> None:
    whole_case()
    for table in TABLES:
        for row in table.model._default_manager.all():
            for name in table.sealed:
                value = getattr(row, name)
                assert value is None or isinstance(value, bytes | memoryview)
                assert value is None or CANARY.encode() not in bytes(value)


def words(client: Client, ref: str) -> str:
    page = client.get(f"/cases/{ref}/stored/")
    assert page.status_code == 200
    return re.sub(r"<[^>]+>", " ", page.content.decode()).replace("\xa0", " ")


def test_the_values_in_clear_stand_on_it() -> None:
    whole = whole_case()
    said = words(whole.browser(), whole.ref)
    for table in TABLES:
        assert table.title in said
        rows = table.model._default_manager.filter(**{table.case: whole.ref})
        for column in table.clear if rows else ():
            assert column.label in said
    case = CaseFile.objects.get()
    assert f"{case.created_on.year}年{case.created_on.month}月{case.created_on.day}日" in said
    assert whole.ref in said
    assert "None" not in said
    for size in Blob.objects.values_list("size", flat=True):
        assert str(size) in said
    assert f"一共写过 {len(whole.entries)} 次" in re.sub(r"\s+", " ", said)


def test_it_repeats_nothing_that_a_person_wrote() -> None:
    whole = whole_case()
    assert CANARY not in words(whole.browser(), whole.ref)


def test_another_case_changes_nothing_on_it() -> None:
    whole = whole_case()
    before = words(whole.browser(), whole.ref)
    whole_case()
    assert words(whole.browser(), whole.ref) == before


def test_it_leads_to_all_that_one_can_do() -> None:
    whole = whole_case()
    page = whole.browser().get(f"/cases/{whole.ref}/stored/").content.decode()
    for name in ("about", "number/change", "close/all", "delete"):
        assert f'href="/cases/{whole.ref}/{name}/"' in page
    for name in ("export.json", "export.zip"):
        assert f'href="/cases/{whole.ref}/{name}"' in page
