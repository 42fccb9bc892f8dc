"""Which characters are printed as they are, and what stands for the others."""

import pytest
from fontTools.ttLib import TTCollection, TTFont
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.printing.fonts import MONO, SANS, SERIF, coverage, files, printable


def test_the_named_families_are_there_and_no_stray_one() -> None:
    assert {SANS, SERIF, MONO} <= set(files()) <= {SANS, SERIF, MONO, "HanaMinA", "HanaMinB"}


@pytest.mark.parametrize(
    "text", ["上门走访", "𠮷 䶮 𬎆", "abc 0-9 ￥¥", "“引号”……——·", "一\n二\t三"]
)
def test_what_fonts_have_stays(text: str) -> None:
    assert printable(text) == (text, ())


@pytest.mark.parametrize(
    ("text", "boxed", "missing"),
    [
        ("发了👨", "发了〔U+1F468〕", ("👨",)),
        ("❤\ufe0f", "〔U+2764〕〔U+FE0F〕", ("❤", "\ufe0f")),
        ("a\u3164b", "a〔U+3164〕b", ("\u3164",)),
        ("一\u202e二", "一〔U+202E〕二", ("\u202e",)),
        ("a\u200bb", "a〔U+200B〕b", ("\u200b",)),
        ("\ue000", "〔U+E000〕", ("\ue000",)),
        ("سلام", "〔U+0633〕〔U+0644〕〔U+0627〕〔U+0645〕", tuple(sorted("سلام"))),
        ("👨👨", "〔U+1F468〕〔U+1F468〕", ("👨",)),
    ],
)
def test_what_they_lack_or_hide_is_boxed(text: str, boxed: str, missing: tuple[str, ...]) -> None:
    assert printable(text) == (boxed, missing)


def test_a_character_can_be_printed_if_both_faces_or_a_rare_one_have_it() -> None:
    """The same as a font library finds."""
    have = {name: set(ttfont(name).getBestCmap()) for name in (SANS, SERIF, "HanaMinA", "HanaMinB")}
    expected = have[SANS] & have[SERIF] | have["HanaMinA"] | have["HanaMinB"]
    assert {point for point, has in enumerate(coverage()) if has} == expected


def ttfont(family: str) -> TTFont:
    path = files()[family]
    faces = TTCollection(path).fonts if path.endswith(".ttc") else [TTFont(path)]
    (face,) = (face for face in faces if face["name"].getBestFamilyName() == family)
    return face


@given(st.text())
def test_what_comes_out_can_be_printed(text: str) -> None:
    boxed, missing = printable(text)
    assert printable(boxed) == (boxed, ())
    assert set(missing) <= set(text)
    assert all(char in "\n\t" or coverage()[ord(char)] for char in boxed)
