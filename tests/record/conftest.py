"""One sealed record of the rich case serves most tests; nothing here changes it."""

import pytest

from borrower_guide.record.make import Made, make_record
from borrower_guide.record.sealing.key import SealingKey, new_key
from tests.record.sample import MADE_AT, journal_of, rich_journal


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
