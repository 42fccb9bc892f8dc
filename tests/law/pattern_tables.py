"""The tables of cases beside the patterns: `patterns/<pattern id>.yaml`."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from borrower_guide.law.case_finding import CaseAssessment, CaseFinding
from borrower_guide.law.library import Library
from borrower_guide.law.patterns import assess_case
from borrower_guide.law.yaml_reader import read_yaml
from borrower_guide.schema.loan import Loan
from borrower_guide.schema.visit import Visit

FOLDER = Path(__file__).parent / "patterns"
KEYS = {"name", "visits", "lender", "loans", "found", "gaps_have"}


@dataclass(frozen=True)
class CaseRow:
    """One case: visits, kinds of lenders, and what one pattern must make of them.

    Visits are named V1, V2 … as they stand. `lender` is one loan for all, `loans` are by id.
    """

    pattern: str
    raw: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.pattern}: {self.raw['name']}"

    @cached_property
    def visits(self) -> tuple[Visit, ...]:
        common = {"loan": "L1"} if "lender" in self.raw else {}
        told = enumerate(self.raw["visits"], start=1)
        return tuple(Visit.read({"id": f"V{number}", **common, **one}) for number, one in told)

    @cached_property
    def loans(self) -> tuple[Loan, ...]:
        kinds = self.raw.get("loans") or {"L1": self.raw.get("lender")}
        return tuple(Loan.read({"id": key, "lender_type": kind}) for key, kind in kinds.items())

    @property
    def found(self) -> list[dict[str, Any]]:
        return list(self.raw["found"])

    def assessed(self, library: Library | None = None) -> CaseAssessment:
        return assess_case(self.visits, self.loans, library)

    def differences(self, library: Library | None = None) -> Iterator[str]:
        """What comes out otherwise than this row says; mutated patterns are held against it too."""
        assessed = self.assessed(library)
        findings = assessed.of(self.pattern)
        if len(findings) != len(self.found):
            yield f"{self}: {len(findings)} findings"
        for finding, expected in zip(findings, self.found, strict=False):
            got = {key: _told(finding)[key] for key in expected if key in _told(finding)}
            sure = {key: value for key, value in expected.items() if key in got}
            if got != sure:
                yield f"{self}: {got}"
            if not finding.why.startswith(expected.get("begins", "")):
                yield f"{self}: {finding.why}"
            if expected.get("says", "") not in finding.why:
                yield f"{self}: {finding.why}"
        if missing := set(self.raw.get("gaps_have", [])) - {gap.code for gap in assessed.gaps}:
            yield f"{self}: no gap {sorted(missing)}"


def _told(finding: CaseFinding) -> dict[str, Any]:
    return {
        "level": finding.level.value,
        "visits": list(finding.visits),
        "who": finding.who,
        "cites": list(finding.cites),
        "also": [citation.id for citation in finding.see_also],
    }


def case_rows() -> list[CaseRow]:
    return [row for path in sorted(FOLDER.glob("*.yaml")) for row in _table(path)]


def _table(path: Path) -> Iterator[CaseRow]:
    for raw in read_yaml(path):
        assert set(raw) <= KEYS, f"{path.stem}: {raw.get('name')}: {set(raw) - KEYS}"
        yield CaseRow(path.stem, raw)
