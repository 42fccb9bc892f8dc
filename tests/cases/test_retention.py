"""What goes by itself, and what stays."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from borrower_guide.cases import blobs, retention
from borrower_guide.cases.models import Attempt, Blob, CaseFile
from borrower_guide.cases.retention import GRACE, last_day, purge
from tests.cases.made import a_case, a_visit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("unused", "kept"), [(0, True), (90, True), (91, False), (400, False)])
def test_a_case_is_kept_to_its_last_day(unused: int, kept: bool) -> None:
    now = timezone.now()
    made = a_case()
    CaseFile.objects.update(last_used_on=timezone.localdate(now) - timedelta(days=unused))
    purge(now)
    assert CaseFile.objects.filter(pk=made.case.pk).exists() is kept


def test_the_page_shows_that_last_day() -> None:
    made = a_case()
    assert last_day(made.case) == timezone.localdate() + timedelta(days=90)


def test_files_without_a_row_are_swept_after_a_while() -> None:
    purge(timezone.now())  # other tests have left folders, whose rows were rolled back
    made = a_case()
    blob = blobs.store(made.case, made.key, b"sealed")
    folder = blobs.folder_of(made.case.pk)
    (folder / "orphan").write_bytes(b"x")
    assert purge(timezone.now()).files == 0  # perhaps its row is just being written
    assert purge(timezone.now() + GRACE * 2).files == 1
    assert [path.name for path in folder.iterdir()] == [blob.pk]
    assert blobs.fetch(Blob.objects.get(), made.key) == b"sealed"


def test_a_folder_without_a_case_is_swept() -> None:
    folder = blobs.folder_of("nobodys")
    folder.mkdir(parents=True)
    (folder / "x").write_bytes(b"x")
    assert purge(timezone.now()).files >= 1
    assert not folder.exists()


def test_old_attempts_are_forgotten_and_the_command_tells() -> None:
    Attempt.objects.create(key=b"k", minute=1, count=3)
    told = StringIO()
    call_command("purge_expired", stdout=told)
    assert "删除到期记录 0 份" in told.getvalue()
    assert not Attempt.objects.exists()


def test_a_case_used_after_it_was_listed_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The person opens and saves between the list of the expired and the erasing of this one."""
    now, made = timezone.now(), a_case()
    blob = blobs.store(made.case, made.key, b"sealed")
    CaseFile.objects.update(last_used_on=timezone.localdate(now) - timedelta(days=91))
    listed = retention._expired

    def listed_then_used(today: date) -> list[CaseFile]:
        found = listed(today)
        CaseFile.objects.update(last_used_on=today)
        made.append(a_visit(impact="刚刚存的"))
        return found

    monkeypatch.setattr(retention, "_expired", listed_then_used)
    assert purge(now).cases == 0
    assert len(made.entries()) == 2
    assert blobs.fetch(blob, made.key) == b"sealed"


def test_what_else_lies_about_stops_nothing() -> None:
    made = a_case()
    folder = blobs.folder_of(made.case.pk)
    (folder / "a folder").mkdir(parents=True)
    stray = folder.parent / "stray"
    stray.write_bytes(b"x")
    later = timezone.now() + GRACE * 2
    try:
        assert purge(later).cases == 0
        assert stray.exists()
    finally:
        stray.unlink()
        blobs.remove_folder(made.case.pk)
