"""What the documents name is there: files, folders, and pages that they link to."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
FOLDERS = ("borrower_guide", "templates", "fixtures", "static", "tests", "bench", "setup", "docs")
PATHS = [
    f"/{path.relative_to(ROOT)}{'/' if path.is_dir() else ''}"
    for folder in FOLDERS
    for path in [*(ROOT / folder).rglob("*"), *ROOT.glob("*")]
]
# Of an installation, not of the checkout.
ELSEWHERE = {"files/", "seal/"}

named = pytest.mark.parametrize("document", DOCS, ids=lambda path: str(path.relative_to(ROOT)))


@named
def test_every_file_that_is_named_is_there(document: Path) -> None:
    missing = [told for told in told_paths(document.read_text()) if not is_there(told)]
    assert missing == []


@named
def test_every_link_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []


def told_paths(text: str) -> Iterator[str]:
    """Names of files with an ending of ours, and folders, as they stand between backticks."""
    yield from re.findall(r"`([\w./-]+\.(?:py|html|css|js|yaml|toml|lock))`", text)
    yield from re.findall(r"`((?:[a-z_]+/)+)`", text)


def is_there(told: str) -> bool:
    """A path is told from the root, or from the room that its line is about."""
    return told in ELSEWHERE or any(path.endswith(f"/{told}") for path in PATHS)


def test_a_name_that_is_nowhere_is_noticed() -> None:
    assert list(told_paths("`a/gone.py`, `gone/` and `/gone/`")) == ["a/gone.py", "gone/"]
    assert not is_there("a/gone.py")
    assert not is_there("gone.py")
    assert is_there("gate.py")
