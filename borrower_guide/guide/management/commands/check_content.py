"""check_content: does the authored content hold, as of a day? Design section 9."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from borrower_guide.guide import clock
from borrower_guide.guide.book import FLOWS, SERIES, WORDS, faults_in, open_book
from borrower_guide.guide.chapters import files_of
from borrower_guide.law.content import load_library
from borrower_guide.law.library import Library, overdue
from borrower_guide.schema.faults import ContentFault, ContentFaults

LAW = (
    "provisions",
    "rules",
    "patterns",
    "phrases",
    "acts",
    "channels",
    "gaps",
    "unchecked",
    "requests",
)


class Command(BaseCommand):
    """Prints `file: id: 说明` for each fault. Exit 0: holds, 1: faults, 2: cannot be read."""

    help = "检查条文、规则、渠道、问答流程和各种纸，一行一处问题"
    requires_system_checks = ()  # they are what this command reports

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder that holds law/ and guide/, and the day for the review dates."""
        parser.add_argument("--content", type=Path, default=settings.BASE_DIR / "fixtures")
        parser.add_argument("--on", help="按哪一天看核对日期，比如 2027-01-31；不写就是今天")

    def handle(self, *args: Any, content: Path, on: str | None, **options: Any) -> None:
        """Read, then report; nothing is written anywhere."""
        day = _day(on) if on else clock.today()
        if lines := list(unreadable(content)):
            self.stderr.write("\n".join(lines))
            sys.exit(2)
        if faults := faults_of(content, day):
            self.stdout.write("\n".join(map(str, faults)))
            sys.exit(1)
        self.stdout.write("\n".join(["内容没有问题。", *_proved(content)]))


def _proved(content: Path) -> Iterator[str]:
    """How much of each flow was walked to say so."""
    book = open_book(load_library(content / "law"), content / "guide")
    for key, flow in book.flows.items():
        proof = book.proofs[key]
        nodes = f"{len(flow.steps)} 个问题，{len(flow.outcomes)} 个结果"
        routes = f"{proof.routes:,} 条路都走到头（合成 {proof.states} 种情形数）"
        yield f"{key}：{nodes}，{routes}。"


def faults_of(content: Path, day: date) -> tuple[ContentFault, ...]:
    """Every fault of law and guide content, and every review date that lies before `day`."""
    try:
        library = load_library(content / "law")
    except ContentFaults as error:
        return error.faults + faults_in(content / "guide", None)
    lineages = frozenset(row.lineage for row in library.provisions.values())
    guide = faults_in(content / "guide", lineages)
    return (*guide, *_of_rooms_above(content, library), *overdue(library, day))


def _of_rooms_above(content: Path, library: Library) -> Iterator[ContentFault]:
    """What an app says of content of its own: this room cannot know who builds upon it."""
    for config in apps.get_app_configs():
        if tell := getattr(config, "content_faults", None):
            yield from tell(content, library)


def unreadable(content: Path) -> Iterator[str]:
    """A line for each file of a content folder that cannot be read as UTF-8 text."""
    files = [content / "law" / f"{name}.yaml" for name in LAW]
    files += [content / "guide" / f"{name}.yaml" for name in (*SERIES, WORDS)]
    for name in FLOWS:
        files += files_of(content / "guide" / f"{name}.yaml").values()
    files += sorted(content.glob("letters/*.yaml"))
    for file in files:
        try:
            file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            yield f"{file}：不是 UTF-8 编码，请另存为 UTF-8"
        except OSError:
            yield f"{file}：读不到这个文件，请看它在不在、能不能读"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"--on：{text} 不是日期，请写成 2027-01-31", returncode=2) from None
