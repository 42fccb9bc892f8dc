"""Each sentence of each paper has its source: an entry, a request, a provision, or a blank."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

import pytest
from hypothesis import given, settings

from borrower_guide.letters.chosen import Chosen
from borrower_guide.letters.compose import compose
from borrower_guide.letters.paper import Line, Origin, Paper
from borrower_guide.schema import acts, vocabulary
from borrower_guide.schema.model import Payload, field_label, paper_label
from borrower_guide.schema.vocabulary import Vocabulary
from tests.letters.made import GOES_TO, LIBRARY, PAPERS, PLAN, chosen
from tests.schema.samples import FULL
from tests.schema.strategies import CASES

# What we put between words of others: numbers of things, how exact, who claims.
OURS = (
    "没有写时间",
    "没有写日期和编号",
    "没有写哪天",
    "另有",
    "没有写细节",
    "人以上",
    "显示或自称",
    "自称",
    "大约",
    "来访",
    "联系",
    "借款",
    "原件",
)
GLUE = re.compile(r"证据|周[一二三四五六日]|[人次到是否年月日\s\d.:：；、，。“”（）/·-]")
KINDS = ("photo", "audio", "video", "screenshot", "document", None)


def of_all_kinds() -> dict[str, Any]:
    """The full sample with a piece of evidence of every kind, each told of."""
    [first], [visit] = FULL["exhibits"], FULL["visits"]
    [contact], [words] = FULL["contacts"], visit["statements"]
    plain = {name: value for name, value in first.items() if name not in ("file", "sha256", "size")}
    pieces = [
        {**plain, "id": f"E{n}", "title": f"第 {n} 件"} | ({"kind": kind} if kind else {})
        for n, kind in enumerate(KINDS, start=1)
    ]
    names = [one["id"] for one in pieces]
    spoken = [{**words, "exhibit": name, "words": f"{name} 里的话"} for name in names]
    return FULL | {
        "exhibits": pieces,
        "visits": [visit | {"exhibits": names, "statements": spoken}],
        "contacts": [contact | {"exhibits": names}],
    }


@pytest.mark.parametrize("case", [FULL, of_all_kinds()], ids=["full", "all kinds of evidence"])
@pytest.mark.parametrize(("form", "channel"), GOES_TO)
def test_nothing_is_said_that_nobody_wrote(form: str, channel: str, case: dict[str, Any]) -> None:
    assert left_over(chosen(form, case, channel)) == []


@given(case=CASES)
@settings(max_examples=30)
def test_nothing_is_said_whatever_was_written(case: dict[str, Any]) -> None:
    for form, channel in GOES_TO:
        assert left_over(chosen(form, case, channel)) == []


@pytest.mark.parametrize(("form", "channel"), GOES_TO)
def test_a_paper_comes_back_from_what_an_entry_keeps(form: str, channel: str) -> None:
    paper = compose(chosen(form, of_all_kinds(), channel))
    assert Paper.of_json(paper.to_json()) == paper


@pytest.mark.parametrize(("form", "channel"), GOES_TO)
def test_every_block_has_a_key_of_its_own(form: str, channel: str) -> None:
    keys = [block.key for block in compose(chosen(form, of_all_kinds(), channel)).blocks]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(("form", "channel"), GOES_TO)
def test_rows_are_as_wide_as_their_head(form: str, channel: str) -> None:
    for block in compose(chosen(form, of_all_kinds(), channel)).blocks:
        widths = {len(line.cells) for line in block.lines}
        assert widths <= ({len(block.head)} if block.head else {1, 2}), block.key


CLAIMS = ("姓𠮷", "平台、催收", "某某信息咨询公司", "某某银行")


@pytest.mark.parametrize("form", ["complaint_letter", "report_letter", "police_statement"])
@pytest.mark.parametrize("claim", CLAIMS)
def test_what_visitors_said_of_themselves_is_no_fact(form: str, claim: str) -> None:
    paper = compose(chosen(form, FULL, PAPERS[form].channels[0]))
    told = "\n".join(
        line.cells[-1]
        for block in paper.blocks
        for line in block.lines
        if line.name.endswith("/visitors")
    )
    assert told.count(claim) == told.count(f"自称 {claim}") == 1


EACH = [("recording_note", (2, 3)), ("screenshot_note", (4,))]


@pytest.mark.parametrize(("form", "numbers"), EACH)
def test_each_piece_of_evidence_has_blocks_of_its_own(form: str, numbers: tuple[int]) -> None:
    paper = compose(chosen(form, of_all_kinds()))
    about = [block for block in paper.blocks if block.key.startswith("about_")]
    assert [block.key for block in about] == [f"about_{number}" for number in numbers]
    for block, number in zip(about, numbers, strict=True):
        assert block.title == f"证据 {number}"
        assert ("名称", f"第 {number} 件") in [line.cells for line in block.lines]


@pytest.mark.parametrize("number", [2, 3])
def test_words_stand_with_their_recording(number: int) -> None:
    block = compose(chosen("recording_note", of_all_kinds())).block(f"words_{number}")
    assert block is not None
    said = [line.cells for line in block.lines if line.origin is Origin.ENTRY]
    assert said == [("00:03:12", "高个子", f"“E{number} 里的话”", "22:45")]


def test_a_screenshot_tells_only_the_calls_that_it_shows() -> None:
    [contact] = FULL["contacts"]
    others = [contact | {"id": "C1"}, contact | {"id": "C2", "exhibits": ["E4"]}]
    paper = compose(chosen("screenshot_note", of_all_kinds() | {"contacts": others}))
    block = paper.block("contacts_4")
    assert block is not None
    assert [one.cells[0] for one in block.lines] == ["联系 2", "说了什么", "证据"]


def left_over(everything: Chosen) -> list[tuple[str, Line, str]]:
    """The lines that say something without a source."""
    return [
        (block.key, line, rest)
        for block in compose(everything).blocks
        for line in block.lines
        if (rest := unexplained(line, everything))
    ]


def unexplained(line: Line, everything: Chosen) -> str:
    """The end of a line from where no row of texts with a source, one after another, leads on."""
    text = "\n".join(line.cells)
    known, typed = known_words(everything.form.id), [*filter(None, sources_of(line, everything))]
    reached = {0}
    for at in range(len(text)):
        if at in reached:
            words = (*known.get(text[at], ()), *typed)
            reached |= {at + len(one) for one in words if text.startswith(one, at)}
            if glue := GLUE.match(text, at):
                reached.add(glue.end())
    return "" if len(text) in reached else text[max(reached) :]


def sources_of(line: Line, everything: Chosen) -> Iterator[str]:
    match line.origin:
        case Origin.ENTRY:
            subject = line.name.partition("/")[0]
            things = everything.state.things
            yield from texts(next(one for one in things if one.subject == subject).payload)
        case Origin.REQUEST:
            yield from (one.text for one in LIBRARY.requests if one.id == line.name)
        case Origin.PROVISION:
            one = LIBRARY.citations[line.name]
            yield from (one.cite, one.rank_label, one.since, one.until, one.caution)
        case Origin.FORM:
            channels = everything.form.channels
            names = [one for one in LIBRARY.channels if one.id in channels]
            yield from (one.addressee or one.name for one in names)
        case Origin.OWN | Origin.COUNT:
            yield from (one.label for one in PLAN.items)
            yield from (one.lender for one in PLAN.debts)


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


@cache
def known_words(form_id: str) -> dict[str, list[str]]:
    """Labels, and the words of the blank form, by their first character."""
    form = PAPERS[form_id]
    words = [*OURS, *labels(), *(one.text for one in form.options)]
    for block in form.blocks:
        words += (*block.hand, block.say, *block.head, *block.labels.values())
    return {first: [*found] for first, found in groupby(sorted(set(words) - {""}), lambda w: w[0])}


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
