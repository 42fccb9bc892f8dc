"""The sealed PDF as other programs see it."""

import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from borrower_guide.record.make import Made, make_record
from borrower_guide.record.sealing.key import SealingKey
from tests.record.sample import EMOJI, MADE_AT, journal_of, many_visits

Tool = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def file(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("paper") / "record.pdf"
    path.write_bytes(made.data)
    return path


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in words], capture_output=True, text=True, check=True, timeout=600
    )


@pytest.fixture(scope="session")
def text(file: Path) -> str:
    return run("pdftotext", "-layout", file, "-").stdout


def test_it_is_archival_tagged_chinese_with_its_manifest(made: Made) -> None:
    with pikepdf.open(BytesIO(made.data)) as pdf:
        root = pdf.Root
        with pdf.open_metadata() as xmp:
            assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("3", "A")
            assert xmp["dc:title"] == f"上门走访情况记录 {made.record_number}"
        assert root.OutputIntents[0].S == "/GTS_PDFA1"
        assert bool(root.MarkInfo.Marked)
        assert "/StructTreeRoot" in root
        assert str(root.Lang) == "zh-CN"
        assert [str(one.AFRelationship) for one in root.AF] == ["/Data"]
        assert list(pdf.attachments) == ["record.json"]
        assert len(pdf.pages) == made.pages


def test_every_font_is_embedded_in_part(file: Path) -> None:
    rows = [line.split() for line in run("pdffonts", file).stdout.splitlines()[2:]]
    assert rows
    for row in rows:
        assert row[-5:-2] == ["yes", "yes", "yes"], row


def test_other_readers_find_nothing_to_complain_of(file: Path, tmp_path: Path) -> None:
    checked = run("qpdf", "--check", file)
    assert "No syntax or stream encoding errors" in checked.stdout
    drawn = run("pdftoppm", "-r", "40", "-gray", file, tmp_path / "page")
    assert drawn.stderr == ""
    assert run("pdftotext", file, "-").stderr == ""


@pytest.mark.parametrize(
    "words",
    [
        "上门走访情况记录",
        "自称",
        "转述",
        "监控",
        "没有记",
        "已撤回",
        "记错了，是收快递的",
        "补1",
        "补2",
        "过了 6 天",
        "某某信息咨询公司",
        "记录人签名（按指印）",
        "本页以下空白",
        "𠮷田䶮，姓𬎆",
        "〔U+1F468〕",
        "第 1 页",
        "可信时间戳：没有",
        "门口，一直没有进门",
    ],
)
def test_the_paper_says(words: str, text: str) -> None:
    assert "".join(words.split()) in "".join(text.split())


def test_the_whole_code_is_on_the_last_page(made: Made, text: str) -> None:
    last = text.rstrip("\f").rsplit("\f", 1)[-1]
    assert made.digest in "".join(last.split())
    assert made.record_number in last
    assert "记录人签名" in last


def test_it_never_overclaims(text: str) -> None:
    flat = "".join(text.split())
    for word in ("防篡改", "违法行为", EMOJI):
        assert word not in flat


def test_ten_visits_are_a_small_file(key: SealingKey) -> None:
    assert len(make_record(many_visits(10), key=key, made_at=MADE_AT).data) <= 450_000


def test_a_case_without_visits_is_a_record_without_visits(key: SealingKey) -> None:
    empty = {"format": "borrower-guide/case", "version": 1, "reporter_role": "helper"}
    made = make_record(journal_of(empty), key=key, made_at=MADE_AT)
    assert made.pages == 3
