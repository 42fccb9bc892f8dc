"""Where to complain, one page for each place, and the page that counts days."""

import gzip
import html
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from borrower_guide.guide import clock, shelves
from borrower_guide.guide.day_text import read_day
from borrower_guide.guide.reminder import calendar_file
from borrower_guide.schema.vocabulary import LenderType

LIBRARY = shelves.library()
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    page = response.content.decode()
    assert page.count("<script") == 1
    assert page.count("<h1") == 1
    return page


def when(client: Client, **asked: str) -> str:
    return text(client, "/channels/when/?" + urlencode(asked))


def seen(page: str) -> str:
    """What a reader sees, without tags and breaks."""
    return close(html.unescape(re.sub(r"<[^>]+>", "", page)))


def close(words: str) -> str:
    return re.sub(r"\s+", "", words)


def addresses() -> Iterator[str]:
    yield "/channels/"
    yield from (f"/channels/?lender={kind}&act=used_force" for kind in LenderType)
    yield from (f"/channels/{channel.id}/" for channel in LIBRARY.channels)
    yield "/channels/when/"
    for channel in LIBRARY.channels:
        for one in channel.clocks:
            day = {"channel": channel.id, "clock": one.id, "day": "2026-11-20", "lender": "bank"}
            yield "/channels/when/?" + urlencode(day)
            yield "/channels/when/?" + urlencode(day | {"day": "no day", "lender": ""})


@pytest.mark.parametrize("address", [*addresses()])
def test_every_page_weighs_at_most_twelve_kilobytes(client: Client, address: str) -> None:
    assert len(gzip.compress(text(client, address).encode())) <= 12_000


@pytest.mark.parametrize("lender", [None, *LenderType])
def test_the_order_stands_first_then_a_card_for_each(
    client: Client, lender: LenderType | None
) -> None:
    page = text(client, f"/channels/?lender={lender}" if lender else "/channels/")
    order = re.findall(r'<li><a href="#(\w+)">', page)
    cards = re.findall(r'<article class="finding" id="(\w+)"', page)
    assert order == cards
    assert page.index('id="order"') < page.index("<article")
    for key in cards:
        assert f'href="/channels/{key}/' in page


def test_a_list_tells_how_each_number_was_checked(client: Client) -> None:
    page = text(client, "/channels/")
    assert page.count("用前请再核对") == sum(
        channel.status.value != "read" for channel in LIBRARY.channels
    )
    assert page.count("核对。</p>") >= len(LIBRARY.channels)


def test_the_body_that_does_not_exist_is_warned_of(client: Client) -> None:
    assert "没有找到叫“全国网贷平台投诉受理中心”的官方机构" in text(client, "/channels/")


def test_what_can_be_asked_for_is_told_as_advice(client: Client) -> None:
    page = seen(text(client, "/channels/"))
    for request in LIBRARY.requests:
        assert close(request.text) in page
    assert "这些是本站的建议，不是条文" in page


def test_each_place_has_a_page_with_all_that_is_known(client: Client) -> None:
    for channel in LIBRARY.channels:
        page = seen(text(client, f"/channels/{channel.id}/"))
        asked = {one.say for one in channel.clocks}
        for line in {*channel.sentences, channel.source} - asked:
            assert close(line) in page, channel.id
        assert page.count("记录里有") == sum(bool(want.fields) for want in channel.wants)


def test_a_place_speaks_to_the_lender_at_hand(client: Client) -> None:
    page = text(client, "/channels/lender_own/?lender=platform")
    assert "真正放款" in page
    assert "新旧两家" not in page
    assert 'href="/channels/?lender=platform"' in page


def test_a_place_that_does_not_exist(client: Client) -> None:
    assert client.get("/channels/king/").status_code == 404
    assert client.get("/channels/when/?channel=king").status_code == 404
    assert client.get("/channels/when/?channel=nifa_report").status_code == 404


def test_a_review_that_is_overdue_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    amber = '<p class="notice-warn"><strong>已经过了再核对的日子'
    assert amber not in text(client, "/channels/")
    monkeypatch.setattr(clock, "today", lambda: date(2027, 5, 24))
    assert text(client, "/channels/").count(amber) == len(LIBRARY.channels)
    assert amber in text(client, "/channels/police_110/")


