"""What a channel asks for stands on the paper that goes to it, or has a blank there."""

from collections.abc import Iterator
from typing import Any

import pytest

from borrower_guide.law.channel import Want
from borrower_guide.letters.compose import compose
from borrower_guide.letters.form import Group
from borrower_guide.letters.paper import Origin, Paper
from borrower_guide.schema.case import Case
from borrower_guide.schema.model import Payload
from borrower_guide.schema.telling import text_of
from tests.letters.made import GOES_TO, LIBRARY, PAPERS, chosen, text
from tests.schema.samples import FULL

ASKED = {one.id: one.wants for one in LIBRARY.channels}
CASES = [
    pytest.param(form, channel, want, id=f"{form}-{channel}-{want.text}")
    for form, channel in GOES_TO
    if PAPERS[form].group is Group.COMPLAIN
    for want in ASKED.get(channel, ())
]
# By what it is called in `wants`, a label that must stand beside a blank.
BLANKS = {
    "姓名": "姓名",
    "身份信息": "证件号码",
    "证件号": "证件号码",
    "联系方式": "电话",
    "地址": "地址",
    "签名": "签名",
    "授权书": "授权委托书",
    "哪个省": "省",
}
# What has no field of its own, as the full sample tells it.
TOLD = {
    "你要求什么": [one.text for one in LIBRARY.requests],
    "公司注册地在哪个省": [],
    "哪天的事，什么产品，多少钱": ["2026年1月3日", "某某贷 App", "12000.00"],
}
# Of a piece of evidence, an attached list tells what it is; the rest stands in 证据目录.
WHOLE = {"exhibits": "exhibits.title"}
NOT_TEXT = {"id", "exhibit"}  # numbers of things, told as 证据 1


@pytest.mark.parametrize(("form", "channel", "want"), CASES)
def test_a_want_is_told_or_has_a_blank(form: str, channel: str, want: Want) -> None:
    ticked = frozenset(one.id for one in PAPERS[form].options)
    paper = compose(chosen(form, FULL, channel, options=ticked))
    told = text(paper)
    for path in want.fields:
        for value in values(Case.read(FULL), WHOLE.get(path, path).split(".")):
            assert value in told, path
    asked = [label for word, label in BLANKS.items() if word in want.text]
    assert not want.by_hand or asked, "say in BLANKS which blank this is"
    for label in asked:
        assert any(label in blank for blank in blanks(paper)), label
    if not want.fields and not want.by_hand:
        for value in TOLD[want.text]:
            assert value in told


@pytest.mark.parametrize(("form", "channel"), GOES_TO)
def test_whoever_is_named_by_number_writes_it_by_hand(form: str, channel: str) -> None:
    for block in compose(chosen(form, FULL, channel)).blocks:
        for line in block.lines:
            assert line.origin is Origin.HAND or "证件号码" not in line.cells[0]


@pytest.mark.parametrize("form", ["complaint_letter", "report_letter", "negotiation_letter"])
def test_a_lender_that_is_not_told_has_a_blank(form: str) -> None:
    loan = {"id": "L1", "platform": "某某贷 App"}
    for loans in ([], [loan]):
        paper = compose(chosen(form, FULL | {"loans": loans, "visits": []}, "lender_own"))
        assert "放款机构" in blanks(paper)


def blanks(paper: Paper) -> list[str]:
    lines = (line for block in paper.blocks for line in block.lines)
    return [line.cells[0] for line in lines if line.origin is Origin.HAND]


def values(told: Any, path: list[str]) -> Iterator[str]:
    """Every text under a path of a case, as a paper tells it."""
    if isinstance(told, tuple):
        for one in told:
            yield from values(one, path)
    elif isinstance(told, Payload):
        names = path[:1] or [name for name in type(told).model_fields if name not in NOT_TEXT]
        for name in names:
            yield from values(getattr(told, name), path[1:])
    elif told is not None and not isinstance(told, bool):
        yield text_of(told)
