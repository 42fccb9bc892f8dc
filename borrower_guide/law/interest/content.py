"""Loads the content on interest, or says everything that is wrong with it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from borrower_guide.law.content import FIXTURES
from borrower_guide.law.interest.lpr import Lpr
from borrower_guide.law.interest.saying import Saying
from borrower_guide.law.library import Library
from borrower_guide.law.reading import Reading
from borrower_guide.law.wording import complaints
from borrower_guide.schema.faults import ContentFault, ContentFaults

FILE = "interest.yaml"


@dataclass(frozen=True)
class Interest:
    """The LPR and the sentences, in the order of the files."""

    lpr: Lpr
    sayings: tuple[Saying, ...]


@lru_cache(maxsize=4)
def load_interest(folder: Path = FIXTURES) -> Interest:
    """`lpr.yaml` and `interest.yaml` of a folder. Raises ContentFaults with every fault at once."""
    reading = Reading(folder)
    lpr = reading.one("lpr.yaml", TypeAdapter(Lpr))
    sayings = reading.rows(FILE, Saying)
    faults = [*reading.faults, *_alone(sayings)]
    if faults or lpr is None:
        raise ContentFaults(faults)
    return Interest(lpr, sayings)


def unfounded(interest: Interest, library: Library) -> Iterator[ContentFault]:
    """A fault for each footing that the law content does not have."""
    lineages = {row.lineage for row in library.provisions.values()}
    unchecked = {row.id for row in library.unchecked}
    for one in interest.sayings:
        for name in one.basis:
            if name not in lineages:
                yield ContentFault(FILE, one.id, f"没有叫 {name} 的条文脉络，请改名字或先加条文")
        if one.unchecked and one.unchecked not in unchecked:
            yield ContentFault(FILE, one.id, f"unchecked.yaml 里没有 {one.unchecked}，请改")


def _alone(sayings: tuple[Saying, ...]) -> Iterator[ContentFault]:
    for key, times in Counter(one.id for one in sayings).items():
        if times > 1:
            yield ContentFault(FILE, key, f"这个 id 用了 {times} 次，请改成不一样的")
    for one in sayings:
        for message in complaints(one.text, advice=one.advice):
            yield ContentFault(FILE, one.id, message)