def test_a_sentence_leaves_with_its_only_provision(client: Client, settings: object) -> None:
    assert "机构已有的材料" in text(client, "/channels/lender_own/")
    settings.SWITCHED_OFF_PROVISIONS = ["tousu-13", "tousu-18"]  # type: ignore[attr-defined]
    page = text(client, "/channels/lender_own/")
    assert "机构已有的材料" not in page
    assert "clock=reply" not in page
    assert "clock=recheck" in page


def test_places_with_a_clock_are_offered(client: Client) -> None:
    page = when(client)
    for channel in LIBRARY.channels:
        assert (f"?channel={channel.id}" in page) == bool(channel.clocks)


def test_a_form_is_no_fault_before_it_was_sent(client: Client) -> None:
    page = when(client, channel="lender_own", lender="bank")
    assert 'role="alert"' not in page
    assert 'value="bank" id="lender-bank" checked' in page


def test_each_missing_answer_is_named_and_nothing_is_lost(client: Client) -> None:
    page = when(client, channel="lender_own", day="")
    for anchor in ("clock", "lender", "day"):
        assert f'<li><a href="#{anchor}">' in page
        assert f'id="{anchor}"' in page
    page = when(client, channel="lender_own", clock="recheck", lender="trust", day="<b>明天")
    assert 'value="&lt;b&gt;明天"' in page
    assert 'id="clock-recheck" checked' in page
    assert 'id="lender-trust" checked' in page
    assert "<title>错误：" in page


def test_only_what_matters_is_asked(client: Client) -> None:
    page = when(client, channel="nfra_12378")
    assert "钱是向哪里借的" not in page
    assert "从哪一天数起" not in page
    assert "监管局收到投诉的那天" in page


def test_the_earliest_day_to_ask_again(client: Client) -> None:
    page = seen(when(client, channel="lender_own", clock="reply", lender="bank", day="11月20日"))
    assert "2026年12月8日起，可以再问" in page
    assert "15日，数到2026年12月5日，那天放假，往后推" in page
    assert "2026年12月22日起" in page
    assert "60日，数到2027年1月19日。2027年放假安排待官方核对，未计调休" in page
    assert "第二个上班日" in page
    assert "《银行业保险业消费投诉处理管理办法》第十八条" in page
    assert "微信里可能打不开" in page
    assert "本站不存" in page


def test_a_span_in_an_unknown_year_gives_no_day(client: Client) -> None:
    page = when(client, channel="nfra_12378", day="2026-11-24")
    assert "2026年12月4日" in page
    day = "2026-12-20"
    assert when(client, channel="nfra_12378", day=day).count("这一天还没到") == 2


def test_no_day_for_working_days_of_a_year_without_notice(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 12, 30))
    page = seen(when(client, channel="nfra_12378", day="2026-12-21"))
    assert "不能给准日子" in page
    assert "2027年放假安排待官方核对，未计调休" in page
    assert "存到手机日历" not in page


@pytest.mark.parametrize(
    ("lender", "words"),
    [
        ("microloan", "这个期限不管小额贷款公司"),
        ("platform", "这个期限管不管只做中介的平台，没有查清"),
        ("unknown", "不清楚放款的是谁"),
    ],
)
def test_a_lender_that_the_rule_does_not_surely_bind_gets_no_day(
    client: Client, lender: str, words: str
) -> None:
    asked = {"channel": "lender_own", "clock": "reply", "lender": lender, "day": "2026-11-20"}
    page = seen(when(client, **asked))
    assert words in page
    assert "起，可以再问" not in page
    assert client.get("/channels/when.ics?" + urlencode(asked)).status_code == 404


def test_an_older_law_is_not_counted(client: Client) -> None:
    page = when(client, channel="samr_12315", clock="mediation", day="2026-04-14")
    assert "以前的规定" in page
    page = when(client, channel="samr_12315", clock="mediation", day="2026-04-15")
    assert "以前的规定" not in page


