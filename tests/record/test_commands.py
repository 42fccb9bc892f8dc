"""The commands as whole processes: exit code, stdout, stderr, files left behind."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from borrower_guide.record.locked_copy import locked_copy
from borrower_guide.record.sealing.key import sealing_key
from tests.record.sample import CASE, MADE_AT, PASSWORD, TOLD, WRONG

SMALL = {**CASE, "visits": [TOLD, WRONG], "contacts": []}

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def manage(data_dir: Path) -> Run:
    def run(*words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")
        }
        environment |= {"BORROWER_GUIDE_DATA": str(data_dir), **more}
        command = [sys.executable, str(ROOT / "manage.py"), *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, env=environment)

    return run


@pytest.fixture
def check(data_dir: Path, settings: Any, capsys: pytest.CaptureFixture[str]) -> Run:
    """verify_record in this process: what else it answers, once a process was seen to."""
    settings.DATA_DIR = data_dir

    def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
        with pytest.raises(SystemExit) as end:
            call_command("verify_record", *map(str, words))
        return subprocess.CompletedProcess(words, int(str(end.value.code)), *capsys.readouterr())

    return run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("case")
    (path / "case.json").write_text(json.dumps(SMALL), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def record(manage: Run, folder: Path) -> Path:
    out = folder / "record.pdf"
    run = manage("make_record", folder / "case.json", "--output", out)
    assert (run.returncode, run.stderr) == (0, "")
    number, code = run.stdout.splitlines()
    assert number.startswith("记录编号 2")
    assert code.startswith("校验码 ")
    assert number[-8:] == code[4:12].upper()
    return out


def test_the_file_is_there_and_nothing_beside_it(record: Path, folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == ["case.json", "record.pdf"]


def test_verify_says_intact(record: Path, manage: Run) -> None:
    run = manage("verify_record", record)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("做成以后没有改动。\n记录编号 ")


def test_verify_speaks_json(record: Path, manage: Run) -> None:
    answer = json.loads(manage("verify_record", record, "--json").stdout)
    assert list(answer) == [
        "status",
        "record_number",
        "digest",
        "signer",
        "sealed_at",
        "entries",
        "faults",
    ]
    assert (answer["status"], answer["entries"], answer["faults"]) == ("intact", 9, [])


def test_the_module_alone_says_the_same(record: Path, data_dir: Path, manage: Run) -> None:
    certificate = data_dir / "seal" / "certificate.pem"
    words = ["-m", "borrower_guide.record.verify", record, "--trust", certificate, "--json"]
    alone = subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert alone.stdout == manage("verify_record", record, "--json").stdout


def test_an_altered_file_gives_one_and_its_reasons(
    record: Path, manage: Run, check: Run, tmp_path: Path
) -> None:
    longer = tmp_path / "longer.pdf"
    longer.write_bytes(record.read_bytes() + b"x")
    run = manage("verify_record", longer)
    assert run.returncode == 1
    assert "封印以后又加了 1 个字节。" in run.stdout
    faults = json.loads(check(longer, "--json").stdout)["faults"]
    assert [fault["code"] for fault in faults] == ["bytes_after"]
    assert all(set(fault) == {"code", "where", "text"} for fault in faults)


@pytest.mark.parametrize("content", [None, b"", b"hello"])
def test_an_unreadable_file_gives_two_and_no_answer(
    content: bytes | None, check: Run, tmp_path: Path
) -> None:
    path = tmp_path / "x.pdf"
    if content is not None:
        path.write_bytes(content)
    run = check(path)
    assert (run.returncode, run.stdout) == (2, "")
    assert len(run.stderr.splitlines()) == 1
    assert json.loads(check(path, "--json").stdout)["status"] == "unreadable"


def test_a_certificate_that_is_none_gives_two(record: Path, manage: Run) -> None:
    run = manage("verify_record", record, "--trust", record)
    assert (run.returncode, run.stdout) == (2, "")
    assert "证书" in run.stderr


@pytest.mark.parametrize(
    "elsewhere", [{}, {"PYTHONHASHSEED": "99", "LC_ALL": "C", "TZ": "America/New_York"}]
)
def test_replay_gives_the_same_pages_again(
    elsewhere: dict[str, str], record: Path, manage: Run, tmp_path: Path
) -> None:
    out = tmp_path / "again.pdf"
    run = manage("make_record", "--replay", record, "--output", out, **elsewhere)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("记录编号 ")
    # The sealed file begins with the pages as they were first printed, byte for byte.
    assert record.read_bytes().startswith(out.read_bytes())


def test_an_altered_record_is_not_replayed(record: Path, manage: Run, tmp_path: Path) -> None:
    altered, out = tmp_path / "altered.pdf", tmp_path / "out.pdf"
    altered.write_bytes(record.read_bytes()[:-1])
    run = manage("make_record", "--replay", altered, "--output", out)
    assert (run.returncode, run.stdout, out.exists()) == (2, "", False)
    assert "末尾少了 1 个字节" in run.stderr


def test_all_faults_of_a_case_are_told_at_once(manage: Run, tmp_path: Path) -> None:
    case = {**CASE, "visits": [{"id": "V1", "started_at": "x"}, {"id": "V2", "visitor_count": -1}]}
    (tmp_path / "case.json").write_text(json.dumps(case), encoding="utf-8")
    run = manage("make_record", tmp_path / "case.json", "--output", tmp_path / "out.pdf")
    assert (run.returncode, run.stdout) == (2, "")
    lines = run.stderr.splitlines()
    assert [line.split("：")[0] for line in lines] == [
        "$.visits[0].started_at",
        "$.visits[1].visitor_count",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["case.json"]


@pytest.mark.parametrize("words", [(), ("nowhere.json",)])
def test_no_case_is_bad_input(words: tuple[str, ...], manage: Run, tmp_path: Path) -> None:
    run = manage("make_record", *words, "--output", tmp_path / "out.pdf")
    assert (run.returncode, run.stdout) == (2, "")
    assert "Traceback" not in run.stderr


def test_a_place_that_cannot_be_written_gives_three(folder: Path, manage: Run) -> None:
    run = manage("make_record", folder / "case.json", "--output", folder / "none" / "out.pdf")
    assert (run.returncode, run.stdout) == (3, "")
    assert "写不进去" in run.stderr
    assert "Traceback" not in run.stderr


def test_findings_are_printed_only_when_chosen(folder: Path, manage: Run, tmp_path: Path) -> None:
    out = tmp_path / "with.pdf"
    assert manage("make_record", folder / "case.json", "--output", out, "--with-findings")
    told = subprocess.run(["pdftotext", out, "-"], capture_output=True, text=True, check=True)
    assert "可能涉及的规定" in told.stdout
    assert "由有权的机关认定" in told.stdout
    plain = subprocess.run(
        ["pdftotext", folder / "record.pdf", "-"], capture_output=True, text=True, check=True
    )
    assert "可能涉及的规定" not in plain.stdout


def test_where_no_authority_answers_the_record_is_made_and_says_so(
    folder: Path, manage: Run, tmp_path: Path
) -> None:
    out, nobody = tmp_path / "out.pdf", {"BORROWER_GUIDE_TSA_URL": "http://127.0.0.1:1/"}
    run = manage("make_record", folder / "case.json", "--output", out, "--json", **nobody)
    assert run.returncode == 0
    assert json.loads(run.stdout)["timestamp"] is None
    assert "没有拿到第三方的时间戳" in run.stderr
    assert manage("verify_record", out).returncode == 0


@pytest.mark.parametrize("url", ["ftp://a/b", "file:///etc/passwd", "127.0.0.1", "http://me:pw@a/"])
def test_an_address_that_is_none_stops_the_start(url: str, record: Path, manage: Run) -> None:
    run = manage("verify_record", record, BORROWER_GUIDE_TSA_URL=url)
    assert run.returncode == 1
    assert "BORROWER_GUIDE_TSA_URL" in run.stderr


@pytest.mark.parametrize("content", [None, b"", b"a\nb\n", b"\xff\xfe\xfd"])
def test_a_file_that_holds_no_password_gives_two(
    content: bytes | None, record: Path, check: Run, tmp_path: Path
) -> None:
    path = tmp_path / "password"
    if content is not None:
        path.write_bytes(content)
    run = check(record, "--password-file", path)
    assert (run.returncode, run.stdout) == (2, "")
    assert "密码" in run.stderr


def test_a_locked_record_is_checked_by_both_commands(
    record: Path, data_dir: Path, manage: Run, tmp_path: Path
) -> None:
    key = sealing_key(data_dir / "seal")
    locked, password = tmp_path / "locked.pdf", tmp_path / "password"
    copy = locked_copy(record.read_bytes(), PASSWORD, key=key, at=MADE_AT, stamp=None)
    locked.write_bytes(copy.data)
    password.write_text(f"{PASSWORD}\n")
    words = [locked, "--password-file", password, "--json"]
    told = manage("verify_record", *words).stdout
    assert json.loads(told)["status"] == "intact"
    trust = ["--trust", data_dir / "seal" / "certificate.pem"]
    alone = subprocess.run(
        [sys.executable, "-m", "borrower_guide.record.verify", *words, *trust],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert alone.stdout == told
    assert manage("verify_record", locked).returncode == 2
