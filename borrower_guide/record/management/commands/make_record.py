"""make_record CASE.json --output OUT.pdf [--json] [--with-findings] | --replay RECORD.pdf"""

import json
import os
import secrets
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from borrower_guide.cases.state import project
from borrower_guide.cases.taking.from_file import entries_of
from borrower_guide.printing.faults import CannotRender
from borrower_guide.record.installation import installation
from borrower_guide.record.make import Made, make_record
from borrower_guide.record.paper.opinions import opinions_of
from borrower_guide.record.replay import Replayed, replay
from borrower_guide.record.sealing.key import sealing_key
from borrower_guide.record.small_copies import pictures_beside
from borrower_guide.record.stamping import stamp
from borrower_guide.schema.faults import InputFaults
from borrower_guide.schema.read import read_case

BAD_INPUT, CANNOT = 2, 3


class Command(BaseCommand):
    help = "Make the sealed record of a case file, or print a record's pages again."
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django's own declaration

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("case", type=Path, nargs="?")
        parser.add_argument("--replay", type=Path, metavar="RECORD.pdf")
        parser.add_argument("--output", type=Path, required=True)
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--with-findings", action="store_true")

    def handle(self, *_: Any, **given: Any) -> None:
        if (given["case"] is None) == (given["replay"] is None):
            raise CommandError(
                "给一份 CASE.json，或者用 --replay 给一份记录，二选一。", returncode=2
            )
        try:
            _writable(given["output"])
            made = self._made(given)
            _write(given["output"], made.data)
        except InputFaults as fault:
            stop(BAD_INPUT, *fault.faults)
        except CannotRender as fault:
            stop(CANNOT, fault)
        except OSError as fault:
            stop(CANNOT, f"{fault.filename or given['output']}：写不进去。{fault.strerror or ''}")
        self._tell(made, as_json=given["json"])

    def _made(self, given: dict[str, Any]) -> Made | Replayed:
        if given["replay"]:
            return replay(_read(given["replay"]), settings.DATA_DIR / "seal")
        now = timezone.now()
        source: Path = given["case"]
        case = read_case(_read(source), folder=source.parent, now=now)
        entries = entries_of(case, now)
        state = project(entries)
        return make_record(
            entries,
            key=sealing_key(settings.DATA_DIR / "seal"),
            made_at=now,
            opinions=opinions_of(state) if given["with_findings"] else None,
            pictures=pictures_beside(state, source.parent),
            stamp=stamp(),
            bounded=False,
            site=installation(),
        )

    def _tell(self, made: Made | Replayed, *, as_json: bool) -> None:
        if isinstance(made, Made) and made.asked and not made.timestamp:
            self.stderr.write("没有拿到第三方的时间戳。记录做好了，封印里没有时间戳。")
        if as_json:
            self.stdout.write(json.dumps(made.to_json(), ensure_ascii=False))
            return
        self.stdout.write(f"记录编号 {made.record_number}")
        self.stdout.write(f"校验码 {made.digest}")


def stop(code: int, *faults: object) -> NoReturn:
    """One line per fault on stderr, then out."""
    sys.stderr.writelines(f"{fault}\n" for fault in faults)
    sys.exit(code)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        stop(BAD_INPUT, f"{path}：找不到这个文件，或者不让读。")


def _writable(path: Path) -> None:
    """Raise OSError before the work is done rather than after."""
    if not path.parent.is_dir():
        raise FileNotFoundError(2, "没有这个文件夹", str(path.parent))


def _write(path: Path, data: bytes) -> None:
    """All or nothing: a reader never meets half a record, a fault leaves no file."""
    draft = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
