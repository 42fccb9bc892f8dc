"""The answer of a check on a terminal. No Django."""

import json
import sys
from collections.abc import Iterable, Iterator

from borrower_guide.record.verdict import Status, Verdict


def sentences(verdict: Verdict) -> Iterator[str]:
    """The answer for people, one line each."""
    stamp = verdict.timestamp
    yield verdict.status.label
    yield from map(str, verdict.faults)
    rows = (
        ("记录编号", verdict.record_number),
        ("校验码", verdict.digest),
        ("封印", verdict.signer),
        ("封印时间", verdict.sealed_at),
        ("时间戳", stamp and stamp.at),
        (stamp.by_label if stamp else "", stamp and stamp.by),
        ("条目", verdict.entries),
        ("其中没有收录，只有摘要", verdict.left_out or None),
    )
    if verdict.about_rows:
        yield verdict.about_rows
    yield from (f"{label} {value}" for label, value in rows if value is not None)
    yield from filter(None, (verdict.about_time, verdict.next_step, verdict.caveat))


def report(verdict: Verdict, *, as_json: bool) -> int:
    """Print the answer as the commands promise; gives their exit code."""
    lines: Iterable[object] = sentences(verdict)
    if as_json:
        lines = (json.dumps(verdict.to_json(), ensure_ascii=False),)
    elif verdict.status is Status.UNREADABLE:
        lines = verdict.faults
    stream = sys.stderr if lines is verdict.faults else sys.stdout
    stream.writelines(f"{line}\n" for line in lines)
    return verdict.exit_code
