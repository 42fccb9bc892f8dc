"""Each sentence of each paper has its source: an entry, a request, a provision, or a blank."""

import re
from collections.abc import Iterator
from functools import cache

import pytest

from borrower_guide.cases.state import CaseState
from borrower_guide.letters.blocks import SOURCES
from borrower_guide.letters.compose import compose
from borrower_guide.letters.form import PaperForm, faults_of
from borrower_guide.letters.paper import Line, Origin, Paper
from borrower_guide.schema import acts, vocabulary
from borrower_guide.schema.model import Payload, field_label, paper_label
from borrower_guide.schema.vocabulary import Vocabulary
from tests.letters.made import LIBRARY, PAPERS, chosen
from tests.schema.samples import FULL

GOES_TO = [(form.id, channel) for form in PAPERS.values() for channel in form.channels or [""]]
# What we put between words of others: numbers of things, how exact, who claims.
GLUE = re.compile(
    r"来访|证据|自称|大约|人以上|人|到|是|否|没有写时间|没有写日期和编号|没有写细节"
    r"|\d+年\d+月\d+日|周[一二三四五六日]|[\s\d:：；、，。“”（）/·-]"
)


def test_every_name_in_the_forms_resolves() -> None:
    assert not list(faults_of(PAPERS, LIBRARY, frozenset(SOURCES)))


@pytest.mark.parametrize(("form", "channel"), GOES_TO)
def test_nothing_is_said_that_nobody_wrote(form: str, channel: str) -> None:
    everything = chosen(form, FULL, channel)
    for block in compose(everything).blocks:
        for line in block.lines:
            assert not unexplained(line, PAPERS[form], everything.state), (block.key, line)


@pytest.mark.parametrize(("form", "channel"), GOES_TO)
def test_a_paper_comes_back_from_what_an_entry_keeps(form: str, channel: str) -> None:
    paper = compose(chosen(form, FULL, channel))
    assert Paper.of_json(paper.to_json()) == paper


def unexplained(line: Line, form: PaperForm, state: CaseState) -> str:
    """What is left of a line once everything with a source is taken out of it."""
    text = "\n".join(line.cells)
    for known in sorted(sources_of(line, form, state), key=len, reverse=True):
        text = text.replace(known, "")
    return GLUE.sub("", text)


def sources_of(line: Line, form: PaperForm, state: CaseState) -> Iterator[str]:
    yield from labels()
    yield from form_words(form)
    match line.origin:
        case Origin.ENTRY:
            subject = line.name.partition("/")[0]
            yield from texts(next(one for one in state.things if one.subject == subject).payload)
        case Origin.REQUEST:
            yield from (one.text for one in LIBRARY.requests if one.id == line.name)
        case Origin.PROVISION:
            one = LIBRARY.citations[line.name]
            yield from (one.cite, one.rank_label, one.since, one.until, one.caution)
        case Origin.FORM:
            yield from (channel.name for channel in LIBRARY.channels if channel.id in form.channels)


def texts(told: object) -> Iterator[str]:
    """Every text that was typed."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict):
        for value in told.values():
            yield from texts(value)
    elif isinstance(told, list):
        for value in told:
            yield from texts(value)


def form_words(form: PaperForm) -> Iterator[str]:
    for block in form.blocks:
        yield from (word for word in (*block.hand, block.say, *block.head) if word)


@cache
def labels() -> frozenset[str]:
    """Labels of fields, on pages and on paper, and of codes."""
    codes = [
        one.label
        for module in (vocabulary, acts)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Vocabulary)
        for one in kind
    ]
    fields = [
        label(model, name)
        for model in _all(Payload)
        for name in model.model_fields
        for label in (field_label, paper_label)
    ]
    return frozenset(filter(None, [*codes, *fields]))


def _all(model: type[Payload]) -> Iterator[type[Payload]]:
    for one in model.__subclasses__():
        yield one
        yield from _all(one)
