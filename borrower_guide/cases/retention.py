"""What goes by itself: cases and pickups past their time, files without a row, old attempts."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from borrower_guide.cases import blobs, drafts, journal
from borrower_guide.cases.access.attempts import forget_before
from borrower_guide.cases.models import Blob, CaseFile, KeySlot, Pickup
from borrower_guide.cases.pickup.offer import end_past
from borrower_guide.cases.transactions import all_or_none

# A file is older than its row by a moment; only what is older than this can be an orphan.
GRACE = timedelta(hours=1)
KEEP_DAYS = (7, 30, 90, 180)


@dataclass(frozen=True)
class Swept:
    cases: int
    files: int


def last_day(case: CaseFile) -> date:
    """The last day on which the case is kept, if it is not opened again."""
    return case.last_used_on + timedelta(days=case.keep_days)


def last_days(case: CaseFile) -> dict[int, date]:
    """That day for each number of days that may be chosen."""
    return {days: case.last_used_on + timedelta(days=days) for days in KEEP_DAYS}


def keep_for(case: CaseFile, days: int) -> None:
    """Keep the case for one of KEEP_DAYS after its last use. Raises NotSaved."""
    if days not in KEEP_DAYS:
        raise ValueError(days)
    with all_or_none():
        CaseFile.objects.filter(pk=case.pk).update(keep_days=days)
    case.keep_days = days


def purge(now: datetime) -> Swept:
    """Erase what is past its time and sweep orphans; safe to run at any time, and again."""
    today = timezone.localdate(now)
    # A case may be opened after it was listed: then it stays.
    gone = [journal.erase(case, if_unused=True) for case in _expired(today)]
    end_past(now)
    KeySlot.objects.filter(ends_at__lte=now).delete()  # 交接号 that nobody used
    forget_before(now)
    drafts.sweep(now)
    files = sum(_sweep(folder, now) for folder in _folders()) + _sweep_uploads(now)
    swept = Swept(sum(gone), files)
    journal.forget_traces()
    return swept


def _expired(today: date) -> list[CaseFile]:
    unused = CaseFile.objects.filter(last_used_on__lt=today)
    return [case for case in unused.iterator() if last_day(case) < today]


def _folders() -> list[Path]:
    return [path for path in _within(settings.DATA_DIR / "files") if path.is_dir()]


def _sweep(folder: Path, now: datetime) -> int:
    if not CaseFile.objects.filter(pk=folder.name).exists():
        count = len(_within(folder))
        blobs.remove_folder(folder.name)
        return count
    rows = [model.objects.filter(case_id=folder.name) for model in (Blob, Pickup)]
    known = {name for found in rows for name in found.values_list("pk", flat=True)}
    orphans = [path for path in _within(folder) if path.name not in known and _old(path, now)]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def _sweep_uploads(now: datetime) -> int:
    """Drop files that were coming in when the server was killed; nobody has their keys."""
    staged = (settings.DATA_DIR / "tmp").glob("*.upload")
    orphans = [path for path in staged if _old(path, now)]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def _within(folder: Path) -> list[Path]:
    """What lies in a folder; nothing if it just went, as with a case erased meanwhile."""
    try:
        return sorted(folder.iterdir())
    except FileNotFoundError:
        return []


def _old(path: Path, now: datetime) -> bool:
    """Whether this is a file from before the grace; a folder, or what just went, is none."""
    return path.is_file() and now.timestamp() - path.stat().st_mtime > GRACE.total_seconds()
