"""What the case format refuses, where it says so, and in which words."""

from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from borrower_guide.schema.when import SHANGHAI
from tests.schema.samples import ABSENT, FULL, MINIMAL, SHA256, changed, faults, many, with_visit

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=SHANGHAI)


class Row(NamedTuple):
    """A change to the filled case, and the one fault it must bring: where, and in which words."""

    name: str
    place: str
    value: Any
    says: str
    at: str = ""


VISITOR = "visits[0].visitors"
ROWS = [
    Row("no format", "format", ABSENT, "必须填写"),
    Row("another format", "format", "borrower-guide/record", "只能是 borrower-guide/case"),
    Row("format is no text", "format", 1, "只能是 borrower-guide/case"),
    Row("no version", "version", ABSENT, "必须填写"),
    Row("a later version", "version", 2, "只能是 1"),
    Row("version 0", "version", 0, "只能是 1"),
    Row("version of 64 bits", "version", 2**63, "数字太大"),
    Row("no reporter", "reporter_role", ABSENT, "必须填写"),
    Row("no id", "complaints[0].id", ABSENT, "必须填写"),
    Row("unknown key", "sender", "x", "不认识这一项"),
    Row("unknown key, null", "sender", None, "不认识这一项"),
    Row("unknown key of a visit", "visits[0].id_card_no", "x", "不认识这一项"),
    Row("unknown key of a visitor", f"{VISITOR}[0].name", "x", "不认识这一项"),
    Row("unknown key of the police", "visits[0].police.name", "x", "不认识这一项"),
    Row("unknown key of a loan", "loans[0].account_no", "x", "不认识这一项"),
    Row("unknown act", "visits[0].acts[1]", "shouted_loud", "只能是这些之一：spoke_civilly、"),
    Row("negative count", "visits[0].visitor_count", -1, "不能小于 0"),
    Row("100 visitors", "visits[0].visitor_count", 100, "不能大于 99"),
    Row("huge count", "visits[0].visitor_count", 10**400, "不能大于 99"),
    Row("fewer than told", "visits[0].visitor_count", 0, "写了 1 个人，比来的人数 0 多", VISITOR),
    Row("21 visitors", VISITOR, [{}] * 21, "最多 20 项，现在 21 项"),
    Row("51 acts", "visits[0].acts", ["insulted"] * 51, "最多 50 项，现在 51 项"),
    *(
        Row(f"51 {name}", f"visits[0].{name}", [{}] * 51, "最多 50 项，现在 51 项")
        for name in (
            *("present", "third_parties_told", "statements"),
            *("documents_to_sign", "items_taken", "witnesses"),
        )
    ),
    Row("51 exhibits of a visit", "visits[0].exhibits", ["E1"] * 51, "最多 50 项"),
    Row("51 exhibits of a contact", "contacts[0].exhibits", ["E1"] * 51, "最多 50 项"),
    Row("id twice", "complaints[1]", {"id": "P1"}, "编号 P1 已经用过", "complaints[1].id"),
    Row("visit id twice", "visits[1]", {"id": "V1"}, "编号 V1 已经用过", "visits[1].id"),
    Row("no such loan", "visits[0].loan", "L2", "找不到编号 L2"),
    Row("an exhibit is no loan", "visits[0].loan", "E1", "找不到编号 E1"),
    Row("no such exhibit", "visits[0].exhibits[1]", "E2", "找不到编号 E2"),
    Row("no such exhibit of words", "visits[0].statements[0].exhibit", "L1", "找不到编号 L1"),
    Row("no such exhibit of a contact", "contacts[0].exhibits[1]", "V1", "找不到编号 V1"),
    Row("ids know upper case", "visits[0].loan", "l1", "找不到编号 l1"),
    Row("end before start", "visits[0].ended_at", "2026-01-03T22:39:59+08:00", "结束时间比开始"),
    Row("leave before start", "visits[0].left_at", "2026-01-03T22:00", "离开时间比开始时间早"),
    Row("request before start", "visits[0].asked_to_leave_at", "2026-01-02", "叫他们走的时间比"),
    Row("end before start abroad", "visits[0].ended_at", "2026-01-03T23:39+09:00", "比开始时间早"),
    Row("end in UTC before start", "visits[0].ended_at", "2026-01-03T14:39Z", "比开始时间早"),
    Row("five digits", "loans[0].contract_last4", "10927", "最后四位"),
    Row("last four with a line end", "loans[0].contract_last4", "0927\n", "最后四位"),
    Row("rate with a sign", "loans[0].annual_rate_percent", "24%", "利率请只填数字"),
    Row("rate as a number", "loans[0].annual_rate_percent", 24.0, "要写成文字"),
    Row("digest in upper case", "exhibits[0].sha256", SHA256.upper(), "64 位小写十六进制"),
    Row("digest too short", "exhibits[0].sha256", SHA256[1:], "64 位小写十六进制"),
    Row("another digest", "exhibits[0].sha256", "0" * 64, "和文件的摘要不一样"),
    Row("another size", "exhibits[0].size", 7, "和文件的大小不一样（文件是 22 字节）"),
    Row("negative size", "exhibits[0].size", -1, "不能小于 0"),
    Row("size beyond exact", "exhibits[0].size", 2**53, "不能大于 9007199254740991"),
    Row("no such file", "exhibits[0].file", "E9.jpg", "找不到文件 E9.jpg"),
    Row("the folder itself", "exhibits[0].file", ".", "只写文件名"),
    Row("the folder above", "exhibits[0].file", "..", "只写文件名"),
    Row("no name", "exhibits[0].file", "", "只写文件名"),
    Row("in a folder", "exhibits[0].file", "a/E1.jpg", "只写文件名"),
    Row("a whole path", "exhibits[0].file", "/etc/hostname", "只写文件名"),
    Row("a path of Windows", "exhibits[0].file", "a\\E1.jpg", "只写文件名"),
    Row("a drive", "exhibits[0].file", "C:E1.jpg", "只写文件名"),
    Row("a zero in the name", "exhibits[0].file", "E1.jpg\0.txt", "控制字符（U+0000）"),
    Row("too long for the disk", "exhibits[0].file", "证" * 200, "文件 证证"),
    Row("too long for us", "exhibits[0].file", "e" * 201, "最多 200 字"),
]


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_one_wrong_thing_is_one_fault_at_its_place(row: Row, folder: Path) -> None:
    (fault,) = faults(changed(FULL, row.place, row.value), folder)
    assert fault.path == f"$.{row.at or row.place}"
    assert row.says in fault.message


