"""Hard words with their meaning in plain ones: a closed schema, its loader, and its checks."""

from collections.abc import Iterator
from pathlib import Path

from borrower_guide.guide.content import Claim, load
from borrower_guide.law.row import Key, Row, Words
from borrower_guide.law.wording import AS_LAW, complaints
from borrower_guide.schema.faults import ContentFault


class Word(Row):
    """One word. `forms`: other ways to write it; `apart`: longer texts in which it is not meant.

    A `text` that states law names its `basis`; any other is advice.
    """

    id: Key
    word: Words
    forms: tuple[Words, ...] = ()
    apart: tuple[Words, ...] = ()
    text: Words
    basis: tuple[Key, ...] = ()

    @property
    def written(self) -> tuple[str, ...]:
        """Every way to write it, its own first."""
        return (self.word, *self.forms)

    @property
    def claim(self) -> Claim:
        """The meaning as a sentence with its footing."""
        return Claim(text=self.text, basis=self.basis, advice=not self.basis)


class Topic(Row):
    """Words that belong together."""

    id: Key
    title: Words
    words: tuple[Word, ...]


class Glossary(Row):
    """All words, in the order in which /words/ shows them."""

    topics: tuple[Topic, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of all topics."""
        return tuple(word for topic in self.topics for word in topic.words)


def load_glossary(path: Path) -> Glossary:
    """Read the file of words; raises ContentFaults with every fault at once."""
    return load(path, Glossary)


def faults_of_glossary(
    glossary: Glossary, file: str, lineages: frozenset[str] | None
) -> Iterator[ContentFault]:
    """Wording, footing, and what is there twice. Without `lineages`, bases pass."""
    seen: set[str] = set()
    for word in glossary.words:
        for message in _faults_of(word, lineages):
            yield ContentFault(file, word.id, message)
        for name in (f"#{word.id}", *word.written):
            if name in seen:
                yield ContentFault(file, word.id, f"“{name}”写了两次，请去掉一处")
            seen.add(name)


def _faults_of(word: Word, lineages: frozenset[str] | None) -> Iterator[str]:
    yield from complaints(word.text, advice=not word.basis)
    if not word.basis and (found := AS_LAW.search(word.text)):
        yield f"解释里写了“{found[0]}”，请换个说法，或写上 basis（依据的条文）"
    for name in word.basis:
        if lineages is not None and name not in lineages:
            yield f"没有叫 {name} 的条文脉络，请改名字或先加条文"
    for text in word.apart:
        if not any(form in text for form in word.written):
            yield f"apart 里的“{text}”不含这个词，请删掉"
