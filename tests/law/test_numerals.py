"""Chinese numerals and citations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.law.citation import cite
from borrower_guide.law.content import load_library
from borrower_guide.law.numerals import DIGITS, chinese

VALUES = {"千": 1000, "百": 100, "十": 10}


def value_of(text: str) -> int:
    """Reads a numeral back, digit by digit, in another way than it was written."""
    total, digit = 0, 0
    for sign in text.replace("零", ""):
        if sign in VALUES:
            total, digit = total + (digit or 1) * VALUES[sign], 0
        else:
            digit = DIGITS.index(sign)
    return total + digit


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (47, "四十七"),
        (100, "一百"),
        (101, "一百零一"),
        (103, "一百零三"),
        (110, "一百一十"),
        (111, "一百一十一"),
        (253, "二百五十三"),
        (1000, "一千"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (1011, "一千零一十一"),
        (1033, "一千零三十三"),
        (1177, "一千一百七十七"),
        (1260, "一千二百六十"),
    ],
)
def test_numerals_as_statutes_print_them(number: int, text: str) -> None:
    assert chinese(number) == text


@given(st.integers(1, 9999))
def test_a_numeral_reads_back(number: int) -> None:
    text = chinese(number)
    assert value_of(text) == number
    assert "零零" not in text
    assert not text.endswith("零")


@given(st.integers().filter(lambda number: not 1 <= number <= 9999))
def test_there_is_no_numeral_outside(number: int) -> None:
    with pytest.raises(ValueError, match="numeral"):
        chinese(number)


@pytest.mark.parametrize(
    ("provision", "text"),
    [
        ("psm12-40-3", "《中华人民共和国治安管理处罚法》第四十条第（三）项"),
        ("psm25-47-3", "《中华人民共和国治安管理处罚法》第四十七条第（三）项"),
        ("psm25-50-1-2", "《中华人民共和国治安管理处罚法》第五十条第一款第（二）项"),
        ("cc-1033-2", "《中华人民共和国民法典》第一千零三十三条第（二）项"),
        ("cl-253-1", "《中华人民共和国刑法》第二百五十三条之一"),
        ("cl-245", "《中华人民共和国刑法》第二百四十五条第一款"),
        (
            "ji-cpl-106",
            "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第一百零六条",
        ),
        ("xd-37", "《小额贷款公司监督管理暂行办法》（条号待官方核对）"),
    ],
)
def test_a_provision_is_cited_by_its_full_title(provision: str, text: str) -> None:
    assert cite(load_library().provisions[provision]) == text


def test_what_was_only_reported_has_no_article_and_says_so() -> None:
    for provision in load_library().provisions.values():
        said = cite(provision)
        assert said.endswith("（条号待官方核对）") == (provision.status == "reported"), said
        if provision.status == "reported":
            assert "第" not in said.split("》")[1]
            assert provision.gist.startswith("据公开转载")
