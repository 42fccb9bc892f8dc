"""Any single-byte change shows: sampled here, the whole file in the slow test."""

import random

import pytest

from borrower_guide.record.sealing.key import SealingKey
from borrower_guide.record.verify import verify_record
from tests.record.damage import flip, place

SAMPLE = 400


def positions(data: bytes) -> list[int]:
    """Half from the container's digits, half from the rest, both ends included."""
    chance = random.Random(20261124)
    where = place(data)
    inside = range(where.start, where.end)
    outside = [i for i in range(len(data)) if i not in inside]
    edges = [0, len(data) - 1, where.start, where.end - 1]
    return edges + chance.sample(inside, SAMPLE // 2) + chance.sample(outside, SAMPLE // 2)


def test_no_sampled_flip_passes(small: bytes, key: SealingKey) -> None:
    chance = random.Random(1)
    passed = [
        at
        for at in positions(small)
        if verify_record(flip(small, at, chance.randrange(8)), key.certificate).status.exit_code
        == 0
    ]
    assert passed == []


@pytest.mark.slow
def test_no_flip_in_the_whole_file_passes(small: bytes, key: SealingKey) -> None:
    chance = random.Random(2)
    passed = [
        at
        for at in range(len(small))
        if verify_record(flip(small, at, chance.randrange(8)), key.certificate).status.exit_code
        == 0
    ]
    assert passed == []


@pytest.mark.slow
def test_no_bit_of_the_container_passes(small: bytes, key: SealingKey) -> None:
    where = place(small)
    passed = [
        (at, bit)
        for at in range(where.start, where.end)
        for bit in range(8)
        if verify_record(flip(small, at, bit), key.certificate).status.exit_code == 0
    ]
    assert passed == []
