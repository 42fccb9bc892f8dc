"""What must hold for the phrase table, beside what each row says of itself."""

from collections.abc import Iterable, Iterator, Mapping

from borrower_guide.law.pattern import Pattern
from borrower_guide.law.phrase import Phrase
from borrower_guide.law.provision import Provision
from borrower_guide.law.rule import Level, Rule
from borrower_guide.law.wording import AS_LAW, complaints
from borrower_guide.schema.faults import ContentFault

PHRASES = "phrases.yaml"
GRAVEST_FIRST = tuple(Level)


def faults_in_phrases(
    phrases: Iterable[Phrase],
    rules: Iterable[Rule],
    patterns: Iterable[Pattern],
    provisions: Iterable[Provision],
    lineages: frozenset[str],
) -> Iterator[ContentFault]:
    """Every fault between the phrases, what judges them and what carries them."""
    judges = {rule.id: rule.levels for rule in rules}
    across = {pattern.id: pattern.levels for pattern in patterns}
    binding = {row.lineage for row in provisions if row.applies.yes}
    for phrase in phrases:
        told = (
            *_names(phrase, judges, across, lineages),
            *_level(phrase, judges | across, binding),
            *_wording(phrase),
        )
        yield from (ContentFault(PHRASES, phrase.id, message) for message in told)


Levels = Mapping[str, tuple[Level, ...]]


def _names(
    phrase: Phrase, rules: Levels, patterns: Levels, lineages: frozenset[str]
) -> Iterator[str]:
    for name in phrase.rules:
        if name not in rules:
            yield f"没有叫 {name} 的规则，请改名字或先加规则"
    for name in phrase.patterns:
        if name not in patterns:
            yield f"没有叫 {name} 的几次来访的规则，请改名字或先加"
    for name in dict.fromkeys(name for claim in phrase.claims for name in claim.basis):
        if name not in lineages:
            yield f"没有叫 {name} 的条文脉络，请改名字或先加条文"


def _level(phrase: Phrase, judges: Levels, binding: set[str]) -> Iterator[str]:
    basis = {name for claim in phrase.claims for name in claim.basis}
    if Level.LIKELY_BREACH in phrase.levels and not basis & binding:
        yield "写了 likely_breach，却没有一条一定适用的依据，请在 claims 里写明 basis，或改 level"
    if phrase.rises_to and _grave(phrase.rises_to) >= _grave(phrase.level):
        yield "rises_to 没有比 level 更重，请改或删掉"
    reach = [_grave(level) for name in _judged_by(phrase) for level in judges.get(name, ())]
    if reach and _grave(phrase.level) < min(reach):
        yield f"判断它的规则到不了 {phrase.level.value}，请改 level"


def _judged_by(phrase: Phrase) -> tuple[str, ...]:
    return phrase.rules + phrase.patterns


def _grave(level: Level) -> int:
    """0 for the gravest."""
    return GRAVEST_FIRST.index(level)


def _wording(phrase: Phrase) -> Iterator[str]:
    for text in phrase.advice:
        yield from complaints(text, advice=True)
        if found := AS_LAW.search(text):
            yield f"写了“{found[0]}”，请写成 claims 并注明 basis"
    for text in (phrase.heard, *(claim.text for claim in phrase.claims)):
        yield from complaints(text, advice=False)
