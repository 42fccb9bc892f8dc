"""What must hold for the patterns, beside what each row says of itself."""

from collections.abc import Iterable, Iterator
from string import Formatter

from borrower_guide.law.case_facts import CASE_FACTS
from borrower_guide.law.expression import names
from borrower_guide.law.facts import FACTS
from borrower_guide.law.pattern import Pattern
from borrower_guide.law.provision import Provision
from borrower_guide.law.rule import Level
from borrower_guide.schema.faults import ContentFault

PATTERNS = "patterns.yaml"
HOLES = frozenset({"days", "count", "number", "who"})


def faults_in_patterns(
    patterns: Iterable[Pattern], provisions: Iterable[Provision], lineages: frozenset[str]
) -> Iterator[ContentFault]:
    """Every fault between the patterns, the facts and the provisions."""
    rows = tuple(provisions)
    for pattern in patterns:
        told = (*_names(pattern, lineages), *_level(pattern, rows), *_texts(pattern))
        yield from (ContentFault(PATTERNS, pattern.id, message) for message in told)


def _names(pattern: Pattern, lineages: frozenset[str]) -> Iterator[str]:
    for name in dict.fromkeys(pattern.basis + pattern.fallback + pattern.see_also):
        if name not in lineages:
            yield f"没有叫 {name} 的条文脉络，请改名字或先加条文"
    if pattern.when not in CASE_FACTS:
        yield f"没有叫 {pattern.when} 的几次来访的事实，请改名字或先写这个事实"
    for name in dict.fromkeys(names(pattern.likely_breach) if pattern.likely_breach else ()):
        if name not in FACTS:
            yield f"没有叫 {name} 的事实，请改名字或先写这个事实"


def _level(pattern: Pattern, provisions: tuple[Provision, ...]) -> Iterator[str]:
    if pattern.likely_breach is None:
        return
    if pattern.at_least < 2:
        yield "一次不算几次，写了 likely_breach 时 at_least 请写 2 或更大"
    basis = [row for row in provisions if row.lineage in pattern.basis]
    if basis and not any(row.applies.yes for row in basis):
        yield "basis 里没有一条一定适用，到不了 likely_breach，请删掉它或换 basis"


def _texts(pattern: Pattern) -> Iterator[str]:
    for level in Level:
        if level in pattern.levels and not pattern.why.at(level):
            yield f"why 缺 {level.value}，请写一段说明"
        if level not in pattern.levels and pattern.why.at(level):
            yield f"到不了 {level.value}，请删掉 why 里的这一段"
    if pattern.why.fallback and not pattern.fallback:
        yield "用不到 why 的 fallback，请删掉它，或写上 fallback"
    holes = _holes(pattern.told)
    if wrong := holes - HOLES:
        yield f"told 里不能写 {{{min(wrong)}}}，只能写 {{days}}、{{count}}、{{number}}、{{who}}"
    elif not holes & {"count", "number"}:
        yield "told 里要写 {count} 或 {number}，说清几次"


def _holes(text: str) -> set[str]:
    """The names in braces; a lone brace counts as a name that nobody knows."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {""}
