"""What must hold between the rows of the law content."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from borrower_guide.law import paths
from borrower_guide.law.channel import Channel
from borrower_guide.law.channel_checks import channel_faults
from borrower_guide.law.expression import names
from borrower_guide.law.facts import FACTS
from borrower_guide.law.gaps import EDGES, OTHER_CONTRADICTIONS, GapTexts
from borrower_guide.law.library import by_lineage
from borrower_guide.law.pairs import PAIRS
from borrower_guide.law.pattern import Pattern
from borrower_guide.law.pattern_checks import PATTERNS, faults_in_patterns
from borrower_guide.law.phrase import Phrase
from borrower_guide.law.phrase_checks import PHRASES, faults_in_phrases
from borrower_guide.law.provision import Provision
from borrower_guide.law.request import Request
from borrower_guide.law.rule import Level, Rule
from borrower_guide.law.unchecked import Unchecked
from borrower_guide.law.wording import complaints
from borrower_guide.schema.acts import Act
from borrower_guide.schema.faults import ContentFault
from borrower_guide.schema.vocabulary import LenderType

PROVISIONS, RULES, CHANNELS = "provisions.yaml", "rules.yaml", "channels.yaml"
UNCHECKED, ACTS, GAPS = "unchecked.yaml", "acts.yaml", "gaps.yaml"
REQUESTS = "requests.yaml"


_Named = Provision | Rule | Pattern | Phrase | Channel | Unchecked | Request


@dataclass(frozen=True)
class Shelf:
    """Rows that are well formed each by itself; `lineages` also names those of faulty rows."""

    provisions: tuple[Provision, ...]
    rules: tuple[Rule, ...]
    channels: tuple[Channel, ...]
    unchecked: tuple[Unchecked, ...]
    requests: tuple[Request, ...]
    reasons: Mapping[Act, object]
    gap_texts: GapTexts | None
    lineages: frozenset[str]
    switched_off: frozenset[str]
    patterns: tuple[Pattern, ...] = ()
    phrases: tuple[Phrase, ...] = ()


def faults_in(shelf: Shelf) -> Iterator[ContentFault]:
    """Every fault between rows, file by file."""
    yield from _repeated(shelf)
    yield from _provisions(shelf)
    for rule in shelf.rules:
        yield from _rule(rule, shelf)
    yield from faults_in_patterns(shelf.patterns, shelf.provisions, shelf.lineages)
    yield from faults_in_phrases(
        shelf.phrases, shelf.rules, shelf.patterns, shelf.provisions, shelf.lineages
    )
    yield from _channels(shelf)
    yield from _acts(shelf)
    yield from _gap_texts(shelf)
    yield from _wording(shelf)


def _repeated(shelf: Shelf) -> Iterator[ContentFault]:
    listed: Iterable[tuple[str, Collection[_Named]]] = (
        (PROVISIONS, shelf.provisions),
        (RULES, shelf.rules),
        (PATTERNS, shelf.patterns),
        (PHRASES, shelf.phrases),
        (CHANNELS, shelf.channels),
        (UNCHECKED, shelf.unchecked),
        (REQUESTS, shelf.requests),
    )
    for file, rows in listed:
        for key, times in Counter(row.id for row in rows).items():
            if times > 1:
                yield ContentFault(file, key, f"这个 id 用了 {times} 次，请改成不一样的")
    for key in {row.id for row in shelf.unchecked} & {row.id for row in shelf.provisions}:
        yield ContentFault(UNCHECKED, key, "已经在 provisions.yaml 里了，请只留一处")


def _provisions(shelf: Shelf) -> Iterator[ContentFault]:
    for rows in by_lineage(shelf.provisions).values():
        for older, newer in pairwise(rows):
            if newer.in_force_from <= older.last_day:
                yield ContentFault(
                    PROVISIONS, newer.id, f"生效日期和 {older.id} 重叠，请改 from 或 to"
                )
    for row in shelf.provisions:
        if LenderType.UNKNOWN in row.applies.yes and not row.applies.everyone:
            yield ContentFault(
                PROVISIONS, row.id, "不清楚放款机构时不能写 yes，请把 unknown 放到 maybe 或 no"
            )
    for key in shelf.switched_off - {row.id for row in shelf.provisions}:
        yield ContentFault(PROVISIONS, key, "要停用的条文不存在，请看设置里的 id")


def _rule(rule: Rule, shelf: Shelf) -> Iterator[ContentFault]:
    for name in dict.fromkeys(rule.basis + rule.fallback + rule.see_also):
        if name not in shelf.lineages:
            yield ContentFault(RULES, rule.id, f"没有叫 {name} 的条文脉络，请改名字或先加条文")
    for name in dict.fromkeys(name for one in rule.conditions for name in names(one)):
        if name not in FACTS:
            yield ContentFault(RULES, rule.id, f"没有叫 {name} 的事实，请改名字或先写这个事实")
    for path in rule.ask:
        if not paths.exists(path):
            yield ContentFault(RULES, rule.id, f"来访里没有 {path} 这一项，请改 ask")
        elif shelf.gap_texts and path not in shelf.gap_texts.missing:
            yield ContentFault(GAPS, rule.id, f"missing 里没有 {path} 的话，请补一句")
    yield from _why(rule)
    basis = [row for row in shelf.provisions if row.lineage in rule.basis]
    if rule.likely_breach is not None and basis and not any(row.applies.yes for row in basis):
        message = "basis 里没有一条一定适用，到不了 likely_breach，请删掉它或换 basis"
        yield ContentFault(RULES, rule.id, message)


def _why(rule: Rule) -> Iterator[ContentFault]:
    for level in Level:
        if level in rule.levels and not rule.why.at(level):
            yield ContentFault(RULES, rule.id, f"why 缺 {level.value}，请写一段说明")
        if level not in rule.levels and rule.why.at(level):
            yield ContentFault(RULES, rule.id, f"到不了 {level.value}，请删掉 why 里的这一段")
    if rule.why.fallback and not (rule.fallback and Level.UNCLEAR in rule.levels):
        yield ContentFault(RULES, rule.id, "用不到 why 的 fallback，请删掉它，或写上 fallback")


def _channels(shelf: Shelf) -> Iterator[ContentFault]:
    for channel in shelf.channels:
        for message in channel_faults(channel, shelf.lineages, shelf.provisions):
            yield ContentFault(CHANNELS, channel.id, message)


def _acts(shelf: Shelf) -> Iterator[ContentFault]:
    if not shelf.rules:  # the file itself is at fault
        return
    spoken = {name for rule in shelf.rules for one in rule.conditions for name in names(one)}
    for act in Act:
        if act not in spoken and act not in shelf.reasons:
            yield ContentFault(ACTS, act.value, "没有规则说到它，请加规则，或在这里写明原因")
        elif act in spoken and act in shelf.reasons:
            yield ContentFault(ACTS, act.value, "已经有规则说到它，请删掉这里的原因")


def _gap_texts(shelf: Shelf) -> Iterator[ContentFault]:
    if shelf.gap_texts is None:
        return
    needed = {pair.path for pair in PAIRS} | set(OTHER_CONTRADICTIONS)
    for path in sorted(needed - set(shelf.gap_texts.contradiction)):
        yield ContentFault(GAPS, "contradiction", f"没有 {path} 的话，请补一句")
    for path in sorted(set(EDGES) - set(shelf.gap_texts.near_edge)):
        yield ContentFault(GAPS, "near_edge", f"没有 {path} 的话，请补一句")


def _wording(shelf: Shelf) -> Iterator[ContentFault]:
    for file, where, text, advice in _texts(shelf):
        for message in complaints(text, advice=advice):
            yield ContentFault(file, where, message)


def _texts(shelf: Shelf) -> Iterator[tuple[str, str, str, bool]]:
    for row in shelf.provisions:
        yield PROVISIONS, row.id, row.gist + row.caution + row.advice, False
    for rule in shelf.rules:
        whys = [*(rule.why.at(level) for level in rule.levels), rule.why.fallback or ""]
        yield RULES, rule.id, "\n".join((rule.title, *whys, rule.differs, *rule.next_steps)), True
    for pattern in shelf.patterns:
        yield PATTERNS, pattern.id, "\n".join(pattern.sentences), True
    for channel in shelf.channels:
        yield CHANNELS, channel.id, "\n".join(channel.sentences), True
    for request in shelf.requests:
        yield REQUESTS, request.id, request.text + request.hint, True
    for claim in shelf.unchecked:
        yield UNCHECKED, claim.id, claim.said + claim.unknown, False
    if shelf.gap_texts:
        yield GAPS, "全文", str(shelf.gap_texts.model_dump()), True
