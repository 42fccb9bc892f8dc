"""How hard a text is to read, by a stated measure: long sentences, and words few people use.

docs/reading.md says what is counted and why. The segmenter and its word counts (jieba3) are there
for development alone; nothing that serves a page imports this module.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from borrower_guide.guide.content import load
from borrower_guide.guide.reading_texts import Text
from borrower_guide.guide.words import Glossary
from borrower_guide.law.row import Row, Words
from borrower_guide.schema.faults import ContentFault

LONGEST = 36  # characters of a sentence
SHORT = 25  # what we aim at
COMMON = 100  # times that a word stands in the counted texts of sixty million words
COMMON_CHARACTER = 2000  # the same for a character that stands alone as a word
_TITLE = "《[^》]*》"
_SENTENCE = re.compile("[。？！；：\n]")
_HAN = re.compile("[\u4e00-\u9fff]+")
_NUMERALS = set("一二三四五六七八九十百千万零两第几每半")


class NoSegmenter(Exception):
    """jieba3 is not installed."""


class Allowed(Row):
    """Words that may stand although few texts have them, and why."""

    reason: Words
    words: tuple[Words, ...]


class AllowedWords(Row):
    """`reading.yaml`. `hard`: words that are counted often and are hard all the same."""

    allowed: tuple[Allowed, ...]
    hard: tuple[Words, ...] = ()


def load_allowed(path: Path) -> AllowedWords:
    """Read the list of exceptions; raises ContentFaults with every fault at once."""
    return load(path, AllowedWords)


@dataclass(frozen=True)
class Measure:
    """`counts`: how often each word stands in the counted texts; `cut`: a text into words.

    `known` may stand anywhere: what the glossary explains, and the exceptions.
    """

    counts: Mapping[str, int]
    cut: Callable[[str], Iterable[str]]
    known: frozenset[str]
    hard: frozenset[str]

    def faults(self, texts: Iterable[Text]) -> Iterator[ContentFault]:
        """Each long sentence and each uncommon word, with what to do."""
        for text in texts:
            for sentence in sentences(text.words):
                if len(sentence) > LONGEST:
                    told = f"有一句 {len(sentence)} 个字，最多 {LONGEST} 个，请断开：{sentence}"
                    yield ContentFault(text.file, text.where, told)
            for word in dict.fromkeys(self.uncommon(text.words)):
                told = f"“{word}”少见，请换个词，或在 words.yaml 里解释"
                yield ContentFault(text.file, text.where, told)

    def uncommon(self, text: str) -> Iterator[str]:
        """The words of a text that are not common; names of laws in 《》 left aside."""
        return (word for word in self.words(text) if not self.common(word))

    def words(self, text: str) -> Iterator[str]:
        """The words in Han characters, without those that are known."""
        for part in self._known.sub("\n", text).split("\n"):
            yield from (word for word in self.cut(part) if _HAN.fullmatch(word))

    def common(self, word: str) -> bool:
        """Counted often, or put together from such words and very common characters."""
        if word in self.hard:
            return False
        return self.counts.get(word, 0) >= COMMON or self._made_of_common(word)

    def _made_of_common(self, word: str) -> bool:
        ends = {0}
        for end in range(1, len(word) + 1):
            starts = range(max(ends & set(range(end)), default=end), -1, -1)
            if any(start in ends and self._piece(word[start:end], word) for start in starts):
                ends.add(end)
        return len(word) in ends

    def _piece(self, piece: str, whole: str) -> bool:
        if piece in self.hard or piece == whole:
            return False
        if len(piece) == 1:
            return piece in _NUMERALS or self.counts.get(piece, 0) >= COMMON_CHARACTER
        return self.counts.get(piece, 0) >= COMMON

    @property
    def _known(self) -> re.Pattern[str]:
        return _pattern(self.known)


@lru_cache(maxsize=4)
def _pattern(known: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(known, key=lambda word: (-len(word), word))
    return re.compile("|".join((_TITLE, *map(re.escape, longest_first))))


def sentences(text: str) -> list[str]:
    """The sentences of a text, without the signs that end them."""
    return [one.strip() for one in _SENTENCE.split(text) if one.strip()]


def measure(glossary: Glossary, allowed: AllowedWords) -> Measure:
    """The measure for our content. Raises NoSegmenter where jieba3 is not installed."""
    try:
        segmenter, tables = import_module("jieba3"), import_module("jieba3.tok")
    except ModuleNotFoundError:
        raise NoSegmenter from None
    explained = (form for word in glossary.words for form in word.written)
    excepted = (word for group in allowed.allowed for word in group.words)
    return Measure(
        counts=tables.BASE_MODEL_FREQ,
        cut=segmenter.jieba3(model="base", use_hmm=False).cut_text,
        known=frozenset((*explained, *excepted)),
        hard=frozenset(allowed.hard),
    )