def test_what_one_must_do_oneself_ends_early(client: Client) -> None:
    page = when(client, channel="court", clock="payment_order", day="2026-11-20")
    assert "最晚2026年12月4日办好" in seen(page)
    assert "照文书" in page
    page = when(client, channel="court", clock="payment_order", day="2026-10-20")
    assert "这一天已经过了" in page
    assert "存到手机日历" not in page


def test_six_months_of_last_year_cite_the_law_of_last_year(client: Client) -> None:
    page = when(client, channel="police_110", clock="report", day="2025-12-01")
    assert "/law/psm12-22/" in page
    assert "/law/psm25-25/" not in page


def test_nobody_is_accused(client: Client) -> None:
    for address in (one for one in addresses() if "/when/" in one):
        said = seen(text(client, address))
        for word in ("违约", "违规", "违法", "超期", "逾期", "催收"):
            assert word not in said, f"{address}: {word}"


def the_event(body: bytes) -> dict[str, object]:
    (event,) = Calendar.from_ical(body).walk("VEVENT")
    return {key.lower(): getattr(value, "dt", value) for key, value in event.items()}


def test_the_day_is_a_calendar_file_that_gives_nothing_away(client: Client) -> None:
    asked = {"channel": "lender_own", "clock": "reply", "lender": "bank", "day": "2026-11-20"}
    link = re.search(r'href="(/channels/when\.ics[^"]*)"', when(client, **asked))
    assert link
    response = client.get(html.unescape(link[1]))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="reminder-20261208.ics"'
    event = the_event(response.content)
    assert event["dtstart"] == date(2026, 12, 8)
    assert event["dtend"] == date(2026, 12, 9)
    assert event["summary"] == "可以再问一次"
    assert set(event) == {"uid", "dtstamp", "dtstart", "dtend", "summary", "transp"}
    assert b"VALARM" not in response.content
    assert client.get(html.unescape(link[1])).content == response.content


@pytest.mark.parametrize("query", ["", "?channel=court", "?channel=nfra_12378&day=king"])
def test_a_file_without_a_day_does_not_exist(client: Client, query: str) -> None:
    assert client.get(f"/channels/when.ics{query}").status_code == 404


@given(st.dates(date(2004, 1, 1), date(2030, 1, 1)), st.integers(0, 200), st.booleans())
def test_a_calendar_file_reads_back(start: date, later: int, yours: bool) -> None:
    on = date.fromordinal(start.toordinal() + later)
    body = calendar_file("seed", start, on, yours=yours)
    event = the_event(body)
    assert event["dtstart"] == on
    assert event["dtstamp"] == datetime(start.year, start.month, start.day, tzinfo=UTC)
    assert body == calendar_file("seed", start, on, yours=yours)
    assert event["uid"] != the_event(calendar_file("other", start, on, yours=yours))["uid"]
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-24", "2026-11-24"),
        ("2026年11月3日", "2026-11-03"),
        ("２０２６／１１／３", "2026-11-03"),
        ("20261103", "2026-11-03"),
        (" 11月3号 ", "2026-11-03"),
        ("11.24", "2026-11-24"),
        ("12月3日", "2025-12-03"),
        ("今天", "2026-11-24"),
        ("昨天", "2026-11-23"),
        ("大前天", "2026-11-21"),
    ],
)
def test_a_day_as_people_write_it(typed: str, day: str) -> None:
    assert read_day(typed, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("明天", "看不懂"),
        ("2026", "看不懂"),
        ("2026-11-31", "没有这一天"),
        ("2月29日", "没有这一天"),
        ("0000-01-01", "没有这一天"),
        ("2026-11-25", "还没到"),
    ],
)
def test_a_day_that_is_none(typed: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_day(typed, TODAY)


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_a_sentence(typed: str) -> None:
    try:
        day = read_day(typed, TODAY)
    except ValueError as fault:
        told = str(fault)
    else:
        told = "今天" if day <= TODAY else ""
    assert re.search("[一-鿿]", told)


@given(st.dates(date(1990, 1, 1), TODAY))
def test_a_day_written_out_reads_back(day: date) -> None:
    assert read_day(day.isoformat(), TODAY) == day
