"""A day to come as people write it. 2026-11-29 is a Sunday."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.desk.matters.days import HINT, OVER, near_words, read_next_day

TODAY = date(2026, 11, 29)
READ = [
    ("今天", date(2026, 11, 29)),
    (" 明 天 ", date(2026, 11, 30)),
    ("后天", date(2026, 12, 1)),
    ("大后天", date(2026, 12, 2)),
    ("3天后", date(2026, 12, 2)),
    ("１０天以后", date(2026, 12, 9)),
    ("周日", date(2026, 11, 29)),
    ("周三", date(2026, 12, 2)),
    ("星期天", date(2026, 11, 29)),
    ("下周一", date(2026, 11, 30)),
    ("下周日", date(2026, 12, 6)),
    ("12月3日", date(2026, 12, 3)),
    ("12月3号", date(2026, 12, 3)),
    ("12-3", date(2026, 12, 3)),
    ("11月28日", date(2027, 11, 28)),
    ("1月5日", date(2027, 1, 5)),
    ("2027年1月5日", date(2027, 1, 5)),
    ("2026-11-29", date(2026, 11, 29)),
]
REFUSED = [
    ("昨天", HINT),
    ("过几天", HINT),
    ("12月", HINT),
    ("2026-11-28", OVER),
    ("13月1日", "没有这一天，请看月份和日期"),
    ("2月30日", "没有这一天，请看月份和日期"),
    ("0000-01-01", "没有这一天，请看月份和日期"),
]


@pytest.mark.parametrize(("text", "day"), READ)
def test_a_day_is_read(text: str, day: date) -> None:
    assert read_next_day(text, TODAY) == day


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_a_day_that_is_none_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_next_day(text, TODAY)


WORDS = st.lists(st.sampled_from("下周星期三日天后年月-0123今明"), max_size=9).map("".join)


@given(
    st.text(max_size=20) | WORDS, st.dates(min_value=date(2026, 1, 1), max_value=date(2099, 1, 1))
)
def test_no_text_gives_a_day_that_is_over(text: str, today: date) -> None:
    with suppress(ValueError):
        assert read_next_day(text, today) >= today


@given(st.dates(min_value=TODAY, max_value=date(2099, 1, 1)))
def test_what_the_form_shows_is_read_back(day: date) -> None:
    assert read_next_day(day.isoformat(), TODAY) == day


@pytest.mark.parametrize(
    ("days", "words"),
    [(-400, "过了 400 天"), (-1, "过了 1 天"), (0, "今天"), (1, "还有 1 天"), (8, "")],
)
def test_how_near(days: int, words: str) -> None:
    assert near_words(TODAY + timedelta(days=days), TODAY) == words
