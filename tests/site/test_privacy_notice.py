"""The notice: complete, true of the code, and its law stands in the library."""

import re
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import Client
from pytest_django import Settings

from borrower_guide.cases import drafts
from borrower_guide.cases.access import cookies, slots
from borrower_guide.cases.pickup import parcel
from borrower_guide.cases.retention import KEEP_DAYS
from borrower_guide.guide import answers
from borrower_guide.law.provision import Status
from borrower_guide.law_in_use import library
from borrower_guide.record.sealing import authority
from borrower_guide.site import pages, text_size
from borrower_guide.site.checks import the_operator_is_named

PIPL = {17, 15, 23, 28, 29, 30, 44, 45, 46, 47, 50, 65}


def notice(client: Client) -> str:
    return str(client.get("/privacy/").content.decode())


def plain(page: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", page))


def test_each_provision_is_read_and_in_force_on_the_day_it_was_written(client: Client) -> None:
    ids = re.findall(r'href="/law/([\w-]+)/"', notice(client))
    assert {f"pipl-{number}" for number in PIPL} == set(ids) - {"unchecked"}
    for one in ids:
        row = library().provisions[one]
        assert row.status is Status.READ
        assert row.in_force_from <= pages.WRITTEN <= row.last_day
        assert client.get(f"/law/{one}/").status_code == 200


def test_it_says_who_or_plainly_that_nobody_is_named(client: Client, settings: Settings) -> None:
    assert "这个网站没有写明是谁在办" in plain(notice(client))
    settings.OPERATOR, settings.CONTACT = "某某社<b>", "某某信箱&1"
    for address in ("/privacy/", "/about/"):
        page = client.get(address).content.decode()
        assert "某某社&lt;b&gt;" in page
        assert "某某信箱&amp;1" in page
        assert "没有写明" not in page
    assert "某某信箱" in client.get("/accessibility/").content.decode()


@pytest.mark.parametrize("missing", ["OPERATOR", "CONTACT"])
def test_a_public_installation_must_name_its_operator(missing: str, settings: Settings) -> None:
    settings.OPERATOR, settings.CONTACT = "某某社", "某某信箱"
    assert the_operator_is_named() == []
    setattr(settings, missing, "")
    [fault] = the_operator_is_named()
    assert f"BORROWER_GUIDE_{missing}" in fault.msg
    with pytest.raises(SystemCheckError, match="E001"):
        call_command("check", deploy=True, tags=["security"])


def test_its_times_are_those_of_the_code(client: Client) -> None:
    said = plain(notice(client))
    for days in KEEP_DAYS:
        assert f"{days}天" in said
    assert f"最多放{drafts.DAYS}天" in said
    assert f"{int(slots.HANDOFF_LASTS.total_seconds()) // 3600}小时，用一次" in said
    assert f"{int(parcel.LASTS.total_seconds()) // 60}分钟，最多取{parcel.MOST}次" in said
    assert f"{cookies.IDLE // 60}分钟不动、最多{cookies.LONGEST // 3600}小时" in said
    assert f"最多{answers.HOURS}小时" in said


def test_it_names_every_cookie_and_no_other(client: Client, settings: Settings) -> None:
    names = re.findall(r"<dt>([a-z_]+)(?: 加一串字)?</dt>", notice(client))
    ours = [cookies.PREFIX, answers.COOKIE, text_size.COOKIE, settings.CSRF_COOKIE_NAME]
    assert names == ours


NEEDED = (
    "谁在保管 为什么要 有什么影响 没有加密的 存多久 还有谁 你能做什么 不再同意 更正 删除 投诉 孩子 "
    "写到别人时 日志 这一页改了 备份"
)


@pytest.mark.parametrize("needed", NEEDED.split())
def test_it_leaves_nothing_out(client: Client, needed: str) -> None:
    assert needed in plain(notice(client))


def test_the_short_version_has_five_lines_and_stands_first(client: Client) -> None:
    page = notice(client)
    short = page[page.index("先看这五句") : page.index("</ol>")]
    assert short.count("<li>") == 5
    assert page.index("先看这五句") < page.index('id="who"')


@pytest.mark.parametrize("address", ["/privacy/", "/about/", "/"])
def test_what_cannot_be_hidden_is_one_tap_away(client: Client, address: str) -> None:
    assert 'href="/about/limits/' in client.get(address).content.decode()


@pytest.mark.parametrize(
    "danger", ["手机开着", "木马", "改了程序", "打印店", "浏览记录", "微信自己记的", "相册", "录音"]
)
def test_the_page_of_limits_names_each(client: Client, danger: str) -> None:
    assert danger in plain(client.get("/about/limits/").content.decode())


def test_the_day_of_the_notice_is_a_day(client: Client) -> None:
    day: Any = pages.WRITTEN
    assert isinstance(day, date)
    assert f"{day.year}年{day.month}月{day.day}日" in plain(notice(client))


def test_it_tells_of_the_timestamp_authority_where_one_is_asked(
    client: Client, settings: Settings
) -> None:
    assert settings.TSA_URL == ""
    assert "时间戳" not in notice(client)
    settings.TSA_URL = "https://tsa.example:8443/some/path?key=secret"
    said = plain(notice(client))
    assert "它的网址是tsa.example。" in said
    assert "从封印的签名算出来的一串码（SHA-256摘要），还有一串随机数" in said
    assert f"{authority.SECONDS}秒就不等了" in said
    assert "secret" not in said
