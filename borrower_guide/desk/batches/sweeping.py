"""Batches go a day after they were begun: rows, then files."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from borrower_guide.desk.batches.files import remove_all
from borrower_guide.desk.models import Batch

LASTS = timedelta(days=1)


def live(now: datetime) -> QuerySet[Batch]:
    """Those that are still there."""
    return Batch.objects.filter(ends_at__gt=now)


def throw_away(batches: QuerySet[Batch]) -> int:
    """Delete these and their files; how many. Raises DatabaseError with nothing deleted."""
    gone = list(batches.values_list("pk", flat=True))
    with transaction.atomic():
        Batch.objects.filter(pk__in=gone).delete()
    for one in gone:
        remove_all(one)
    return len(gone)


def end_past(now: datetime) -> int:
    """End what is past its day, and folders that no batch has; how many batches."""
    ended = throw_away(Batch.objects.filter(ends_at__lte=now))
    folders = _folders()  # first: a row is there before its folder
    known = set(Batch.objects.values_list("pk", flat=True))
    for folder in folders:
        if folder.name not in known:
            remove_all(folder.name)
    return ended


def _folders() -> list[Path]:
    folder = settings.DATA_DIR / "batches"
    return sorted(folder.iterdir()) if folder.is_dir() else []
