"""Seals whose parts were taken out, doubled, swapped, wrapped: an answer to each, and never whole.

Flips of bits hardly reach these: most leave no container that can be read at all.
"""

import copy
import random
from typing import Any

import pytest

from borrower_guide.record.given import Given
from borrower_guide.record.make import Made
from borrower_guide.record.report import sentences
from borrower_guide.record.sealing.key import SealingKey
from borrower_guide.record.verify import verify_record
from tests.record import damage as d
from tests.record.authority import Authority

Node = list[Any]  # tag, and the nodes or the bytes in it
ODD = (b"", b"\x00", b"\xff" * 9, b"99991231235959Z", b"\x80" * 30)
CASES = 400
RAISED = (5957,)  # seeds of what was once an error page


def nodes_of(der: bytes) -> list[Node]:
    """The values in `der`, as deep as they go."""
    found, at = [], 0
    while at < len(der):
        tag, size, head = der[at], der[at + 1], 2
        if size > 127:
            head += size - 128
            size = int.from_bytes(der[at + 2 : at + head])
        inside = der[at + head : at + head + size]
        found.append([tag, nodes_of(inside) if tag & 0x20 else inside])
        at += head + size
    return found


def der_of(nodes: list[Node]) -> bytes:
    return b"".join(
        d.tlv(tag, in_ if isinstance(in_, bytes) else der_of(in_)) for tag, in_ in nodes
    )


def places(nodes: list[Node]) -> list[tuple[list[Node], int]]:
    """Every node, as the list that holds it and its number there."""
    found = []
    for at, node in enumerate(nodes):
        found.append((nodes, at))
        if isinstance(node[1], list):
            found += places(node[1])
    return found


def spoilt(nodes: list[Node], chance: random.Random) -> None:
    there = places(nodes)
    if not there:
        return
    held, at = chance.choice(there)
    match chance.choice(("out", "twice", "tag", "other", "odd", "order", "deeper")):
        case "out":
            del held[at]
        case "twice":
            held.insert(at, copy.deepcopy(held[at]))
        case "tag":
            held[at][0] = chance.randrange(256)
        case "other":
            elsewhere, which = chance.choice(there)
            held[at] = copy.deepcopy(elsewhere[which])
        case "odd":
            held[at][1] = chance.choice(ODD)
        case "order":
            chance.shuffle(held)
        case "deeper":
            for _ in range(chance.randrange(1, 6)):
                held[at] = [held[at][0], [copy.deepcopy(held[at])]]


def container_of(data: bytes) -> bytes:
    der = d.der_of(data)
    return der[: 4 + int.from_bytes(der[2:4])]


@pytest.fixture(scope="module")
def tree(stamped: Made) -> list[Node]:
    whole = container_of(stamped.data)
    assert der_of(nodes_of(whole)) == whole
    return nodes_of(whole)


@pytest.mark.parametrize("first", [*range(0, CASES, 100), *RAISED])
def test_each_is_an_answer_and_none_is_whole(
    first: int, tree: list[Node], stamped: Made, key: SealingKey, authority: Authority
) -> None:
    given = Given(key.certificate, trust_tsa=[authority.certificate])
    for seed in range(first, first + (1 if first in RAISED else 100)):
        chance, nodes = random.Random(seed), copy.deepcopy(tree)
        for _ in range(chance.choice((1, 1, 2, 4))):
            spoilt(nodes, chance)
        data = d.swap_digits(stamped.data, der_of(nodes).hex().upper().encode())
        verdict = verify_record(data, given)
        assert data == stamped.data or verdict.exit_code == 1, seed
        assert all(line.isprintable() for line in sentences(verdict)), seed