@pytest.mark.parametrize("name", ["loans", "visits", "contacts", "exhibits", "complaints"])
def test_a_list_of_a_case_holds_500(name: str) -> None:
    assert faults(MINIMAL | {name: many(500)}) == []
    (fault,) = faults(MINIMAL | {name: many(501)})
    assert str(fault) == f"$.{name}：最多 500 项，现在 501 项"


STARTS = [
    ("2026-11-25T20:00", True),
    ("2026-11-25T20:01", False),
    ("2026-11-25T12:00Z", True),
    ("2026-11-25T12:01Z", False),
    ("2026-11-25", True),
    ("2026-11-26", False),
    ("2099-01-01T00:00+14:00", False),
]


@pytest.mark.parametrize(("text", "kept"), STARTS)
def test_a_start_is_at_most_a_day_ahead_of_now(text: str, kept: bool) -> None:
    case = with_visit(started_at=text)
    assert faults(case) == [], "without a now there is no future"
    told = [str(fault) for fault in faults(case, now=NOW)]
    assert told == ([] if kept else ["$.visits[0].started_at：开始时间还没到，请看日期对不对"])


def test_the_folder_has_no_links_no_folders_and_no_giants(tmp_path: Path) -> None:
    (tmp_path / "real.jpg").write_bytes(b"x")
    (tmp_path / "link.jpg").symlink_to(tmp_path / "real.jpg")
    (tmp_path / "folder.jpg").mkdir()
    for name, size in (("giant.mp4", 20 * 1024 * 1024 + 1), ("large.mp4", 20 * 1024 * 1024)):
        with (tmp_path / name).open("wb") as file:
            file.truncate(size)
    names = ["real.jpg", "link.jpg", "folder.jpg", "giant.mp4", "large.mp4"]
    exhibits = [{"id": f"E{index}", "file": name} for index, name in enumerate(names)]
    assert list(map(str, faults(MINIMAL | {"exhibits": exhibits}, tmp_path))) == [
        "$.exhibits[1].file：找不到文件 link.jpg",
        "$.exhibits[2].file：找不到文件 folder.jpg",
        "$.exhibits[3].file：文件太大，最多 20 MB",
    ]
    assert [fault.path for fault in faults(MINIMAL | {"exhibits": exhibits[:1]})] == [
        "$.exhibits[0].file"
    ], "no folder, no file"
