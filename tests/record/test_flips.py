"""Any single-byte change shows: sampled here, the whole file in the slow tests.

`.venv/bin/python -m pytest -m slow tests/record` takes some 2 ms of one core a change.
"""

import random

import pytest

from borrower_guide.cases.entries import Kind, NewEntry
from borrower_guide.cases.state import project
from borrower_guide.record.given import Given
from borrower_guide.record.make import make_record
from borrower_guide.record.paper.gaps import gaps_of
from borrower_guide.record.sealing.key import SealingKey
from borrower_guide.record.verify import verify_record
from tests.record.damage import manifest, place
from tests.record.flipping import Survivors, not_refused
from tests.record.photos import jpeg
from tests.record.sample import EXHIBITS, MADE_AT, follow, many_visits

SAMPLE = 400


@pytest.fixture(scope="module")
def ten(key: SealingKey) -> bytes:
    """Ten visits and one left out, a picture, what is missing: all that version 3 can hold."""
    entries = many_visits(11)
    away = {entry.seq for entry in entries if entry.kind is Kind.VISIT and entry.seq > 12}
    photo = EXHIBITS[0] | {"sha256": "ab" * 32}
    new = NewEntry(kind=Kind.EXHIBIT, subject="5" * 32, payload={"label": "E1"} | photo)
    entries.append(follow(entries, new, MADE_AT))
    made = make_record(
        entries,
        key=key,
        made_at=MADE_AT,
        left_out=away,
        pictures={"5" * 32: jpeg((90, 120))},
        gaps=gaps_of(project(entries)),
    )
    return made.data


def positions(data: bytes) -> list[int]:
    """Half from the container's digits, half from the rest, both ends included."""
    chance = random.Random(20261124)
    where = place(data)
    inside = range(where.start, where.end)
    outside = [i for i in range(len(data)) if i not in inside]
    edges = [0, len(data) - 1, where.start, where.end - 1]
    return edges + chance.sample(inside, SAMPLE // 2) + chance.sample(outside, SAMPLE // 2)


def test_the_ten_visits_are_of_the_latest_form(ten: bytes, key: SealingKey) -> None:
    content = manifest(ten)
    assert content["version"] == 3
    assert {"numbers", "pictures", "gaps"} <= content.keys()
    verdict = verify_record(ten, key.certificate)
    assert (verdict.status.exit_code, verdict.left_out) == (0, 1)
    assert not_refused(ten, [(9, 0)], Given(key.certificate)) == [(9, 0)]


@pytest.mark.parametrize("name", ["small", "ten"])
def test_no_sampled_change_passes(
    name: str, request: pytest.FixtureRequest, key: SealingKey
) -> None:
    chance, data = random.Random(1), request.getfixturevalue(name)
    changes = [(at, chance.randrange(1, 256)) for at in positions(data)]
    assert not_refused(data, changes, Given(key.certificate)) == []


@pytest.mark.slow
def test_no_change_of_a_byte_passes_in_the_whole_file(
    ten: bytes, key: SealingKey, survivors: Survivors
) -> None:
    chance = random.Random(2)
    changes = ((at, chance.randrange(1, 256)) for at in range(len(ten)))
    assert survivors(ten, changes, Given(key.certificate)) == []


@pytest.mark.slow
def test_no_bit_of_the_container_passes(ten: bytes, key: SealingKey, survivors: Survivors) -> None:
    where = place(ten)
    bits = [1 << bit for bit in range(8)]
    changes = ((at, one) for at in range(where.start, where.end) for one in bits)
    assert survivors(ten, changes, Given(key.certificate)) == []


@pytest.mark.slow
def test_no_other_digit_of_the_container_passes(
    ten: bytes, key: SealingKey, survivors: Survivors
) -> None:
    where, digits = place(ten), b"0123456789ABCDEFabcdef"
    inside = range(where.start + 1, where.end - 1)
    changes = ((at, ten[at] ^ one) for at in inside for one in digits if one != ten[at])
    assert survivors(ten, changes, Given(key.certificate)) == []
