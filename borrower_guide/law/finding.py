"""What an assessment says: findings with their sources, and what is still missing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from borrower_guide.law.citation import cite, since, until
from borrower_guide.law.gaps import Gap
from borrower_guide.law.provision import Provision
from borrower_guide.law.rule import Level


@dataclass(frozen=True, slots=True)
class Citation:
    """A provision as it is named to a reader. `in_force_to` None: no last day was found.

    Pages and papers print `since` and `until`, never the dates: a day that is from memory or is
    only the day of issue is told as what it is. `caution` is empty or what to keep in mind.
    """

    id: str
    cite: str
    rank: str
    rank_label: str
    status: str
    in_force_from: date
    in_force_to: date | None
    since: str
    until: str
    caution: str

    @classmethod
    def of(cls, provision: Provision) -> "Citation":
        return cls(
            id=provision.id,
            cite=cite(provision),
            rank=provision.rank.value,
            rank_label=provision.rank.label,
            status=provision.status.value,
            in_force_from=provision.in_force_from,
            in_force_to=provision.in_force_to,
            since=since(provision),
            until=until(provision),
            caution=provision.caution,
        )

    def to_json(self) -> dict[str, Any]:
        """The citation as the command `assess` prints it."""
        return {
            "id": self.id,
            "cite": self.cite,
            "rank": self.rank,
            "rank_label": self.rank_label,
            "status": self.status,
            "in_force_from": self.in_force_from.isoformat(),
            "in_force_to": self.in_force_to.isoformat() if self.in_force_to else None,
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of one visit. `see_also` is for reading on and decided nothing."""

    rule: str
    title: str
    principle: str
    level: Level
    urgent: bool
    acts: tuple[str, ...]
    provisions: tuple[Citation, ...]
    see_also: tuple[Citation, ...]
    why: str
    differs: str
    next_steps: tuple[str, ...]

    @property
    def cites(self) -> tuple[str, ...]:
        """The ids of the cited provisions."""
        return tuple(citation.id for citation in self.provisions)

    def to_json(self) -> dict[str, Any]:
        """The finding as the command `assess` prints it."""
        return {
            "rule": self.rule,
            "principle": self.principle,
            "level": self.level.value,
            "urgent": self.urgent,
            "acts": list(self.acts),
            "provisions": [citation.to_json() for citation in self.provisions],
            "why": self.why,
            "next_steps": list(self.next_steps),
        }


@dataclass(frozen=True, slots=True)
class Assessment:
    """All that the rules say of one visit: urgent first, then by level, then by rule id."""

    findings: tuple[Finding, ...] = ()
    gaps: tuple[Gap, ...] = ()

    def finding(self, rule_id: str) -> Finding | None:
        """What one rule found, or None."""
        return next((one for one in self.findings if one.rule == rule_id), None)

    def to_json(self) -> dict[str, Any]:
        """`findings`, `gaps` and `gap_codes`; the last two belong together by position."""
        return {
            "findings": [finding.to_json() for finding in self.findings],
            "gaps": [gap.text for gap in self.gaps],
            "gap_codes": [gap.code for gap in self.gaps],
        }
