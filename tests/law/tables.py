"""The tables of cases beside the rules: `rules/<rule id>.yaml`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from borrower_guide.law.assess import assess
from borrower_guide.law.finding import Assessment, Finding
from borrower_guide.law.library import Library
from borrower_guide.law.span import Span
from borrower_guide.law.yaml_reader import read_yaml
from borrower_guide.schema.loan import Loan
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.vocabulary import LenderType

FOLDER = Path(__file__).parent / "rules"
EXPECTED = {
    *("level", "cites", "rests_on", "urgent", "also", "why_begins", "gaps_have", "gaps_lack"),
}


@dataclass(frozen=True)
class Row:
    """One case: a visit, a kind of lender, perhaps a span of days, and what must come out."""

    rule: str
    name: str
    visit: Visit
    loan: Loan | None
    on: Span | None
    expected: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.rule}: {self.name}"

    @property
    def visits(self) -> tuple[Visit, ...]:
        return (self.visit,)

    @property
    def loans(self) -> tuple[Loan, ...]:
        return (self.loan,) if self.loan else ()

    def assessed(self, library: Library | None = None) -> Assessment:
        return assess(self.visit, self.loan, self.on, library)

    def differences(self, library: Library | None = None) -> Iterator[str]:
        """What comes out otherwise than this row says; mutated rules are held against it too."""
        assessed = self.assessed(library)
        yield from self._finding_differs(assessed.finding(self.rule))
        codes = {gap.code for gap in assessed.gaps}
        if missing := set(self.expected.get("gaps_have", [])) - codes:
            yield f"{self}: no gap {sorted(missing)}"
        if surplus := set(self.expected.get("gaps_lack", [])) & codes:
            yield f"{self}: gap {sorted(surplus)}"

    def _finding_differs(self, finding: Finding | None) -> Iterator[str]:
        told = self.expected
        if (level := finding.level.value if finding else "none") != told["level"]:
            yield f"{self}: level {level}, not {told['level']}"
        if finding is None:
            return
        found = {
            "cites": list(finding.cites),
            "rests_on": list(finding.acts),
            "urgent": finding.urgent,
            "also": [citation.id for citation in finding.see_also],
            "why_begins": finding.why[: len(told.get("why_begins", ""))],
        }
        for key, value in found.items():
            # A finding never goes without its cites.
            if (key in told or key == "cites") and value != told.get(key):
                yield f"{self}: {key} {value}, not {told.get(key)}"


def all_rows() -> list[Row]:
    return [row for path in sorted(FOLDER.glob("*.yaml")) for row in table(path)]


def table(path: Path) -> list[Row]:
    return [row for raw in read_yaml(path) for row in _rows(path.stem, dict(raw))]


def a_visit(**fields: Any) -> Visit:
    return Visit.read({"id": "V1", **fields})


def a_loan(lender_type: str | None) -> Loan:
    return Loan.read({"id": "L1", "lender_type": lender_type})


def _rows(rule: str, raw: dict[str, Any]) -> Iterator[Row]:
    """One row; with `lenders`, a list or `everyone`, one for each kind."""
    kinds = raw.pop("lenders", None)
    for kind in LenderType if kinds == "everyone" else kinds or ():
        own = {**raw, "name": f"{raw['name']}，{LenderType(kind).label}", "lender": kind}
        yield _row(rule, own)
    if not kinds:
        yield _row(rule, raw)


def _row(rule: str, raw: dict[str, Any]) -> Row:
    name, visit, lender = raw.pop("name"), raw.pop("visit"), raw.pop("lender", None)
    on = raw.pop("on", None)
    assert set(raw) <= EXPECTED, f"{rule}: {name}: {set(raw) - EXPECTED}"
    return Row(
        rule=rule,
        name=name,
        visit=a_visit(**visit),
        loan=a_loan(lender) if lender else None,
        on=_span(*on) if on else None,
        expected=raw,
    )


def _span(first: str, last: str) -> Span:
    return Span(date.fromisoformat(first), date.fromisoformat(last))
