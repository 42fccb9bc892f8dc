"""What is wrong in the files on interest is refused, with the place and the way out."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from borrower_guide.law.content import FIXTURES, load_library
from borrower_guide.law.interest.content import load_interest, unfounded
from borrower_guide.schema.faults import ContentFaults

Edit = Callable[[str, str, str], Path]


@pytest.fixture
def edited(tmp_path: Path) -> Edit:
    """A copy of the files with one text in one of them replaced."""

    def edit(file: str, old: str, new: str) -> Path:
        for name in ("lpr.yaml", "interest.yaml"):
            shutil.copy(FIXTURES / name, tmp_path)
        text = (tmp_path / file).read_text(encoding="utf-8")
        assert old in text
        (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return tmp_path

    return edit


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("lpr.yaml", "from: 2019-09-20", "from: 2019-08-20", "lpr.yaml: 全文: points 要按日期"),
        ("lpr.yaml", '"4.25"', "四点二五", "利率要写成带引号的数字"),
        ("lpr.yaml", "through: 2026-10-19", "through: 2025-01-01", "known_through 要在"),
        ("lpr.yaml", "review_by: 2027", "review_by: 2025", "review_by 比 checked_on 早"),
        ("interest.yaml", "  basis: [ji-mj-31]\n", "", "interest.yaml: before_four_times: basis、"),
        ("interest.yaml", "text: 据公开报道，各项", "text: 各项", "没核对的以“据公开报道”开头"),
        ("interest.yaml", "id: early", "id: order", "interest.yaml: order: 这个 id 用了 2 次"),
        ("interest.yaml", "法律禁止高利放贷", "高利放贷是违法的", "单独写了“违法”"),
        ("interest.yaml", "要由法院来看", "必须由法院来看", "写了“必须”"),
        ("interest.yaml", "to: 2025-12-31", "to: 2025-11-30", "to 比 from 早"),
        ("interest.yaml", "lenders: [private]", "lenders: [usurer]", "private_encouraged: lenders"),
    ],
)
def test_each_kind_of_fault_is_refused(
    edited: Edit, file: str, old: str, new: str, told: str
) -> None:
    with pytest.raises(ContentFaults) as error:
        load_interest(edited(file, old, new))
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[cc-561]", "[cc-9999]", "interest.yaml: order: 没有叫 cc-9999 的条文脉络"),
        ("unchecked: spc-24-percent", "unchecked: nowhere", "court_24: unchecked.yaml 里没有"),
    ],
)
def test_a_footing_that_does_not_exist_is_told(edited: Edit, old: str, new: str, told: str) -> None:
    faults = unfounded(load_interest(edited("interest.yaml", old, new)), load_library())
    assert any(told in str(fault) for fault in faults)


def test_every_sentence_has_its_footing() -> None:
    assert list(unfounded(load_interest(), load_library())) == []


def test_every_sentence_is_short() -> None:
    for one in load_interest().sayings:
        assert max(len(sentence) for sentence in one.text.split("。")) <= 36, one.id
