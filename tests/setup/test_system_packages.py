"""The check before everything else: what is missing, and what to type."""

import subprocess
from types import SimpleNamespace

import pytest

from setup import system_packages
from setup.system_packages import Package, library, main, missing, program

HERE = Package("libpango-1.0-0", "pango", lambda: True)
GONE = Package("fonts-noto-cjk", "font-noto-sans-cjk font-noto-serif-cjk", lambda: False)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A Debian machine where one package is missing; `ran` holds what was run on it."""
    ran: list[list[str]] = []

    def run(line: list[str], **_: object) -> SimpleNamespace:
        ran.append(line)
        return SimpleNamespace(returncode=machine.answer)

    machine = SimpleNamespace(ran=ran, answer=0)
    monkeypatch.setattr(system_packages, "RUN", (HERE, GONE))
    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    return machine


def test_a_whole_machine_is_left_alone(
    machine: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_packages, "RUN", (HERE,))
    assert main([]) == 0
    assert machine.ran == []


def test_without_the_right_it_says_what_to_type(
    machine: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.answer = 1  # sudo asks for a password
    assert main([]) == 1
    said = capsys.readouterr().err
    assert said.strip() == (
        "还缺系统软件包，请先运行：sudo apt-get install -y --no-install-recommends fonts-noto-cjk"
    )


def test_root_installs_what_is_missing_and_looks_again(
    machine: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = iter([False, True])
    monkeypatch.setattr(system_packages, "RUN", (GONE._replace(present=lambda: next(looks)),))
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert main([]) == 0
    assert [line[1] for line in machine.ran] == ["update", "install"]
    assert machine.ran[1][-1] == "fonts-noto-cjk"


def test_on_a_mac_brew_is_named(
    machine: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert main([]) == 1
    assert "brew install font-noto-sans-cjk font-noto-serif-cjk" in capsys.readouterr().err


def test_an_old_python_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.version_info", (3, 9, 6))
    assert main([]) == 1
    assert "需要 Python 3.11" in capsys.readouterr().err


def test_it_sees_what_is_there_and_what_is_not() -> None:
    assert missing([HERE, GONE]) == [GONE]
    assert not library("no-such-library", 7)()
    assert not program("no-such-program")()
    assert program("no-such-program", "sh")()
