"""Several visits on the overview: quiet, last, and only where there are several."""

import gzip
import re

import pytest

from tests.cases.pages import Browser

pytestmark = pytest.mark.django_db
HEADING = "几次来访放在一起看"


def written(*fields: dict[str, object]) -> tuple[Browser, str]:
    """A case with these visits, and the browser that wrote them."""
    browser = Browser()
    case = browser.begun(**fields[0])
    for one in fields[1:]:
        browser.write(case + "visits/new/", **one)
    return browser, case


def section(browser: Browser, case: str) -> str:
    found = re.search(
        r'(?s)<section aria-labelledby="together">.*?</section>', browser.get(case).text
    )
    return found[0] if found else ""


def at(day: int, clock: str = "10:00", **fields: object) -> dict[str, object]:
    return {"when_text": f"2026-11-{day:02} {clock}", **fields}


def test_one_visit_is_not_several() -> None:
    browser, case = written(at(20, acts=["insulted"]))
    assert HEADING not in browser.get(case).text


def test_two_visits_are_counted_and_judged_after_the_timeline() -> None:
    browser, case = written(
        at(14, "22:30", acts=["threatened_person"]), at(20, "07:00", acts=["threatened_person"])
    )
    text = browser.get(case).text
    assert text.index("按时间排") < text.index(HEADING) < text.index("带走我的数据")
    told = section(browser, case)
    assert "2 次一起数" in told
    assert "不是法律定的次数" in told
    for number, label in (
        (2, "最多的 7 天里"),
        (2, "最多的 30 天里"),
        (2, "晚上 10 点到早上 8 点"),
    ):
        assert f"<dt>{label}</dt><dd>{number} 次</dd>" in told
    assert told.index("几次说要伤人") < told.index("7天里来了几次")
    assert "可能违规或违法" in told
    assert "治安管理处罚法》第五十条第一款第（一）项" in told
    assert "这不是结论。" in told
    assert re.findall(r"/visits/\w+/\">来访 (\d)", told)[:2] == ["1", "2"]


def test_two_visits_far_apart_say_numbers_alone() -> None:
    browser, case = written(at(1), at(20))
    told = section(browser, case)
    assert "<dt>最多的 7 天里</dt><dd>1 次</dd>" in told
    assert "finding" not in told
    assert "这不是结论" not in told


def test_a_visit_without_a_day_leads_to_its_field() -> None:
    browser, case = written(at(20), at(21), {})
    told = section(browser, case)
    assert "写了日子的 2 次，一起数。" in told
    [link] = re.findall(r'<a href="([^"]+\?part=[^"]+)">来访 3</a>：没有写哪一天来的', told)
    assert 'name="started_at"' in browser.get(link).text


def test_where_only_one_has_a_day_nothing_is_counted() -> None:
    browser, case = written(at(20), {})
    told = section(browser, case)
    assert "没有写哪一天来的" in told
    assert "<dl" not in told


def test_what_was_withdrawn_does_not_count() -> None:
    browser, case = written(at(20), at(21))
    assert HEADING in browser.get(case).text
    [visit, *_] = re.findall(r'href="([^"]+/visits/[0-9a-f]{32}/)"', browser.get(case).text)
    browser.post(visit + "withdraw/", reason="记重了")
    text = browser.get(case).text
    assert "已撤回" in text
    assert HEADING not in text


def test_the_month_is_not_told_where_the_week_says_the_same() -> None:
    browser, case = written(at(18), at(19), at(20))
    assert "30天里来了几次" not in section(browser, case)
    browser.write(case + "visits/new/", **at(1))
    told = section(browser, case)
    assert "来了3次，都在7天里" in told
    assert "来了4次，都在30天里" in told


def test_a_busy_case_stays_a_light_page() -> None:
    acts = ["threatened_person", "threatened_disclosure", "refused_to_leave", "disclosed_to_family"]
    browser, case = written(*(at(day, "22:30", acts=acts) for day in range(10, 16)))
    page = browser.get(case).response.content
    assert HEADING in page.decode()
    assert len(gzip.compress(page)) < 12_000


def test_a_provision_out_of_use_is_cited_by_no_finding(settings: object) -> None:
    browser, case = written(at(20, acts=["insulted"]), at(21, acts=["insulted"]))
    visit = re.search(rf'href="({case}visits/(?!new)[^"/]+/)"', browser.get(case).text)
    assert visit
    assert "/law/cc-1024/" in browser.get(visit[1]).text
    settings.SWITCHED_OFF_PROVISIONS = ["cc-1024"]  # type: ignore[attr-defined]
    assert "/law/cc-1024/" not in browser.get(visit[1]).text
