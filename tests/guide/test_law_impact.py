"""law_impact, on copies of our content that are really edited."""

import re
import shutil
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from borrower_guide.guide import clock
from borrower_guide.guide.shelves import leans

FORGED = "showed_forged_looking_document 给看可疑的文书"
EVERYONE = "每一类放款机构"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before any row is due for another look, which would be told, too."""
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 24))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for room in ("law", "guide"):
        shutil.copytree(settings.BASE_DIR / "fixtures" / room, tmp_path / room)
    return tmp_path


def edit(content: Path, key: str, old: str, new: str) -> None:
    path = content / "law" / "provisions.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index(f"- id: {key}\n")
    end = text.find("\n\n", start) + 1 or len(text)
    row, times = re.subn(old, new, text[start:end], count=1, flags=re.S)
    assert times == 1
    path.write_text(text[:start] + row + text[end:], encoding="utf-8")


def impact(*arguments: object) -> tuple[int, list[str], str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("law_impact", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue().splitlines(), err.getvalue()
    return 0, out.getvalue().splitlines(), err.getvalue()


def findings(lines: list[str]) -> list[str]:
    start = next(n for n, line in enumerate(lines) if line.startswith("提示：变了"))
    return lines[start:]


def test_a_provision_and_its_norm_say_the_same() -> None:
    by_row, by_norm = impact("psm25-63"), impact("forged_papers")
    assert by_row == by_norm
    code, lines, err = by_row
    assert (code, err) == (0, "")
    assert lines[:4] == [
        "forged_papers 这一条，靠它的有：",
        "  条文：psm12-52 《中华人民共和国治安管理处罚法》第五十二条",
        "  条文：psm25-63 《中华人民共和国治安管理处罚法》第六十三条",
        f"  规则（依据）：{FORGED}",
    ]
    assert lines[-1] == "  信件：还没有"


def test_everything_that_leans_is_named_by_its_kind() -> None:
    _, lines, _ = impact("cc-1032")
    told = dict(line.strip().split("：", 1) for line in lines if line.startswith("  "))
    assert "knocked_long 长时间敲门" in told["规则（依据）"]
    assert "night_visit 晚上10点到早上8点上门" in told["规则（退一步的依据）"]
    assert "asked_contact_only 向别人只问联系方式" in told["规则（另请看）"]
    assert told["页面"]
    assert (
        "police_110"
        in dict(
            line.strip().split("：", 1) for line in impact("police_deadline")[1] if "：" in line
        )["渠道"]
    )


def test_what_nobody_leans_on_is_told_too() -> None:
    alone = next(name for name, found in leans().items() if not found)
    assert impact(alone)[1][-2:] == ["  别的内容都不靠它", "  信件：还没有"]


def test_a_date_moved_by_a_day(content: Path) -> None:
    edit(content, "psm25-63", "from: 2026-01-01", "from: 2026-01-02")
    code, lines, err = impact("--edited", content)
    assert (code, err) == (0, "")
    assert lines[:4] == [
        "条文：变了 1 条",
        "改了 psm25-63 《中华人民共和国治安管理处罚法》第六十三条",
        "  from：2026-01-01 → 2026-01-02",
        "forged_papers 这一条，靠它的有：",
    ]
    assert findings(lines) == [
        "提示：变了 1 处",
        f"{FORGED}：要看具体情况，引 psm25-63 → 没有提示",
        f"  2026-01-01：{EVERYONE}",
    ]


def test_a_provision_taken_away(content: Path) -> None:
    edit(content, "psm25-63", ".*", "")
    code, lines, err = impact("--edited", content)
    assert (code, err) == (0, "")
    assert lines[:2] == [
        "条文：变了 1 条",
        "删掉 psm25-63 《中华人民共和国治安管理处罚法》第六十三条",
    ]
    assert findings(lines) == [
        "提示：变了 1 处",
        f"{FORGED}：要看具体情况，引 psm25-63 → 没有提示",
        f"  2026-01-01 起：{EVERYONE}",
    ]


def test_a_provision_that_is_new(content: Path) -> None:
    edit(content, "con-37", "(.*)", r"\1\n\1")
    edit(content, "con-37", "id: con-37\n  lineage: con-37", "id: con-37-new\n  lineage: con-new")
    _, lines, _ = impact("--edited", content)
    assert lines == [
        "条文：变了 1 条",
        "新加 con-37-new 《中华人民共和国宪法》第三十七条",
        "con-new 这一条，靠它的有：",
        "  别的内容都不靠它",
        "  信件：还没有",
        "提示：变了 0 处",
    ]


def test_whom_it_binds(content: Path) -> None:
    edit(content, "cba-2026-posting", r"maybe: \[consumer_finance, ", "maybe: [")
    edit(content, "cba-2026-posting", r"yes: \[bank\]", "yes: [bank, consumer_finance]")
    _, lines, _ = impact("--edited", content)
    assert lines[2] == "  applies，消费金融公司：maybe → yes"
    rule = "posted_notice 张贴东西"
    assert findings(lines) == [
        "提示：变了 3 处",
        f"{rule}：可能违规或违法，引 cc-1032 → 可能违规或违法，引 cc-1032、cba-2026-posting",
        "  2026-01-30 起：消费金融公司",
        f"{rule}：一般允许，引 cc-1032 → 一般允许，引 cc-1032、cba-2026-posting",
        "  2026-01-30 起：消费金融公司",
        f"{rule}：要看具体情况，引 cc-1032 → 要看具体情况，引 cc-1032、cba-2026-posting",
        "  2026-01-30 起：消费金融公司",
    ]


def test_what_no_longer_fits_together_is_told_last(content: Path) -> None:
    edit(content, "psm12-52", "to: 2025-12-31", "to: 2026-01-01")
    code, lines, _ = impact("--edited", content)
    assert code == 0
    assert lines[-2:] == [
        "改过的内容还有 1 处问题，请先改好",
        "  provisions.yaml: psm25-63: 生效日期和 psm12-52 重叠，请改 from 或 to",
    ]


def test_the_same_copy_changes_nothing(content: Path) -> None:
    assert impact("--edited", content)[1] == ["条文：变了 0 条", "提示：变了 0 处"]


def test_what_cannot_be_read(content: Path, tmp_path: Path) -> None:
    code, lines, err = impact("--edited", tmp_path / "nowhere")
    assert (code, lines) == (2, [])
    assert "provisions.yaml：读不到这个文件，请看它在不在、能不能读" in err
    edit(content, "psm25-63", "rank: law", "rank: custom")
    code, lines, err = impact("--edited", content)
    assert (code, lines) == (2, [])
    assert err.startswith("provisions.yaml: psm25-63: rank：只能是这些之一")


@pytest.mark.parametrize("arguments", [(), ("cc-9999",)])
def test_what_cannot_be_asked(arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match="请") as caught:
        impact(*arguments)
    assert caught.value.returncode == 2
