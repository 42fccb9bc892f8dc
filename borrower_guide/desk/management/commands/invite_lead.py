"""How an operator begins with advocates: an invitation for a lead, who invites the others."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from borrower_guide.cases.access.codes import in_fours
from borrower_guide.desk.accounts.inviting import LASTS, invite
from borrower_guide.desk.models import Invitation, Organisation


class Command(BaseCommand):
    help = "给一个单位的负责人一个邀请号。单位没有就新建。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisation", required=True, help="单位名，最多 40 个字")
        parser.add_argument("--name", required=True, help="负责人的名字，最多 30 个字")

    def handle(self, *args: Any, organisation: str, name: str, **options: Any) -> None:
        unit = _read(organisation, "--organisation", Organisation)
        person = _read(name, "--name", Invitation)
        now = timezone.now()
        known = Organisation.objects.filter(name=unit).order_by("pk").first()
        ours = known or Organisation.objects.create(name=unit, made_on=timezone.localdate(now))
        code = invite(ours, person, now, by=None, is_lead=True)
        hours = int(LASTS.total_seconds()) // 3600
        self.stdout.write(f"{'单位' if known else '新建了单位'}：{ours.name}")
        self.stdout.write(f"邀请号：{' '.join(in_fours(code))}")
        self.stdout.write(f"请 {person} 在 {hours} 小时内打开 /desk/join/ 输入。只能用一次。")


def _read(typed: str, option: str, model: type[Organisation] | type[Invitation]) -> str:
    """The name in one line. Raises CommandError, exit 2."""
    name, longest = " ".join(typed.split()), model._meta.get_field("name").max_length or 0
    if not 0 < len(name) <= longest:
        raise CommandError(f"{option}：要 1 到 {longest} 个字", returncode=2)
    return name
