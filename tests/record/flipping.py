"""Bytes of a file changed one at a time: which changes pass?"""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from cryptography import x509

from borrower_guide.record.given import Given
from borrower_guide.record.sealing.key import certificate_pem
from borrower_guide.record.verify import verify_record

STEP = 4000  # changes that one task of a process looks at
Change = tuple[int, int]  # position, and what its byte is XORed with
Survivors = Callable[[bytes, Iterable[Change], Given], list[Change]]


def not_refused(data: bytes, changes: Iterable[Change], given: Given) -> list[Change]:
    """The changes that pass. What a check raises comes out, too: that is a fault as well."""
    spoilt, passed = bytearray(data), []
    for at, bits in changes:
        spoilt[at] ^= bits
        if verify_record(bytes(spoilt), given).exit_code == 0:
            passed.append((at, bits))
        spoilt[at] ^= bits
    return passed


def looked_for(path: Path, data: bytes, changes: Iterable[Change], given: Given) -> list[Change]:
    """The same by as many processes as there are cores; `path`: where they will find the file."""
    path.write_bytes(data)
    pem = certificate_pem(given.trust)
    tasks = ((path, pem, given.password, chunk) for chunk in _chunks(iter(changes)))
    with ProcessPoolExecutor(len(os.sched_getaffinity(0)), get_context("spawn")) as pool:
        return [change for found in pool.map(_task, tasks) for change in found]


def _chunks(changes: Iterator[Change]) -> Iterator[list[Change]]:
    while chunk := list(islice(changes, STEP)):
        yield chunk


def _task(task: tuple[Path, bytes, str, list[Change]]) -> list[Change]:
    path, pem, password, changes = task
    given = Given(x509.load_pem_x509_certificate(pem), password)
    return not_refused(path.read_bytes(), changes, given)
