"""One advocate at a desk, one case that can lie on it, and the time of their phone."""

import pytest

from borrower_guide.desk.models import Matter
from tests.cases.made import Made, a_case, a_visit
from tests.cases.pages import Browser
from tests.desk.accounts.ways import Clock
from tests.desk.made import Desk, a_desk, taken


@pytest.fixture
def made() -> Made:
    return a_case(a_visit(started_at="2026-11-20T20:00:00+08:00"))


@pytest.fixture
def desk() -> Desk:
    return a_desk()


@pytest.fixture
def matter(desk: Desk, made: Made) -> Matter:
    """The case on the desk; without it nobody has handed it over yet."""
    return taken(desk, made)


@pytest.fixture
def browser(desk: Desk) -> Browser:
    return Browser(desk.client)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)
