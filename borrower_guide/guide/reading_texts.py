"""Every text that readers see, from the content files and the templates, as they are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from borrower_guide.law.yaml_reader import read_yaml

# Keys whose values are names, are not shown as a sentence, or are what others say (`heard`).
_NOT_TEXT = {"source", "id", "href", "url", "number", "apart", "heard"}
_NAMES = {"provisions.yaml": {"title"}, "channels.yaml": {"name"}, "acts.yaml": {"reason"}}
_NO_READING = {"reading.yaml"}
_ROOMS = ("site", "guide", "cases", "money")

_COMMENT = re.compile(r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}", re.DOTALL)
_TAG = re.compile(r"\{%(.*?)%\}")
_QUOTED = re.compile(r'"([^"]*[\u4e00-\u9fff][^"]*)"')
_INLINE = re.compile(r"</?(?:strong|a|span|wbr|time|b|mark)\b[^>]*>")
_BLOCK = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Text:
    """A text and where it stands: the file, and the id of its row or the line of a template."""

    file: str
    where: str
    words: str


def content_texts(fixtures: Path) -> Iterator[Text]:
    """The texts of all content files of law, guide and letters, chapters included."""
    for room in ("guide", "law", "letters"):
        for path in sorted((fixtures / room).rglob("*.yaml")):
            if path.name not in _NO_READING:
                name = str(path.relative_to(fixtures / room))
                left_out = _NOT_TEXT | _NAMES.get(name, set())
                yield from _texts(read_yaml(path), name, "$", left_out)


def template_texts(templates: Path) -> Iterator[Text]:
    """The texts of the pages, room by room; what a template fills in counts as nothing."""
    for room in _ROOMS:
        for path in sorted((templates / room).rglob("*.html")):
            yield from _lines(path, str(path.relative_to(templates)))


def _texts(value: Any, file: str, where: str, left_out: set[str]) -> Iterator[Text]:
    if isinstance(value, dict):
        where = value["id"] if isinstance(value.get("id"), str) else where
        for key, one in value.items():
            if key not in left_out:
                yield from _texts(one, file, where, left_out)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one, file, where, left_out)
    elif isinstance(value, str) and not value.isascii():
        yield Text(file, where, value)


def _lines(path: Path, name: str) -> Iterator[Text]:
    source = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), path.read_text("utf-8"))
    for number, line in enumerate(source.split("\n"), 1):
        for words in (
            _shown(line),
            *(q for tag in _TAG.findall(line) for q in _QUOTED.findall(tag)),
        ):
            if words.strip() and not words.isascii():
                yield Text(name, str(number), words)


def _shown(line: str) -> str:
    text = re.sub(r"\{\{.*?\}\}", "", _TAG.sub("", line))
    return _BLOCK.sub("\n", _INLINE.sub("", text))
