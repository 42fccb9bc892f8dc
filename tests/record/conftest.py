"""One sealed record of the rich case serves most tests; nothing here changes it."""

from functools import partial
from pathlib import Path

import pytest

from borrower_guide.record.make import Made, make_record
from borrower_guide.record.sealing.authority import stamp_of
from borrower_guide.record.sealing.key import SealingKey, new_key
from tests.cases.whole import whole_case
from tests.record.authority import Authority, served
from tests.record.fetching import Owner
from tests.record.flipping import Survivors, looked_for
from tests.record.sample import MADE_AT, SMALL, journal_of, rich_journal


@pytest.fixture(scope="session")
def key() -> SealingKey:
    return new_key()


@pytest.fixture(scope="session")
def other_key() -> SealingKey:
    return new_key()


@pytest.fixture(scope="session")
def made(key: SealingKey) -> Made:
    """The sealed record of the rich case."""
    return make_record(rich_journal(), key=key, made_at=MADE_AT)


@pytest.fixture(scope="session")
def small(key: SealingKey) -> bytes:
    """A sealed record of one bare visit, for tests that try thousands of variants."""
    case = {
        "format": "borrower-guide/case",
        "version": 1,
        "reporter_role": "borrower",
        "visits": [{"id": "V1", "visitor_count": 2}, {"id": "V2"}, {"id": "V3"}],
    }
    return make_record(journal_of(case), key=key, made_at=MADE_AT).data


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="session")
def foreign() -> Authority:
    return Authority()


@pytest.fixture(scope="session")
def stamped(key: SealingKey, authority: Authority) -> Made:
    """The record of one visit, with a timestamp of `authority`."""
    with served(authority) as url:
        return make_record(journal_of(SMALL), key=key, made_at=MADE_AT, stamp=stamp_of(url))


@pytest.fixture
def survivors(tmp_path: Path) -> Survivors:
    """The changes of a file that pass, looked for by all cores."""
    return partial(looked_for, tmp_path / "record.pdf")


@pytest.fixture
def owner() -> Owner:
    """Whoever has a case with a record open; for tests with the database."""
    whole = whole_case()
    return Owner(whole, whole.browser())
