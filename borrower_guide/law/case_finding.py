"""What an assessment of a whole case says: findings over several visits, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from borrower_guide.law.finding import Citation
from borrower_guide.law.rule import Level


@dataclass(frozen=True, slots=True)
class CaseFinding:
    """What one pattern says of some visits, whose ids stand in order of time.

    `first_on` and `last_on` are the days on which the first and the last of them began. `who` is
    a name as claimed, or a loan; empty where the pattern is not about one.
    """

    pattern: str
    title: str
    principle: str
    level: Level
    who: str
    visits: tuple[str, ...]
    first_on: date
    last_on: date
    provisions: tuple[Citation, ...]
    see_also: tuple[Citation, ...]
    why: str
    differs: str
    next_steps: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many visits it is about."""
        return len(self.visits)

    @property
    def cites(self) -> tuple[str, ...]:
        """The ids of the cited provisions."""
        return tuple(citation.id for citation in self.provisions)

    def to_json(self) -> dict[str, Any]:
        """The finding as the command `assess` prints it."""
        return {
            "pattern": self.pattern,
            "principle": self.principle,
            "level": self.level.value,
            "visits": list(self.visits),
            "count": self.count,
            "first_on": self.first_on.isoformat(),
            "last_on": self.last_on.isoformat(),
            "provisions": [citation.to_json() for citation in self.provisions],
            "why": self.why,
            "next_steps": list(self.next_steps),
        }


@dataclass(frozen=True, slots=True)
class CaseGap:
    """Why a visit does not count, or, with `visit` empty, why a pattern says nothing."""

    visit: str
    code: str
    text: str

    def __str__(self) -> str:
        return f"{self.visit}：{self.text}" if self.visit else self.text


@dataclass(frozen=True, slots=True)
class CaseAssessment:
    """All that the patterns say of a case: by level, then by pattern id, then by day.

    `numbers`: the largest number of each case fact, counted and not judged; empty where fewer
    than two visits count.
    """

    findings: tuple[CaseFinding, ...] = ()
    gaps: tuple[CaseGap, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)

    def of(self, pattern_id: str) -> tuple[CaseFinding, ...]:
        """What one pattern found; one finding for each firm, person or loan."""
        return tuple(one for one in self.findings if one.pattern == pattern_id)

    def to_json(self) -> dict[str, Any]:
        """`findings`, `gaps` and `gap_codes`; the last two belong together by position."""
        return {
            "findings": [finding.to_json() for finding in self.findings],
            "gaps": [str(gap) for gap in self.gaps],
            "gap_codes": [gap.code for gap in self.gaps],
        }
