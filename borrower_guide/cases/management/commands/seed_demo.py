"""The demo case that `make run` shows: made once, opened by the number that is printed."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from borrower_guide.cases import journal
from borrower_guide.cases.access import slots
from borrower_guide.cases.access.codes import in_fours
from borrower_guide.cases.access.cookies import Holding
from borrower_guide.cases.models import CaseFile
from borrower_guide.cases.taking.from_file import new_entries
from borrower_guide.schema.read import read_case

DEMO = settings.BASE_DIR / "fixtures" / "demo" / "case.json"


class Command(BaseCommand):
    help = "写入演示用的记录（只在本机），并打印它的续填号。"

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.LOCAL:
            raise CommandError("演示记录只写在本机上，正式的安装里没有。")
        kept = settings.DATA_DIR / "demo_code"
        code = kept.read_text().strip() if kept.exists() else ""
        if not code or slots.find(code) is None:
            code = _write_demo()
            kept.touch(mode=0o600)
            kept.write_text(code + "\n")
        self.stdout.write(f"演示记录的续填号：{' '.join(in_fours(code))}")


def _write_demo() -> str:
    case = read_case(DEMO.read_bytes(), folder=DEMO.parent)
    today, holding = timezone.localdate(), Holding.begun()
    row = CaseFile(id=holding.ref, created_on=today, last_used_on=today)
    journal.begin(row, holding, new_entries(case, imported=False))
    return holding.code or ""
