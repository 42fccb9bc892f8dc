"""Whatever file is brought in is a case or a list of faults, and a case that is read can be used.

Real cases are mutated: bytes cut, doubled and changed, and any value put at any place of the tree.
"""

import copy
import io
import json
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from borrower_guide.cases.state import project
from borrower_guide.cases.taking.exporting import exported
from borrower_guide.cases.taking.from_file import entries_of
from borrower_guide.schema.case import Case
from borrower_guide.schema.faults import InputFaults
from borrower_guide.schema.read import read_case
from tests.cases.taking.test_from_file import SHARED
from tests.schema.samples import FULL, PICTURE, as_bytes
from tests.schema.strategies import CASES
from tests.schema.test_any_input import JSON

NOW = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
HISTORY = {"history": [{"seq": 1, "kind": "visit", "payload": {"account": "经过"}}]}
REAL: list[dict[str, Any]] = [FULL, SHARED, FULL | HISTORY]
TRAPS = st.sampled_from(
    [None, True, 0, -1, 10**400, 1.5, "", "\x00", "\ud800", "长" * 6000, [], {}, [[]] * 600,
     "2026-13-45", "0000-00-00", "9999-12-31T23:59:59+14:00", "E1", "V1", "../E1.jpg", "/dev/null"]
).map(copy.deepcopy)  # fmt: skip
BYTES = st.binary(max_size=8) | st.sampled_from(
    [b"\xef\xbb\xbf", b"\x00", b"\xff\xfe", b"[" * 5000, b'{"a":' * 200, b"NaN", b"-Infinity",
     b"1e999", b'"\\ud800"', b"\\u0000", b'"title":"x",', b"/*", b"'", b"9" * 5000]
)  # fmt: skip


@st.composite
def trees(draw: st.DrawFn) -> bytes:
    """A real case with a few places of its tree changed, dropped, doubled or wrapped."""
    case = json.loads(as_bytes(draw(st.sampled_from(REAL) | CASES)))
    for _ in range(draw(st.integers(1, 4))):
        _change(draw, case)
    return as_bytes(case)


def _change(draw: st.DrawFn, value: Any) -> None:
    """Walk down to some place and do something to it."""
    while isinstance(value, dict | list) and value:
        place = draw(
            st.sampled_from(sorted(value) if isinstance(value, dict) else range(len(value)))
        )
        if not isinstance(value[place], dict | list) or draw(st.integers(0, 3)) == 0:
            _set(draw, value, place)
            return
        value = value[place]


def _set(draw: st.DrawFn, holder: Any, place: Any) -> None:
    how = draw(st.sampled_from(["trap", "any", "drop", "wrap", "double", "add"]))
    if how == "drop":
        del holder[place]
    elif how == "wrap":
        holder[place] = [holder[place]] if draw(st.booleans()) else {"id": holder[place]}
    elif how == "double" and isinstance(holder, list):
        holder.append(holder[place])
    elif how == "add" and isinstance(holder, dict):
        holder[draw(st.text(max_size=5))] = draw(JSON)
    else:
        holder[place] = draw(TRAPS if how == "trap" else JSON)


@st.composite
def texts(draw: st.DrawFn) -> bytes:
    """The bytes of a real case, cut, doubled, overwritten or put together with another."""
    data = as_bytes(draw(st.sampled_from(REAL)))
    for _ in range(draw(st.integers(1, 3))):
        at, length = draw(st.integers(0, len(data))), draw(st.integers(0, 40))
        middle = draw(st.sampled_from([b"", data[at : at + length] * 2]) | BYTES)
        data = data[:at] + middle + data[at + length :]
    return data


FILES = trees() | texts() | CASES.map(as_bytes) | st.binary(max_size=60)
fuzzed = settings(deadline=None, suppress_health_check=list(HealthCheck))


def check_read(data: bytes) -> None:
    """A case that can be used, or a list of lines in Chinese."""
    case, faults = None, ()
    try:
        case = read_case(data, folder=None, now=NOW)
    except InputFaults as error:
        faults = tuple(error.faults)
    assert (case is None) == bool(faults)
    for fault in faults:
        assert str(fault).isprintable(), "one line, and no half letters"
        assert any("一" <= letter <= "龥" for letter in fault.message), fault
    if case is not None:
        check_usable(case)


def check_usable(case: Case) -> None:
    """It becomes a journal, and goes out again."""
    state = project(entries_of(case, NOW))
    json.dumps(exported(state)).encode()


@pytest.fixture
def assessing(tmp_path: Path) -> Callable[[bytes], None]:
    """The command on a file: JSON and nothing else, or faults and nothing else."""
    path = tmp_path / "case.json"
    (tmp_path / "E1.jpg").write_bytes(PICTURE)

    def check(data: bytes) -> None:
        path.write_bytes(data)
        out, err, code = io.StringIO(), io.StringIO(), 0
        try:
            with redirect_stdout(out), redirect_stderr(err):
                call_command("assess", path, stdout=out, stderr=err, no_color=True)
        except SystemExit as end:
            code = int(str(end.code))
        assert code in (0, 2)
        assert bool(out.getvalue()) == (code == 0)
        assert bool(err.getvalue()) == (code == 2)
        if code == 0:
            assert list(json.loads(out.getvalue())) == ["visits", "case"]

    return check


@settings(fuzzed, max_examples=700)
@given(data=FILES)
def test_any_file_is_a_case_or_a_list_of_faults(data: bytes) -> None:
    check_read(data)


@settings(fuzzed, max_examples=300)
@given(data=FILES)
def test_the_command_answers_any_file(assessing: Callable[[bytes], None], data: bytes) -> None:
    assessing(data)


@pytest.mark.slow
@settings(fuzzed, max_examples=7_000, derandomize=True)
@given(data=FILES)
def test_seven_thousand_files(data: bytes) -> None:
    check_read(data)


@pytest.mark.slow
@settings(fuzzed, max_examples=3_000, derandomize=True)
@given(data=FILES)
def test_three_thousand_files_by_command(assessing: Callable[[bytes], None], data: bytes) -> None:
    assessing(data)
