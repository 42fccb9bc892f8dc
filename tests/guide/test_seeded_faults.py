"""One fault of each kind, seeded into a copy of our content: file, id, and what to do."""

import shutil
from collections.abc import Iterator
from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from borrower_guide.law import yaml_reader
from tests.guide.seeds import SEEDS, Seed


@pytest.fixture(scope="module", autouse=True)
def _parsed_once() -> Iterator[None]:
    """Reading the YAML of every copy anew would take most of a minute."""
    with pytest.MonkeyPatch.context() as patch:
        once = cache(yaml_reader._parse)
        patch.setattr(yaml_reader, "_parse", lambda path, text: once(Path(path.name), text))
        yield


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for room in ("law", "guide"):
        shutil.copytree(settings.BASE_DIR / "fixtures" / room, tmp_path / room)
    return tmp_path


def told(content: Path) -> tuple[int, list[str]]:
    out = StringIO()
    try:
        call_command("check_content", content=content, on="2026-11-24", stdout=out)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


@pytest.mark.parametrize("seed", SEEDS, ids=str)
def test_a_seeded_fault_is_refused_in_one_line(content: Path, seed: Seed) -> None:
    assert "请" in seed.line
    number = seed.sow(content)
    assert told(content) == (1, [seed.line.replace("{fifth}", str(number + 4))])


def test_a_copy_as_it_is_holds(content: Path) -> None:
    code, lines = told(content)
    assert (code, lines[0]) == (0, "内容没有问题。")
