"""The chain check, and that it needs nothing but the standard library."""

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.record.chain import breaks, record_number
from tests.record.sample import rich_journal


def plain() -> list[dict[str, Any]]:
    return [{**entry.hashed(), "digest": entry.digest} for entry in rich_journal()]


def test_a_whole_chain_has_no_break() -> None:
    assert list(breaks(plain())) == []


@given(st.data())
def test_any_drop_or_swap_shows(data: st.DataObject) -> None:
    entries = plain()
    first = data.draw(st.integers(0, len(entries) - 2))
    if data.draw(st.booleans()):
        del entries[first]
    else:
        second = data.draw(st.integers(first + 1, len(entries) - 1))
        entries[first], entries[second] = entries[second], entries[first]
    assert list(breaks(entries))


@pytest.mark.parametrize(
    "field", ["v", "id", "subject", "kind", "by", "logged_at", "device_at", "payload", "nonce"]
)
def test_any_changed_field_shows(field: str) -> None:
    entries = plain()
    entries[2][field] = "anders"
    assert [(place, code) for place, code, _ in breaks(entries)] == [(3, "entry_digest")]


@pytest.mark.parametrize(
    ("made_at", "number"),
    [
        ("2026-11-24T23:59:59+08:00", "20261124-ABCDEF01"),
        ("2026-11-24T16:00:00+00:00", "20261125-ABCDEF01"),
        ("2026-11-24T15:59:59+00:00", "20261124-ABCDEF01"),
    ],
)
def test_the_number_takes_the_day_in_china(made_at: str, number: str) -> None:
    assert record_number(made_at, "abcdef01" + "0" * 56) == number


def test_it_loads_with_the_standard_library_alone() -> None:
    code = (
        "import sys, borrower_guide.record.chain\n"
        "print([name for name in sys.modules if name.split('.')[0] in"
        " ('django', 'pydantic', 'cryptography', 'pyhanko', 'asn1crypto')])"
    )
    run = subprocess.run(
        [sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


def test_the_verifier_needs_no_django() -> None:
    code = (
        "import sys, borrower_guide.record.verify\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('django', 'pydantic')])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
