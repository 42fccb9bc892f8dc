"""Findings and gaps of a case file as one JSON object (docs: the case format and this output)."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from borrower_guide.law.assess import assess
from borrower_guide.law.patterns import assess_case
from borrower_guide.schema.case import Case
from borrower_guide.schema.faults import InputFault, InputFaults
from borrower_guide.schema.read import read_case


class Command(BaseCommand):
    help = "看一份记录里每次来访、几次来访可能涉及哪些规定，输出一个 JSON。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("case", type=Path, metavar="CASE.json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 0 with JSON on stdout; 2 with one line a fault on stderr and nothing on stdout."""
        try:
            case = _read(options["case"])
        except InputFaults as error:
            self.stderr.write("\n".join(map(str, error.faults)))
            sys.exit(2)
        self.stdout.write(json.dumps(_assessed(case), ensure_ascii=False, indent=2))


def _read(path: Path) -> Case:
    try:
        data = path.read_bytes()
    except OSError:
        raise InputFaults([InputFault("$", f"读不出文件 {path.name}")]) from None
    return read_case(data, folder=path.parent, now=timezone.now())


def _assessed(case: Case) -> dict[str, Any]:
    return {
        "visits": [
            {"visit": visit.id, **assess(visit, case.loan_of(visit)).to_json()}
            for visit in case.visits
        ],
        "case": assess_case(case.visits, case.loans).to_json(),
    }
