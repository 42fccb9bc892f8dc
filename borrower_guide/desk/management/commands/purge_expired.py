"""Erase what is past its time: cases, stray files, sessions, invitations, batches. Run daily."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.core.management.base import BaseCommand
from django.utils import timezone

from borrower_guide.cases.retention import purge
from borrower_guide.desk.accounts.inviting import end_past
from borrower_guide.desk.batches import sweeping
from borrower_guide.desk.matters import half_written


class Command(BaseCommand):
    help = "删除到期的记录，清掉没有主的文件、过时的登录、邀请和打印批次。每天跑一次。"

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        SessionStore.clear_expired()
        invitations = end_past(now)
        batches = sweeping.end_past(now)
        half_written.sweep(now)
        swept = purge(now)  # last: it empties the write-ahead log
        self.stdout.write(f"删除到期记录 {swept.cases} 份，清掉无主文件 {swept.files} 个。")
        self.stdout.write(f"清掉过时的登录，过期邀请 {invitations} 个，打印批次 {batches} 个。")
