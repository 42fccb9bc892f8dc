"""law_impact: what leans on a provision, and what an edited copy of the content would change."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from borrower_guide.guide import clock
from borrower_guide.guide.impact import change_lines, effect_lines, leaning_lines
from borrower_guide.guide.management.commands.check_content import faults_of, unreadable
from borrower_guide.guide.shelves import leans, library
from borrower_guide.law.impact import changes, effects
from borrower_guide.law.library import Library
from borrower_guide.law.pattern import Pattern
from borrower_guide.law.provision import Provision
from borrower_guide.law.reading import Reading
from borrower_guide.law.rule import Rule
from borrower_guide.schema.faults import ContentFault, ContentFaults


class Command(BaseCommand):
    """Prints the report. Exit 0: printed, 2: nothing to report on, or it cannot be read."""

    help = "看哪些规则、问题、页面、渠道靠一条条文；给一份改过的内容，看会变什么"

    def add_arguments(self, parser: CommandParser) -> None:
        """A provision or a norm, an edited copy, or both."""
        parser.add_argument("id", nargs="?", help="条文的 id，或者条文脉络的名字")
        parser.add_argument(
            "--edited", type=Path, help="改过的内容，里面有 law/ 和 guide/，和 fixtures 一样"
        )

    def handle(self, *args: Any, id: str | None, edited: Path | None, **options: Any) -> None:  # noqa: A002
        """Read, compare, print; nothing is written anywhere."""
        if id is None and edited is None:
            raise CommandError("请写一条条文的 id，或者用 --edited 给一份改过的内容", returncode=2)
        if id is not None:
            self.stdout.write("\n".join(leaning_lines(_lineage(id), library(), leans())))
        if edited is not None:
            self.stdout.write("\n".join(self._report(edited)))

    def _report(self, edited: Path) -> Iterable[str]:
        if lines := list(unreadable(edited)):
            self.stderr.write("\n".join(lines))
            sys.exit(2)
        try:
            return list(report(library(), edited_library(edited / "law"), edited))
        except ContentFaults as error:
            self.stderr.write("\n".join(map(str, error.faults)))
            sys.exit(2)


def edited_library(folder: Path) -> Library:
    """The content as edited, whatever no longer fits together in it.

    Raises ContentFaults only for rows that cannot be read by themselves.
    """
    reading = Reading(folder)
    rows = reading.rows("provisions.yaml", Provision)
    rules, patterns = reading.rows("rules.yaml", Rule), reading.rows("patterns.yaml", Pattern)
    if reading.faults:
        raise ContentFaults(reading.faults)
    return replace(
        library(),
        provisions={row.id: row for row in rows},
        rules={row.id: row for row in rules},
        patterns={row.id: row for row in patterns},
    )


def report(before: Library, after: Library, edited: Path) -> Iterator[str]:
    """The provisions that differ with what leans on them, the findings, and what is left to do."""
    found = changes(before, after)
    yield f"条文：变了 {len(found)} 条"
    for change in found:
        yield from change_lines(change)
    for lineage in dict.fromkeys(name for change in found for name in change.lineages):
        yield from leaning_lines(lineage, before, leans())
    differing = effects(before, after)
    yield f"提示：变了 {len(differing)} 处"
    titles = _titles(before) | _titles(after)
    for effect in differing:
        yield from effect_lines(effect, titles)
    yield from _left_to_do(faults_of(edited, clock.today()))


def _titles(content: Library) -> dict[str, str]:
    rows: tuple[Rule | Pattern, ...] = (*content.rules.values(), *content.patterns.values())
    return {row.id: row.title for row in rows}


def _left_to_do(faults: tuple[ContentFault, ...]) -> Iterator[str]:
    if faults:
        yield f"改过的内容还有 {len(faults)} 处问题，请先改好"
        yield from (f"  {fault}" for fault in faults)


def _lineage(name: str) -> str:
    row = library().provisions.get(name)
    lineage = row.lineage if row else name
    if not library().lineage(lineage):
        raise CommandError(f"没有叫 {name} 的条文，也没有这条脉络，请看 /law/", returncode=2)
    return lineage
