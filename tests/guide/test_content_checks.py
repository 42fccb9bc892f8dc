"""Content that does not hold stops the site, and check_content says where."""

import shutil
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.utils import timezone

from borrower_guide.guide import checks, clock
from borrower_guide.schema.faults import ContentFault, ContentFaults

Spoil = Callable[[str], str]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for room in ("law", "guide"):
        shutil.copytree(settings.BASE_DIR / "fixtures" / room, tmp_path / room)
    return tmp_path


def check(content: Path, *options: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("check_content", "--content", str(content), *options, stdout=out, stderr=err)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def spoil(content: Path, file: str, old: str, new: str) -> None:
    path = content / "guide" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_our_content_holds(content: Path) -> None:
    assert check(content, "--on", "2026-11-24")[0] == 0
    assert run_checks(tags=[checks.TAG]) == []


FAULTS = [
    ("visit.yaml", "to: who\n", "to: nobody\n", "visit.yaml: safe.yes: 没有 nobody"),
    ("visit.yaml", "人平安，比什么都要紧。", "上门必须先同意。", "visit.yaml: safe: 写了“必须”"),
    (
        "visit/others.yaml",
        "basis: [cc-1064]",
        "basis: [cc-9999]",
        "visit/others.yaml: relation: 没有叫 cc-9999",
    ),
    (
        "visit/fake.yaml",
        "href: /cases/new/",
        "href: /guide/visit/?who=king",
        "visit/fake.yaml: never_borrowed: 没有 who: king 这个回答，请改链接",
    ),
    ("visit.yaml", "reporter_role: helper", "reporter_role: king", "visit.yaml: who.helper: "),
    ("visit.yaml", "knowledge: firsthand", "knowledge: dream", "visit.yaml: seen.firsthand: "),
    ("visit.yaml", "id: visit", "colour: red\nid: visit", "visit.yaml: colour: 不认识这一项"),
    ("response.yaml", "title: 先看清是谁", "title: 您先看清", "response.yaml: identity: 写了“您”"),
    ("response.yaml", "id: response", "id: response\nid: again", "response.yaml: 第 4 行"),
]


@pytest.mark.parametrize(("file", "old", "new", "line"), FAULTS, ids=[f[3] for f in FAULTS])
def test_a_fault_has_file_place_and_sentence(
    content: Path, file: str, old: str, new: str, line: str
) -> None:
    spoil(content, file, old, new)
    code, out, _ = check(content, "--on", "2026-11-24")
    assert code == 1
    assert any(one.startswith(line) for one in out.splitlines()), out


def test_faults_of_all_files_come_at_once(content: Path) -> None:
    spoil(content, "visit.yaml", "to: who\n", "to: nobody\n")
    spoil(content, "response.yaml", "title: 先看清是谁", "title: 您先看清")
    code, out, _ = check(content, "--on", "2026-11-24")
    assert code == 1
    assert {line.split(":")[0] for line in out.splitlines()} == {"visit.yaml", "response.yaml"}


def test_a_review_that_is_overdue_is_a_fault_of_that_day(content: Path) -> None:
    code, out, _ = check(content, "--on", "2035-01-01")
    assert code == 1
    assert "provisions.yaml: cc-1032: 应在" in out


def test_what_cannot_be_read(content: Path, tmp_path: Path) -> None:
    (content / "guide" / "visit.yaml").write_bytes("问".encode("gb18030"))
    code, out, err = check(content)
    assert (code, out) == (2, "")
    assert "不是 UTF-8" in err
    code, out, err = check(tmp_path / "nowhere")
    assert (code, out) == (2, "")
    assert "读不到这个文件" in err


def test_a_day_that_is_none(content: Path) -> None:
    with pytest.raises(CommandError) as caught:
        check(content, "--on", "someday")
    assert caught.value.returncode == 2


def test_deploy_fails_when_a_review_is_overdue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2035, 1, 1))
    monkeypatch.setattr(timezone, "localdate", lambda: date(2035, 1, 1))
    errors = run_checks(tags=[checks.TAG], include_deployment_checks=True)
    assert {error.id for error in errors} == {"law.E002", "money.E002"}
    assert run_checks(tags=[checks.TAG]) == []


def test_faults_are_errors_with_stable_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ContentFaults([ContentFault("visit.yaml", "safe", "坏了")])

    monkeypatch.setattr(checks, "open_book", broken)
    [error] = run_checks(tags=[checks.TAG])
    assert (error.id, error.obj, error.msg) == ("guide.E001", "visit.yaml: safe", "坏了")
