"""Erase cases past their days and sweep files that belong to nothing. Run it daily."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from borrower_guide.cases.retention import purge


class Command(BaseCommand):
    help = "删除到期的记录，清掉没有主的文件。每天跑一次。"

    def handle(self, *args: Any, **options: Any) -> None:
        swept = purge(timezone.now())
        self.stdout.write(f"删除到期记录 {swept.cases} 份，清掉无主文件 {swept.files} 个。")
