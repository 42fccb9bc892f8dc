"""What was deleted is nowhere on the disk: not in the database file, not in its log."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone

from borrower_guide.cases import journal
from borrower_guide.cases.models import CaseFile, KeySlot, SealedEntry
from borrower_guide.cases.retention import purge
from tests.cases.made import Made, a_case, a_visit

pytestmark = pytest.mark.django_db(transaction=True)


def on_disk() -> bytes:
    main = Path(connection.settings_dict["NAME"])
    files = (main, main.with_name(main.name + "-wal"))
    return b"".join(path.read_bytes() for path in files if path.exists())


def secrets_of(made: Made) -> list[bytes]:
    """The reference, the wrapped key and the ciphertext of a case (their beginnings)."""
    sealed = [bytes(row.sealed) for row in SealedEntry.objects.filter(case=made.case)]
    wrapped = [bytes(slot.wrapped) for slot in KeySlot.objects.filter(case=made.case)]
    return [made.case.pk.encode(), *(secret[:40] for secret in sealed + wrapped)]


def test_erasing_leaves_no_trace() -> None:
    made, other = a_case(a_visit(account="经过" * 900)), a_case()
    gone, kept = secrets_of(made), secrets_of(other)
    assert all(secret in on_disk() for secret in gone + kept)
    journal.erase(made.case)
    assert not [secret for secret in gone if secret in on_disk()]
    assert all(secret in on_disk() for secret in kept)


def test_purging_leaves_no_trace() -> None:
    made = a_case(a_visit())
    gone = secrets_of(made)
    CaseFile.objects.update(last_used_on=timezone.localdate() - timedelta(days=400))
    assert purge(timezone.now()).cases == 1
    assert not [secret for secret in gone if secret in on_disk()]


def test_a_reader_does_not_hold_up_the_erasing() -> None:
    """The log stays while another connection reads from it; the next time it goes."""
    made = a_case()
    [reference, *_] = secrets_of(made)
    reader = connection.copy()
    with reader.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        cursor.execute("SELECT count(*) FROM cases_casefile")
        cursor.fetchall()
        journal.erase(made.case)
        assert not CaseFile.objects.exists()
        cursor.execute("ROLLBACK")
    reader.close()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone() == (20000,)
    journal.forget_traces()
    assert reference not in on_disk()


def test_within_a_transaction_it_waits() -> None:
    with transaction.atomic():
        journal.forget_traces()
