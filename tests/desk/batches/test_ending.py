"""What is left of a batch: nothing in clear, and nothing after a day."""

import io
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from borrower_guide.cases.entries import Kind
from borrower_guide.cases.models import Blob
from borrower_guide.desk.batches.files import folder_of
from borrower_guide.desk.emptying import empty_desk
from borrower_guide.desk.models import Batch, BatchItem
from tests.cases.made import a_visit
from tests.desk.batches.made import Office, a_letter

pytestmark = pytest.mark.django_db


def test_after_a_day_it_is_gone_with_its_files() -> None:
    office = Office(1)
    batch = office.begin()
    office.go(batch)
    assert [path for path in folder_of(batch.pk).iterdir() if path.is_file()]
    Batch.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    assert office.get(batch).status_code == 404
    office.begin()
    assert not Batch.objects.filter(pk=batch.pk).exists()
    assert not folder_of(batch.pk).exists()


def test_throwing_it_away_leaves_nothing_but_the_record() -> None:
    office = Office(1)
    batch = office.begin()
    office.go(batch)
    assert office.desk.client.post(office.address(batch, "drop")).status_code == 302
    assert not BatchItem.objects.exists()
    assert not folder_of(batch.pk).exists()
    assert Blob.objects.filter(kind=Kind.RECORD).count() == 1


def test_no_word_of_a_case_lies_in_clear() -> None:
    office = Office(1)
    office.made[0].append(a_letter(), a_visit(account="金丝雀在唱歌"))
    office.go(office.begin(letters="letters.newest", way="cover"))
    for path in settings.DATA_DIR.joinpath("batches").rglob("*"):
        if path.is_file():
            assert b"%PDF" not in path.read_bytes()
    rows = repr(list(BatchItem.objects.values()) + list(Batch.objects.values()))
    assert "金丝雀" not in rows
    assert "情况说明" not in rows


def test_the_daily_purge_takes_what_is_past_and_what_nobody_has() -> None:
    office = Office(1)
    past, here = office.begin(), office.begin()
    for name in (past.pk, here.pk, "0" * 16):
        folder_of(name).mkdir(parents=True)
        (folder_of(name) / "a").write_bytes(b"x")
    Batch.objects.filter(pk=past.pk).update(ends_at=timezone.now())
    call_command("purge_expired", stdout=io.StringIO())
    assert [one.pk for one in Batch.objects.all()] == [here.pk]
    there = [folder_of(name).exists() for name in (past.pk, here.pk, "0" * 16)]
    assert there == [False, True, False]


def test_with_the_vault_go_the_batches() -> None:
    office = Office(1)
    office.begin()
    empty_desk(office.desk.advocate)
    assert not BatchItem.objects.exists()
