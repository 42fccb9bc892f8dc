"""A point in time as people know it, read from ISO 8601 and written back."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from borrower_guide.schema.when import When

READ = [
    ("2026-01-03", "2026-01-03"),
    ("2026-01-03T22:40", "2026-01-03T22:40:00+08:00"),
    ("2026-01-03T22:40:05", "2026-01-03T22:40:05+08:00"),
    ("2026-01-03T22:40:05.25", "2026-01-03T22:40:05.250000+08:00"),
    ("2026-01-03T22:40:00+08:00", "2026-01-03T22:40:00+08:00"),
    ("2026-01-03T22:40+0800", "2026-01-03T22:40:00+08:00"),
    ("2026-01-03T22:40+08", "2026-01-03T22:40:00+08:00"),
    ("2026-01-03T14:40Z", "2026-01-03T22:40:00+08:00"),
    ("2026-01-03T20:10+05:30", "2026-01-03T22:40:00+08:00"),
    ("2026-01-03T16:00Z", "2026-01-04T00:00:00+08:00"),
    ("2025-12-31T23:00-05:00", "2026-01-01T12:00:00+08:00"),
    ("2024-02-29", "2024-02-29"),
]


@pytest.mark.parametrize(("text", "told"), READ)
def test_every_time_is_told_in_shanghai(text: str, told: str) -> None:
    assert str(When.parse(text)) == told


def test_a_day_alone_knows_no_hour() -> None:
    when = When.parse("2026-01-03")
    assert (when.day, when.moment) == (date(2026, 1, 3), None)


MOMENTS = st.datetimes(
    min_value=datetime(1992, 1, 1),  # noqa: DTZ001
    max_value=datetime(2099, 12, 30),  # noqa: DTZ001
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m))),
)
WHENS = MOMENTS.map(When.at) | st.dates(date(1990, 1, 1), date(2100, 12, 31)).map(When)


@settings(deadline=None)
@given(moment=MOMENTS)
def test_a_moment_stays_the_same_moment(moment: datetime) -> None:
    when = When.parse(moment.isoformat())
    assert when.moment == moment
    assert when == When.at(moment)
    assert when.day == (moment.astimezone(UTC) + timedelta(hours=8)).date()


@settings(deadline=None)
@given(when=WHENS)
def test_what_was_written_is_read_back(when: When) -> None:
    assert When.parse(str(when)) == when


@settings(deadline=None)
@given(one=WHENS, other=WHENS)
def test_of_two_times_at_most_one_is_surely_earlier(one: When, other: When) -> None:
    assert not (one.before(other) and other.before(one))
    assert one.day >= other.day or one.before(other)
    assert one.day <= other.day or not one.before(other)
    assert not one.before(one)


@settings(deadline=None)
@given(text=st.text() | st.from_regex(r"\d{4}-\d\d-\d\d(T\d\d:\d\d.*)?", fullmatch=True))
def test_any_text_is_read_or_refused_in_chinese(text: str) -> None:
    assert "请写" in (_refusal(text) or "请写")


def _refusal(text: str) -> str | None:
    try:
        When.parse(text)
    except ValueError as error:
        return str(error)
    return None
