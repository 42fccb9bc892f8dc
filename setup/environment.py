"""Make .venv and install exactly what the lock names; do nothing when that is done already.

Usage: python3 setup/environment.py [run|test]

Standard library only. Nothing outside the checkout is written: pip's cache is off. A stamp in
.venv holds the hash of the lock, so that the next start costs no more than reading it.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = {"run": ROOT / "requirements.lock", "test": ROOT / "requirements-dev.lock"}


def digest(kind: str) -> str:
    """What the stamp of this kind must hold: it changes with the lock and with Python."""
    version = ".".join(map(str, sys.version_info[:3]))
    return hashlib.sha256(LOCKS[kind].read_bytes() + version.encode()).hexdigest()


def stamp(kind: str) -> Path:
    """The file that says: this lock is installed."""
    return VENV / f".installed-{kind}"


def installed(kind: str) -> bool:
    """Whether the lock is installed; the test lock holds all of the run lock."""
    kinds = ("test",) if kind == "test" else ("run", "test")
    return PYTHON.exists() and any(
        stamp(each).exists() and stamp(each).read_text() == digest(each) for each in kinds
    )


def works() -> bool:
    """Whether .venv is whole and made by this minor version of Python."""
    version = f"import pip, sys; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
    return PYTHON.exists() and subprocess.run([PYTHON, "-c", version]).returncode == 0


def install(kind: str) -> int:
    """Install the lock into a whole .venv; pip's exit code."""
    if not works():
        shutil.rmtree(VENV, ignore_errors=True)
        venv.create(VENV, with_pip=True)
    print(f"正在安装 {LOCKS[kind].name} 里的软件包，第一次要一两分钟。", file=sys.stderr)
    line = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    line += ["--no-cache-dir", "--require-hashes", "--only-binary", ":all:", "-r", LOCKS[kind]]
    return subprocess.run(line, env=os.environ | {"PIP_NO_INPUT": "1"}).returncode


def main(arguments: list[str]) -> int:
    """Install if needed; 0 when .venv holds what the lock names."""
    kind = "test" if arguments == ["test"] else "run"
    if installed(kind):
        return 0
    if code := install(kind):
        print("软件包没有装好，请看上面的原因，再运行一次。", file=sys.stderr)
        return code
    stamp(kind).write_text(digest(kind))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
