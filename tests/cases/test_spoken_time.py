"""Times as people write them. `NOW` is a Tuesday evening in Shanghai."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.cases.forms.spoken_time import read_when, show
from borrower_guide.schema.when import SHANGHAI, YEARS, When

NOW = datetime(2026, 11, 24, 20, 14, 30, tzinfo=SHANGHAI)

READ = {
    "现在": "2026-11-24T20:14:00+08:00",
    "20:14": "2026-11-24T20:14:00+08:00",
    "８：０５": "2026-11-24T08:05:00+08:00",
    "今天下午3点": "2026-11-24T15:00:00+08:00",
    "昨天晚上9点": "2026-11-23T21:00:00+08:00",
    "昨晚十点": "2026-11-23T22:00:00+08:00",
    "前天下午三点一刻": "2026-11-22T15:15:00+08:00",
    "大前天 早上7点半": "2026-11-21T07:30:00+08:00",
    "11月3日 20:14": "2026-11-03T20:14:00+08:00",
    "十一月三号晚上八点二十": "2026-11-03T20:20:00+08:00",
    "2026-11-03 20:14": "2026-11-03T20:14:00+08:00",
    "2026年1月2日": "2026-01-02",
    "2024/2/29 08:00": "2024-02-29T08:00:00+08:00",
    "昨天": "2026-11-23",
    "22点半": "2026-11-24T22:30:00+08:00",
    "凌晨0点10分": "2026-11-24T00:10:00+08:00",
    "中午12点": "2026-11-24T12:00:00+08:00",
    "中午1点": "2026-11-24T13:00:00+08:00",
    "晚上1点": "2026-11-24T01:00:00+08:00",
    # A day still to come this year was meant for last year.
    "12月25日 9:00": "2025-12-25T09:00:00+08:00",
}
REFUSED = {
    "8点": "早上还是晚上",
    "昨天9点": "早上还是晚上",
    "晚上12点": "哪一天",
    "24:00": "哪一天",
    "25:00": "没有这个钟点",
    "20:61": "没有这个钟点",
    "2月30日": "没有这一天",
    "13月1日": "没有这一天",
    "abc": "看不懂",
    "昨天晚上九点多": "看不懂",
    "<b>": "看不懂",
    "0000-00-00": "看不懂|没有这一天",
}


@pytest.mark.parametrize(("text", "expected"), READ.items(), ids=READ)
def test_it_reads(text: str, expected: str) -> None:
    assert str(read_when(text, now=NOW)) == expected


@pytest.mark.parametrize(("text", "message"), REFUSED.items(), ids=REFUSED)
def test_it_refuses_what_it_cannot_be_sure_of(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_when(text, now=NOW)


@pytest.mark.parametrize(
    ("start", "clock", "expected"),
    [
        ("2026-11-20T22:40", "23:10", "2026-11-20T23:10:00+08:00"),
        ("2026-11-20T22:40", "0:10", "2026-11-21T00:10:00+08:00"),
        ("2026-11-20T10:00", "10:30", "2026-11-20T10:30:00+08:00"),
        ("2026-11-20", "0:10", "2026-11-20T00:10:00+08:00"),
    ],
)
def test_a_clock_alone_belongs_to_the_visit(start: str, clock: str, expected: str) -> None:
    assert str(read_when(clock, now=NOW, start=When.parse(start))) == expected


minutes = st.integers(0, 57_000_000).map(
    lambda count: datetime(1991, 12, 1, tzinfo=SHANGHAI) + timedelta(minutes=count)
)


@given(minutes)
def test_what_it_shows_it_reads_back(moment: datetime) -> None:
    when = When.at(moment)
    assert read_when(show(when), now=NOW) == when
    assert read_when(show(When(when.day)), now=NOW) == When(when.day)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        when = read_when(text, now=NOW)
    except ValueError:
        return
    assert when.day.year in YEARS
