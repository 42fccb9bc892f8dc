"""The page as it lies on paper: lines, greys, long runs."""

import re
import subprocess
from pathlib import Path

import pytest

from borrower_guide.cases.entries import OWNER, Entry, Kind, NewEntry
from borrower_guide.printing.paper import paper_css
from borrower_guide.record.make import Made, make_record
from borrower_guide.record.paper.drawings import EDGE, GREY
from borrower_guide.record.render import CSS
from borrower_guide.record.sealing.key import SealingKey
from borrower_guide.record.templatetags.record_values import dated
from tests.record.sample import CASE, MADE_AT, at, follow, journal_of

# What may not stand first on a line of Chinese.
NOT_FIRST = "。，、；：？！）》」』”’…"


def pages(data: bytes, folder: Path) -> list[str]:
    """The text of each page without white space."""
    path = folder / "record.pdf"
    path.write_bytes(data)
    run = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return ["".join(page.split()) for page in run.stdout.rstrip("\f").split("\f")]


@pytest.fixture(scope="module")
def lines(made: Made, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Each line as it is set, cells of a table apart."""
    path = tmp_path_factory.mktemp("lines") / "record.pdf"
    path.write_bytes(made.data)
    run = subprocess.run(
        ["pdftotext", "-bbox-layout", path, "-"], capture_output=True, text=True, check=True
    )
    found = re.findall(r"(?s)<line [^>]*>(.*?)</line>", run.stdout)
    return ["".join(re.findall(r"<word [^>]*>(.*?)</word>", line)) for line in found]


def test_no_line_begins_with_a_closing_sign(lines: list[str]) -> None:
    assert len(lines) > 300
    assert [line for line in lines if line[:1] in NOT_FIRST and len(line) > 1] == []


def test_long_runs_are_broken_and_stay_on_the_paper(key: SealingKey, tmp_path: Path) -> None:
    long = "https://example.invalid/" + "a1" * 85
    visit = {
        "id": "V1",
        "place_text": long,
        "account": "7" * 900 + long,
        "visitors": [{"phone": "1" * 190, "claimed_name": "w" * 190}] * 3,
        "statements": [{"speaker": "x" * 190, "words": "Q" * 1900, "position": "9" * 190}],
    }
    case = {"format": CASE["format"], "version": 1, "reporter_role": "borrower", "visits": [visit]}
    data = make_record(journal_of(case), key=key, made_at=MADE_AT).data
    path = tmp_path / "record.pdf"
    path.write_bytes(data)
    run = subprocess.run(
        ["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True
    )
    for page in run.stdout.split("<page ")[1:]:
        width = float(re.search(r'width="([\d.]+)"', page)[1])  # type: ignore[index]
        right = [float(one) for one in re.findall(r'xMax="([\d.]+)"', page)]
        assert max(right) <= width - 40
    flat = "".join(pages(data, tmp_path))
    assert flat.count("Q") == 1900  # a page may end within it


def test_black_on_white_and_no_grey_over_fifteen_percent() -> None:
    css = paper_css(CSS)
    for colour in re.findall(r"#[0-9a-fA-F]{3,6}\b", css + GREY + EDGE):
        digits = colour[1:]
        whole = "".join(2 * one for one in digits) if len(digits) == 3 else digits
        parts = {int(whole[at : at + 2], 16) for at in (0, 2, 4)}
        assert len(parts) == 1, colour
        (shade,) = parts
        assert shade == 0 or shade / 255 >= 0.85, colour


def test_no_line_is_closer_than_one_third_more_than_its_letters() -> None:
    css = paper_css(CSS)
    told = re.findall(r"line-height: ([\d.]+)|\d+pt/([\d.]+)", css)
    assert told
    assert min(float(one or other) for one, other in told) >= 1.3


def test_tables_repeat_their_heads(key: SealingKey, tmp_path: Path) -> None:
    said = [{"speaker": "来的人", "words": f"第{number}句。" * 12} for number in range(40)]
    case = {
        "format": CASE["format"],
        "version": 1,
        "reporter_role": "borrower",
        "visits": [{"id": "V1", "statements": said}],
    }
    found = pages(make_record(journal_of(case), key=key, made_at=MADE_AT).data, tmp_path)
    heads = [page for page in found if "第39句" in page or "第5句" in page or "第20句" in page]
    assert len(heads) >= 2
    assert all("谁说的原话" in page for page in heads)


def test_what_an_office_looks_for_is_there(made: Made, tmp_path: Path) -> None:
    found = pages(made.data, tmp_path)
    for number, page in enumerate(found, start=1):
        assert f"第{number}页共{len(found)}页" in page
    whole = "".join(found)
    for blank in ("记录人签名（按指印）", "日期：", "本页以下空白", "如何核对"):
        assert blank in whole
    assert whole.count("记录人签名（按指印）") == 2 + 4  # cover, four visits, the end
    assert "本页以下空白" in found[-1]
    howto = [page for page in found if "要准备什么" in page]
    assert len(howto) == 1
    assert all(words in howto[0] for words in ("结果是什么意思", "不上网核对", "签名有效性未知"))


def test_an_entry_with_its_writer_is_one_line(key: SealingKey, tmp_path: Path) -> None:
    """A time that wraps doubles the pages of the list."""
    entries: list[Entry] = []
    for number in range(1, 26):
        new = NewEntry(
            kind=Kind.NOTE,
            subject=f"{number:032x}",
            payload={"text": "记"},
            by="王某" if number == 25 else OWNER,
        )
        entries.append(follow(entries, new, at(22, 20, number)))
    found = pages(make_record(entries, key=key, made_at=MADE_AT).data, tmp_path)
    listed = [page for page in found if "备注22" in page and "备注1添加" in page]
    assert len(listed) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("从2026年11月3日起", '从<span class="unbroken">2026年11月3日</span>起'),
        (
            "11月3日、11月20日",
            '<span class="unbroken">11月3日</span>、<span class="unbroken">11月20日</span>',
        ),
        ("<b>2026年</b>", "&lt;b&gt;2026年&lt;/b&gt;"),
    ],
)
def test_a_date_is_not_broken(text: str, told: str) -> None:
    assert dated(text) == told
