"""我的个案: what is found, in which order, and that nothing of another desk ever is."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.cases import journal
from borrower_guide.cases.models import KeySlot
from borrower_guide.desk.matters.search import PAGE, SHOWN, Search
from borrower_guide.desk.models import Matter
from tests.cases.disk import Disk
from tests.cases.made import a_case, a_visit
from tests.cases.pages import Page
from tests.desk.made import Desk, a_desk, taken
from tests.desk.matters.made import LONG, browser, in_days, matter, matters, numbered

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r"<th scope=\"row\"><a [^>]*>(\d+)</a>")


def listed(desk: Desk, asked: str = "") -> list[str]:
    """The numbers on a page, in its order."""
    page = browser(desk).get(f"/desk/{asked}")
    assert page.status == 200
    return NUMBER.findall(page.text)


def row_of(page: Page, number: str) -> str:
    """What a person reads in one line."""
    [row] = [row for row in re.findall(r"(?s)<tr>.*?</tr>", page.text) if f">{number}<" in row]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip()


def test_an_empty_desk_says_how_to_begin(desk: Desk) -> None:
    page = browser(desk).get("/desk/")
    assert "还没有个案" in page.words
    assert "交接号" in page.words


def test_a_line_tells_all_that_is_known_in_clear(desk: Desk) -> None:
    matter(desk.advocate, "2026112901", label="三楼甲", taken_on=date(2026, 11, 29))
    seen = {"missing": 3, "looked_on": date(2026, 11, 28), "status": "printable"}
    matter(desk.advocate, "2026112902", **seen, next_on=in_days(-3), held=False)
    matter(desk.advocate, "2026112903", missing=0, looked_on=date(2026, 11, 28))
    page = browser(desk).get("/desk/")
    assert row_of(page, "2026112901") == "2026112901 三楼甲 待补充 还没看过 2026-11-29"
    told = row_of(page, "2026112902")
    for words in ("可打印 已收回", "缺 3 处 11月28日看", f"{in_days(-3)} 过了 3 天"):
        assert words in told
    assert "没看出缺的 11月28日看" in row_of(page, "2026112903")


@pytest.mark.parametrize(
    ("days", "words"), [(-1, "过了 1 天"), (0, "今天"), (7, "还有 7 天"), (8, ""), (None, "")]
)
def test_a_day_that_is_near_says_so_in_words(desk: Desk, days: int | None, words: str) -> None:
    next_on = None if days is None else in_days(days)
    matter(desk.advocate, "2026112901", next_on=next_on)
    told = row_of(browser(desk).get("/desk/"), "2026112901")
    assert words in told
    assert words or not re.search(r"天", told)


def test_nothing_is_due_in_a_closed_matter(desk: Desk) -> None:
    matter(desk.advocate, "2026112901", next_on=in_days(-1), status="closed")
    assert "过了" not in row_of(browser(desk).get("/desk/"), "2026112901")
    assert listed(desk, "?show=due") == []


def test_what_is_due_is_what_is_past_or_within_a_week_the_nearest_first(desk: Desk) -> None:
    page = browser(desk).get("/desk/?show=due")
    assert "这 7 天里没有" in page.words
    assert "投诉哪天可以再问" in page.words
    for number, days in enumerate((8, 3, -2, 7), start=1):
        matter(desk.advocate, f"202611290{number}", next_on=in_days(days))
    matter(desk.advocate, "2026112905", next_on=in_days(-9), status="closed")
    assert [one[8:] for one in listed(desk, "?show=due")] == ["03", "02", "04"]
    assert "到日子的 3" in browser(desk).get("/desk/").words
    assert browser(desk).get("/desk/").links("show=due") == ["/desk/?show=due", "?show=due"]


def test_a_tab_has_its_own_order_unless_one_was_chosen(desk: Desk) -> None:
    due = Search.read({"show": "due"})
    assert (due.sort, due.tab(""), due.tab("closed")) == ("next", "?", "?show=closed")
    chosen = Search.read({"show": "due", "sort": "label"})
    assert chosen.tab("closed") == "?show=closed&sort=label"
    assert Search.read({"sort": "label"}).tab("due") == "?show=due&sort=label"


FOUND = [
    ("?q=三楼", {"01", "03"}),
    ("?q=三楼 乙", {"03"}),
    ("?q=20261128", {"01"}),
    ("?q=２０２６１１２８", {"01"}),
    ("?q=ABC", {"04"}),
    ("?q=%25", set()),
    ("?q=_", set()),
    ("?q=没有的", set()),
    ("?show=printable", {"02"}),
    ("?show=gone", {"04"}),
    ("?show=due", {"02", "03"}),
    ("?show=printable&q=三楼", set()),
    ("?show=nothing", {"01", "02", "03", "04"}),
    ("?page=9", {"01", "02", "03", "04"}),
    ("?page=-1&sort=secret", {"01", "02", "03", "04"}),
]


@pytest.mark.parametrize(("asked", "ends"), FOUND)
def test_what_is_found(desk: Desk, asked: str, ends: set[str]) -> None:
    matter(desk.advocate, "2026112801", label="三楼甲")
    matter(desk.advocate, "2026112902", status="printable", next_on=in_days(0))
    matter(desk.advocate, "2026112903", label="乙 三楼", next_on=in_days(1))
    matter(desk.advocate, "2026112904", label="abc", held=False)
    assert {number[8:] for number in listed(desk, asked)} == ends


ORDERS = [
    ("", ["04", "03", "02", "01"]),
    ("?sort=number", ["01", "02", "03", "04"]),
    ("?sort=label", ["03", "01", "04", "02"]),
    ("?sort=-label", ["01", "03", "04", "02"]),
    ("?sort=status", ["02", "04", "01", "03"]),
    ("?sort=-status", ["03", "01", "04", "02"]),
    ("?sort=next", ["03", "01", "04", "02"]),
    ("?sort=-next", ["01", "03", "04", "02"]),
    ("?sort=looked", ["02", "01", "04", "03"]),
    ("?sort=-looked", ["01", "02", "04", "03"]),
]


@pytest.mark.parametrize(("asked", "ends"), ORDERS)
def test_every_order_and_what_is_empty_comes_last(desk: Desk, asked: str, ends: list[str]) -> None:
    at = desk.advocate
    matter(
        at, "2026112901", label="b", status="delivered", next_on=in_days(9), looked_on=in_days(0)
    )
    matter(at, "2026112902", status="incomplete", looked_on=in_days(-2))
    matter(at, "2026112903", label="a", status="closed", next_on=in_days(-9))
    matter(at, "2026112904", status="printable")
    assert [number[8:] for number in listed(desk, asked)] == ends


def test_another_desk_is_never_seen(desk: Desk) -> None:
    other = a_desk("li", organisation=desk.advocate.organisation)
    lead = a_desk("zhao", organisation=desk.advocate.organisation, is_lead=True)
    theirs = matter(other.advocate, "2026112901", label="乙的", held=False, next_on=in_days(0))
    for one in (desk, lead):
        for show in SHOWN:
            assert listed(one, f"?show={show}") == []
        for below in ("", "change/", "notes/new/", "consents/new/"):
            assert one.client.get(f"/desk/matters/{theirs.pk}/{below}").status_code == 404
            assert one.client.post(f"/desk/matters/{theirs.pk}/{below}").status_code in (404, 405)
        answer = browser(one).post("/desk/", m=str(theirs.pk), status="closed")
        assert "changed=0" in answer.moved_to
    theirs.refresh_from_db()
    assert theirs.status == "incomplete"


@pytest.mark.parametrize("pk", ["0", "999999", "99999999999999999999999"])
def test_a_number_out_of_the_air_finds_nothing(desk: Desk, pk: str) -> None:
    assert desk.client.get(f"/desk/matters/{pk}/").status_code == 404


def test_two_hundred_come_page_by_page_each_once(desk: Desk) -> None:
    numbers = numbered(200)
    matters(desk.advocate, numbers, label=LONG)
    seen = [number for page in range(1, 5) for number in listed(desk, f"?page={page}")]
    assert seen == sorted(numbers, reverse=True)
    page = browser(desk).get("/desk/?page=2&sort=label").text
    assert "第 2 页，共 4 页" in page
    assert 'href="?sort=label&page=3"' in page
    assert 'href="?sort=label"' in page  # 上一页 is the first, which needs no number
    assert page.count(LONG) == PAGE


def statements(desk: Desk, asked: str) -> int:
    desk.client.get(f"/desk/{asked}")  # what is noted once in half a minute
    with CaptureQueriesContext(connection) as captured:
        assert desk.client.get(f"/desk/{asked}").status_code == 200
    return len(captured)


@pytest.mark.parametrize("asked", ["", "?q=甲", "?show=gone", "?sort=-status&page=2", "?show=due"])
def test_the_number_of_queries_does_not_grow(desk: Desk, asked: str) -> None:
    start = {"label": "甲", "next_on": in_days(0)}
    matters(desk.advocate, numbered(1), **start)
    matters(desk.advocate, numbered(2)[1:], held=False, **start)
    few = statements(desk, asked)
    matters(desk.advocate, numbered(400)[2:], held=False, **start)
    assert statements(desk, asked) == few <= 6


def test_taking_back_shows_at_the_next_look(desk: Desk) -> None:
    deleted, ended = a_case(a_visit()), a_case(a_visit())
    taken(desk, deleted)
    taken(desk, ended)
    assert listed(desk, "?show=gone") == []
    journal.erase(deleted.case)
    KeySlot.objects.filter(case=ended.case, kind="advocate").delete()
    assert len(listed(desk, "?show=gone")) == 2


def test_chosen_ones_are_given_another_status(desk: Desk) -> None:
    one, two, three = matters(desk.advocate, numbered(3))
    address = "/desk/?q=2026&sort=label"
    answer = desk.client.post(address, {"m": [one.pk, two.pk], "status": "printable"})
    assert answer["Location"] == "/desk/?q=2026&sort=label&changed=2"
    assert "改了 2 个" in browser(desk).get(answer["Location"]).words
    assert Matter.objects.filter(status="printable").count() == 2
    three.refresh_from_db()
    assert three.status == "incomplete"


@pytest.mark.parametrize(
    ("sent", "faults"),
    [
        ({"status": "closed"}, {"f-m": "先在表里选好个案"}),
        ({"m": "1"}, {"f-status": "请选一个状态"}),
        ({"m": "x", "status": "open"}, {"f-status": "请选一个状态"}),
        ({}, {"f-m": "先在表里选好个案", "f-status": "请选一个状态"}),
    ],
)
def test_a_choice_that_is_not_whole(
    desk: Desk, sent: dict[str, str], faults: dict[str, str]
) -> None:
    one = matter(desk.advocate, "2026112901")
    if sent.get("m") == "1":
        sent = sent | {"m": str(one.pk)}
    page = browser(desk).post("/desk/", **sent)
    assert page.status == 422
    assert page.faults == faults
    assert page.summary == list(faults)
    assert ("checked" in page.text) == ("m" in sent and sent["m"] != "x")
    assert ('value="closed" selected' in page.text) == (sent.get("status") == "closed")


def test_on_a_full_disk_the_choice_is_kept_on_the_page(desk: Desk, disk: Disk) -> None:
    one = matter(desk.advocate, "2026112901")
    with disk.counting(room=0):
        page = browser(desk).post("/desk/?q=2026", m=str(one.pk), status="closed")
    assert page.status == 507
    again = browser(desk).post("/desk/?q=2026", **page.hidden)
    assert "changed=1" in again.moved_to


@given(st.dictionaries(st.sampled_from(["q", "show", "sort", "page"]), st.text(max_size=80)))
def test_an_address_reads_back_as_itself(asked: dict[str, str]) -> None:
    from django.http import QueryDict

    search = Search.read(asked)
    again = Search.read(QueryDict(search.address(page=search.page)[1:]).dict())
    assert again == search
