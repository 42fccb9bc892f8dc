"""Check the system packages that the site needs, and install the missing ones where we may.

Usage: python3 setup/system_packages.py [run|test]

Standard library only, so that it runs before anything is installed. Exit 0: all there. Exit 1:
something is missing and may not be installed from here; one sentence names the exact command.
"""

from __future__ import annotations  # so that an old Python gets as far as the sentence

import ctypes
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/opt/homebrew/share/fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "~/.local/share/fonts",
)
LIBRARY_FOLDERS = ("/opt/homebrew/lib", "/usr/local/lib")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_APPS = ("/Applications/Chromium.app", "/Applications/Google Chrome.app")


class Package(NamedTuple):
    """One thing the system must bring: its name for apt and for brew, and how to see it."""

    apt: str
    brew: str
    present: Callable[[], bool]


def library(stem: str, version: int) -> Callable[[], bool]:
    """Whether the shared library loads by its run-time name, as WeasyPrint will load it."""

    def present() -> bool:
        mac = f"lib{stem}.{version}.dylib"
        if any((Path(folder) / mac).exists() for folder in LIBRARY_FOLDERS):
            return True
        try:
            ctypes.CDLL(mac if sys.platform == "darwin" else f"lib{stem}.so.{version}")
        except OSError:
            return False
        return True

    return present


def fonts(*names: str) -> Callable[[], bool]:
    """Whether each font file lies somewhere below the usual font folders."""

    def present() -> bool:
        roots = [Path(folder).expanduser() for folder in FONT_FOLDERS]
        found = {file.name for root in roots if root.is_dir() for file in root.rglob("*.tt[cf]")}
        return found.issuperset(names)

    return present


def program(*names: str) -> Callable[[], bool]:
    """Whether one of the programs is on the path."""
    return lambda: any(shutil.which(name) for name in names)


def venv_works() -> bool:
    """Whether this Python can make a virtual environment with pip in it (Debian splits it off)."""
    try:
        import ensurepip
        import venv
    except ImportError:
        return False
    return bool(ensurepip and venv)


def chromium_works() -> bool:
    """Whether a Chromium for the browser tests is installed."""
    return program(*CHROMIUM)() or any(Path(app).exists() for app in CHROMIUM_APPS)


NOTO = [
    f"Noto{face}CJK-{weight}.ttc" for face in ("Sans", "Serif") for weight in ("Regular", "Bold")
]
RUN = (
    Package("python3-venv", "python@3.12", venv_works),
    Package("libpango-1.0-0", "pango", library("pango-1.0", 0)),
    Package("libpangoft2-1.0-0", "pango", library("pangoft2-1.0", 0)),
    Package("libharfbuzz-subset0", "harfbuzz", library("harfbuzz-subset", 0)),
    Package("fonts-noto-cjk", "font-noto-sans-cjk font-noto-serif-cjk", fonts(*NOTO)),
    Package("fonts-hanazono", "font-hanamina", fonts("HanaMinA.ttf", "HanaMinB.ttf")),
)
TEST = (
    *RUN,
    Package("chromium", "chromium", chromium_works),
    Package("qpdf", "qpdf", program("qpdf")),
    Package("poppler-utils", "poppler", program("pdftoppm")),
)


def missing(packages: Iterable[Package]) -> list[Package]:
    """The packages that are not there, in order."""
    return [package for package in packages if not package.present()]


def command(packages: list[Package]) -> list[str] | None:
    """The command that installs the packages here, or None on a system we do not know."""
    if sys.platform == "darwin":
        return ["brew", "install", *dict.fromkeys(" ".join(p.brew for p in packages).split())]
    if shutil.which("apt-get"):
        names = [package.apt for package in packages]
        return ["apt-get", "install", "-y", "--no-install-recommends", *names]
    return None


def privilege() -> list[str] | None:
    """What goes before an install command: nothing, sudo, or None where we may not install."""
    if sys.platform == "darwin":
        return [] if shutil.which("brew") else None
    if os.geteuid() == 0:
        return []
    asked = ["sudo", "-n"]
    may = (
        shutil.which("sudo")
        and subprocess.run([*asked, "true"], capture_output=True).returncode == 0
    )
    return asked if may else None


def install(line: list[str], before: list[str]) -> bool:
    """Run the install command; on apt the package lists are fetched first."""
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    if line[0] == "apt-get":
        subprocess.run([*before, "apt-get", "update", "-q"], env=env, check=False)
    return subprocess.run([*before, *line], env=env, check=False).returncode == 0


def main(arguments: list[str]) -> int:
    """Check, install if we may, check again, or say what to type."""
    if sys.version_info < (3, 11):  # noqa: UP036
        print(f"需要 Python 3.11 或更新，这里是 {platform.python_version()}。", file=sys.stderr)
        return 1
    packages = TEST if arguments == ["test"] else RUN
    if not (lacking := missing(packages)):
        return 0
    line = command(lacking)
    before = privilege()
    if line and before is not None:
        print("正在安装系统软件包：" + " ".join(p.apt for p in lacking), file=sys.stderr)
        if install(line, before) and not (lacking := missing(packages)):
            return 0
    print(sentence(lacking), file=sys.stderr)
    return 1


def sentence(lacking: list[Package]) -> str:
    """One plain sentence: what to type, or what to look for on an unknown system."""
    if line := command(lacking):
        sudo = "" if sys.platform == "darwin" else "sudo "
        return f"还缺系统软件包，请先运行：{sudo}{' '.join(line)}"
    return "还缺这些系统软件包，请用系统的工具安装：" + " ".join(p.apt for p in lacking)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
