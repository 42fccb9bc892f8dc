"""What can go wrong in a pattern, one thing at a time."""

from collections.abc import Iterator
from typing import Any

from borrower_guide.law.case_facts import CASE_FACTS
from borrower_guide.law.expression import Fact
from borrower_guide.law.pattern import Pattern
from tests.law.rule_mutants import variants, without_each

LISTS = ("basis", "fallback", "see_also")
# True of every visit whose place is not told, so the level is raised wherever something binds.
ALWAYS = Fact("home_not_denied")


def of_pattern(pattern: Pattern) -> Iterator[tuple[str, Pattern]]:
    """Each changed pattern with what was changed."""
    for what, change in _changes(pattern):
        yield what, pattern.model_copy(update=change)


def _changes(pattern: Pattern) -> Iterator[tuple[str, dict[str, Any]]]:
    for field in LISTS:
        yield from without_each(field, getattr(pattern, field))
    for number in (pattern.at_least - 1, pattern.at_least + 1):
        if number:  # the schema refuses 0
            yield f"at_least {number}", {"at_least": number}
    for fact in CASE_FACTS:
        if fact != pattern.when:
            yield f"when {fact}", {"when": fact}
    yield "likely_breach whenever it speaks", {"likely_breach": ALWAYS}
    if pattern.likely_breach:
        yield "likely_breach never", {"likely_breach": None}
        for what, other in variants(pattern.likely_breach):
            yield f"likely_breach: {what}", {"likely_breach": other}
