"""The number: its check digit, and what people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.cases.access.codes import in_fours, new_code, read_code

codes = st.builds(new_code)


@given(codes)
def test_it_reads_what_it_makes(code: str) -> None:
    assert read_code(" ".join(in_fours(code))) == code


@given(codes, st.integers(0, 15), st.integers(1, 9))
def test_it_finds_every_single_wrong_digit(code: str, at: int, step: int) -> None:
    wrong = str((int(code[at]) + step) % 10)
    with pytest.raises(ValueError, match="打错"):
        read_code(code[:at] + wrong + code[at + 1 :])


@given(codes, st.integers(0, 14))
def test_it_finds_every_swap_of_neighbours(code: str, at: int) -> None:
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    if swapped != code:
        with pytest.raises(ValueError, match="打错"):
            read_code(swapped)


@pytest.mark.parametrize(
    "shape",
    ["{0}{1}{2}{3}", " {0} {1}  {2}\t{3}\n", "{0}-{1}-{2}-{3}", "{0}　{1}　{2}　{3}"],
    ids=["plain", "spaces", "hyphens", "wide spaces"],
)
def test_it_takes_the_ways_people_type(shape: str) -> None:
    code = new_code()
    assert read_code(shape.format(*in_fours(code))) == code


def test_it_takes_full_width_digits() -> None:
    code = new_code()
    assert read_code(code.translate({ord(str(d)): 0xFF10 + d for d in range(10)})) == code


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "请输入"),
        ("   ", "请输入"),
        ("12345", "现在是 5 位"),
        ("12345678901234567", "现在是 17 位"),
        ("123456789012345x", "只有数字"),
        ("一二三四", "只有数字"),
        ("١٢٣٤١٢٣٤١٢٣٤١٢٣٤", "只有数字"),
    ],
)
def test_it_says_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_code(text)
