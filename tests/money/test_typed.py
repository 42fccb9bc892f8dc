"""Sums, days and lines in the forms that people type."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.money.instalments import Payment
from borrower_guide.money.typed import MOST_ROWS, read_amount, read_count, read_day, read_payments


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1234.5", "1234.50"),
        ("1,234.50", "1234.50"),
        ("１，２３４．５０元", "1234.50"),
        ("¥1200", "1200"),
        ("￥ 1200 元", "1200"),
        ("人民币1200元整", "1200"),
        ("1200块", "1200"),
        ("1.2万", "12000"),
        ("1.2 万元", "12000"),
        ("12w", "120000"),
        ("12。5", "12.50"),
        (".5", "0.50"),
        ("0", "0"),
    ],
)
def test_sums_are_taken_as_they_are_typed(text: str, amount: str) -> None:
    assert read_amount(text) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1,23", "逗号"),
        ("1,2345", "逗号"),
        ("1万2", "用数字写"),
        ("一千", "用数字写"),
        ("100 200", "用数字写"),
        ("1.234", "最多两位"),
        ("-5", "减号"),
        ("1e5", "用数字写"),
        ("٣", "用数字写"),
        ("9999999999", "数太大"),
        ("9" * 100, "数太大"),
        ("1.2.3", "用数字写"),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused_with_the_way_out(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        read_amount(text)


@pytest.mark.parametrize(
    "text",
    ["2026-01-05", "2026/1/5", "2026.1.5", "2026年1月5日", "２０２６年１月５号", "20260105"],
)
def test_days_are_taken_as_they_are_typed(text: str) -> None:
    assert read_day(text) == date(2026, 1, 5)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1月5日", "年份"),
        ("1-5", "年份"),
        ("2026-02-29", "没有这一天"),
        ("3026-01-05", "1990 到 2100"),
        ("今天", "2026-01-05"),
        ("2026-1/5", "2026-01-05"),
    ],
)
def test_a_day_that_is_none_is_refused(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        read_day(text)


@pytest.mark.parametrize(("text", "count"), [("12", 12), ("12期", 12), ("１２ 个月", 12)])
def test_counts(text: str, count: int) -> None:
    assert read_count(text, 360) == count


@pytest.mark.parametrize("text", ["0", "361", "十二", "-3", "1.5", "99999"])
def test_counts_out_of_bounds(text: str) -> None:
    with pytest.raises(ValueError, match="请"):
        read_count(text, 360)


@pytest.mark.parametrize(
    "line",
    [
        "2026-01-05 1,234.50",
        "2026年1月5日：1234.5元",
        "1. 2026-01-05 1234.50",
        "第3期 2026/1/5, 1234.50",
        "1234.50 2026-01-05",
        "２０２６－０１－０５　１２３４．５０",
        "20260105\t1234.50",
    ],
)
def test_a_line_is_a_day_and_a_sum(line: str) -> None:
    assert read_payments(line) == (Payment(date(2026, 1, 5), Decimal("1234.50")),)


def test_money_given_back_has_a_minus() -> None:
    assert read_payments("2026-01-05 -50") == (Payment(date(2026, 1, 5), Decimal(-50)),)


def test_every_faulty_line_is_named() -> None:
    with pytest.raises(ValueError, match="第 2 行") as error:
        read_payments("2026-01-05 100\n2026-01-05\n\nabc\n2026-02-05 1 2")
    assert [f"第 {number} 行" in str(error.value) for number in (1, 2, 4, 5)] == [
        False,
        True,
        True,
        True,
    ]


def test_no_more_lines_than_are_promised() -> None:
    line = "2026-01-05 1\n"
    assert len(read_payments(line * MOST_ROWS)) == MOST_ROWS
    with pytest.raises(ValueError, match="最多 60 行"):
        read_payments(line * (MOST_ROWS + 1))


@given(st.decimals(min_value=0, max_value="999999999.99", places=2), st.dates(date(1990, 1, 1)))
def test_what_is_printed_is_read_again(amount: Decimal, day: date) -> None:
    assert read_amount(f"{amount:,}") == amount
    if day.year <= 2100:
        assert read_payments(f"{day} {amount:,.2f}") == (Payment(day, amount),)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (read_amount, read_day, read_payments):
        with suppress(ValueError):
            read(text)
