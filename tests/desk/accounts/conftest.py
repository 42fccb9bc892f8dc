"""Fixtures of these tests."""

import pytest

from tests.desk.accounts.ways import Clock


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)
