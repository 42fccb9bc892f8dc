"""What the tests of matters share."""

from pathlib import Path

import pytest

from tests.cases.disk import Disk


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Disk:
    """A disk that can be full."""
    return Disk(monkeypatch, tmp_path)
