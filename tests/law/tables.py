"""The tables of cases beside the rules: `rules/<rule id>.yaml`."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from borrower_guide.law.assess import assess
from borrower_guide.law.finding import Assessment
from borrower_guide.law.span import Span
from borrower_guide.law.yaml_reader import read_yaml
from borrower_guide.schema.loan import Loan
from borrower_guide.schema.visit import Visit

FOLDER = Path(__file__).parent / "rules"
EXPECTED = {"level", "cites", "rests_on", "urgent", "why_begins", "gaps_have", "gaps_lack"}


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

    def assessed(self) -> Assessment:
        return assess(self.visit, self.loan, self.on)


def all_rows() -> list[Row]:
    return [row for path in sorted(FOLDER.glob("*.yaml")) for row in table(path)]


def table(path: Path) -> list[Row]:
    return [_row(path.stem, dict(raw)) for raw in read_yaml(path)]


def a_visit(**fields: Any) -> Visit:
    return Visit.read({"id": "V1", **fields})


def a_loan(lender_type: str | None) -> Loan:
    return Loan.read({"id": "L1", "lender_type": lender_type})


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
