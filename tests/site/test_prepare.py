"""`prepare` makes ready, and does not serve a database that lost its guards."""

import os
import time
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection

from borrower_guide.site.management.commands import prepare

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def only_checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The other commands are noted, not run."""
    run: list[str] = []
    monkeypatch.setattr(prepare, "call_command", lambda name, **_: run.append(name))
    return run


def test_a_lost_trigger_stops_it(only_checks: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER entry_never_changes")
    with pytest.raises(SystemCheckError, match=r"cases\.E001"):
        call_command("prepare")
    assert only_checks == ["migrate"]


def test_uploads_left_behind_are_dropped(only_checks: list[str], settings: Any) -> None:
    old, new = (settings.DATA_DIR / "tmp" / f"{name}.upload.pdf" for name in ("old", "new"))
    for path in (old, new):
        path.touch()
    os.utime(old, (time.time() - 7200,) * 2)
    call_command("prepare")
    assert (old.exists(), new.exists()) == (False, True)
    assert only_checks == ["migrate", "collectstatic"]
