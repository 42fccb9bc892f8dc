"""The line of a matter in the list: label, status and next day are changed."""

import pytest

from borrower_guide.desk.models import Matter
from tests.cases.disk import Disk
from tests.desk.made import Desk
from tests.desk.matters.made import LONG, browser, change, in_days, look, row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("matter")]


def test_label_status_and_day_are_changed_together(desk: Desk) -> None:
    answer = change(desk, label=" 三楼  甲 ", status="referred", next_on="3天后")
    assert "改好了" in browser(desk).get(answer.moved_to).words
    told = row(desk)
    assert (told.label, told.status, told.next_on) == ("三楼 甲", "referred", in_days(3))
    change(desk, label="", next_on="")
    told = row(desk)
    assert (told.label, told.status, told.next_on) == ("", "referred", None)


def test_the_label_says_that_it_is_not_sealed(desk: Desk) -> None:
    assert "这一栏不加密，只写代号，不写姓名、电话。" in look(desk).words


REFUSED = [
    ("label", "甲" * 61, "最多 60 个字，现在是 61 个"),
    ("label", "张 13912345678", "这像电话或证件号。这一栏不加密，请换成代号"),
    ("label", "139-1234-5678", "这像电话或证件号。这一栏不加密，请换成代号"),
    ("label", "１３９１２３４５６７８", "这像电话或证件号。这一栏不加密，请换成代号"),
    ("label", "11010119900101123x", "这像电话或证件号。这一栏不加密，请换成代号"),
    ("label", "甲\x07", "有看不见的控制字符（U+0007），请删掉"),
    ("status", "open", "请选一个状态"),
    ("next_on", "过几天", "看不懂这一天，请写成 12月3日、下周三 或 3天后"),
    ("next_on", "2020-01-01", "这一天已经过了，请写以后的日子"),
]


@pytest.mark.parametrize(("name", "text", "message"), REFUSED)
def test_a_fault_stands_beside_its_field_and_nothing_is_lost(
    desk: Desk, name: str, text: str, message: str
) -> None:
    typed = {"label": "三楼甲", "status": "closed", "next_on": "明天"} | {name: text}
    page = change(desk, **typed)
    assert page.status == 422
    assert page.faults == {f"f-{name}": message}
    assert page.summary == [f"f-{name}"]
    for other in {"label", "next_on"}:
        assert page.value(other) == typed[other]
    assert row(desk).label == ""


@pytest.mark.parametrize("label", ["2026112901", "3号楼 1203", "甲" * 60, LONG])
def test_a_code_is_no_number_of_a_person(desk: Desk, label: str) -> None:
    assert change(desk, label=label).status == 302
    assert label in look(desk).words


def test_a_day_that_has_gone_by_may_stay(desk: Desk) -> None:
    Matter.objects.update(next_on=in_days(-5))
    shown = look(desk).value("next_on")
    assert change(desk, label="甲", next_on=shown).status == 302
    assert row(desk).next_on == in_days(-5)


def test_on_a_full_disk_what_was_typed_is_given_back(desk: Desk, disk: Disk) -> None:
    with disk.counting(room=0):
        page = change(desk, label="三楼甲", status="closed", next_on="明天")
    assert page.status == 507
    assert "三楼甲" in page.text
    assert "明天" in page.text
    assert row(desk).label == ""


def test_a_session_that_ended_loses_nothing(desk: Desk) -> None:
    address = f"/desk/matters/{row(desk).pk}/change/"
    del desk.client.cookies["vault"]
    page = browser(desk).post(address, label="三楼甲")
    assert page.status == 403
    assert "三楼甲" in page.text
