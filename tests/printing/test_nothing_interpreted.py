"""What people typed is printed as typed: no markup of theirs is read, no address asked for."""

import html
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from borrower_guide.cases.entries import Kind
from borrower_guide.cases.state import CaseState, project
from borrower_guide.cases.things import MODELS
from borrower_guide.letters.blank.composing import blank_forms
from borrower_guide.letters.blank.printing import form_pdf
from borrower_guide.letters.compose import compose
from borrower_guide.letters.printing import print_letter
from borrower_guide.printing import layout
from borrower_guide.printing.render import printable, render_pdf
from borrower_guide.record import choosing
from borrower_guide.record.attachment import attached, read_manifest
from borrower_guide.record.make import make_record
from borrower_guide.record.paper.compose import compose as compose_record
from borrower_guide.record.render import html_of, print_copy
from borrower_guide.record.sealing.key import new_key
from tests.letters.made import GOES_TO, chosen
from tests.letters.papers import AT
from tests.record.every_field import TITLE, Journal, every_field, reason_of, subject_of
from tests.record.photos import jpeg
from tests.record.sample import MADE_AT

# No longer than a short answer may be, all in one. The last four are seen by nobody.
TYPED = (
    "</td></table><img src=http://127.0.0.1:9/x>"
    '<style>@import"file:///etc/hostname";*{display:none}</style>'
    '&lt;&#65;{{x}}{%now"Y"%}url(file:///etc/hostname)\'-->'
    "\u202e\u2066\u200b\u200d"
)
PRINTED = TYPED[:-4].replace(" ", "") + "〔U+202E〕〔U+2066〕〔U+200B〕〔U+200D〕"
NAME_OF_FILE = re.sub(r"[/:]", "", PRINTED[: PRINTED.index("〔")]) + PRINTED[PRINTED.index("〔") :]
SHORTENED = 18  # of a text in the timeline or on the cover, at least
TOKEN = re.compile(r"q\d{3}z|z[A-Z]q")
PICTURE = jpeg((90, 120))


@pytest.fixture(scope="module")
def case() -> Journal:
    return every_field(TYPED)


@pytest.fixture(scope="module")
def state(case: Journal) -> CaseState:
    return project(case.entries)


_watching: list[list[str]] = []
_EVENTS = ("open", "socket.connect", "socket.getaddrinfo", "urllib.Request", "subprocess.Popen")


def _heard(event: str, words: tuple[Any, ...]) -> None:
    if _watching and event in _EVENTS:
        _watching[-1].append(f"{event} {words[0] if event != 'socket.connect' else words[1]}")


sys.addaudithook(_heard)  # it cannot be taken away, only told to be still


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Each address that the renderer asks our fetcher for."""
    seen: list[str] = []
    ours = layout._fetcher_class()

    class Counting(ours):  # type: ignore[misc, valid-type]
        def fetch(self, url: str, headers: object = None) -> Any:
            seen.append(url)
            return super().fetch(url, headers)

    monkeypatch.setattr(layout, "_fetcher_class", lambda: Counting)
    _watching.append([])
    yield seen
    reached = _watching.pop()
    assert [one for one in reached if not one.startswith("open ")] == []
    assert [one for one in reached if "hostname" in one or "127.0.0.1" in one] == []


def text_of(data: bytes, title: str = "上门走访情况记录") -> str:
    """Its pages without white space and without what stands at their edges, a form feed between."""
    heard, _watching[:] = _watching[:], []  # pdftotext is ours
    run = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True
    )
    _watching[:] = heard
    made = r"(?:写成时间 )?\d{4}年\d+月\d+日 \d\d:\d\d(?: 做成(?: 打印店版，已遮盖)?)?"
    edges = rf"(?m)(?:^{title}(?: \d{{8}}-.*)?\n)?{made} 第 \d+ 页 共 \d+ 页"
    pages = re.sub(edges, "", run.stdout.decode()).split("\f")
    return "\f".join("".join(page.split()) for page in pages)


def spoilt(said: str) -> list[str]:
    """The tokens that are not followed, as far as the page goes, by what was typed after them."""
    return [found[0] + rest for found, rest in _beginnings(said) if not _as_typed(rest)]


def _beginnings(said: str) -> Iterator[tuple[re.Match[str], str]]:
    for found in TOKEN.finditer(said):
        yield found, said[found.end() : found.end() + SHORTENED].partition("\f")[0]


def _as_typed(rest: str) -> bool:
    return PRINTED.startswith(rest) or NAME_OF_FILE.startswith(rest)


def whole(said: str) -> set[str]:
    """The tokens that are somewhere followed by all that was typed."""
    ends = f"(?={re.escape(PRINTED)}|{re.escape(NAME_OF_FILE)})"
    return set(re.findall(f"({TOKEN.pattern}){ends}", said.replace("\f", "")))


def test_a_record_prints_what_was_typed(case: Journal, asked: list[str]) -> None:
    made = make_record(
        case.entries,
        key=new_key(),
        made_at=MADE_AT,
        pictures={subject_of(Kind.EXHIBIT, 1): PICTURE},
    )
    said = text_of(made.data)
    assert {url.split(":")[0] for url in asked} == {"picture"}
    assert len(set(asked)) == 1
    assert spoilt(said) == []
    wanted = {one.mark for one in case.told if TOKEN.fullmatch(one.mark)}
    assert wanted | {TITLE} | {reason_of(kind) for kind in MODELS} == whole(said)


def test_a_part_and_a_covered_copy_print_what_was_typed(
    case: Journal, state: CaseState, asked: list[str]
) -> None:
    away = choosing.left_out(state, {state.visits[0].subject})
    made = make_record(case.entries, key=new_key(), made_at=MADE_AT, left_out=away)
    said = text_of(made.data)
    assert spoilt(said) == []
    manifest = read_manifest(next(attached(made.data)))
    assert manifest is not None
    copy = text_of(print_copy(manifest).data)
    assert spoilt(copy) == []
    assert len(whole(said)) > len(whole(copy)) > 40  # names and phones are covered
    assert asked == []


@pytest.mark.parametrize(("form", "channel"), GOES_TO)
def test_a_letter_prints_what_was_typed(
    form: str, channel: str, state: CaseState, asked: list[str]
) -> None:
    paper = compose(chosen(form, state, channel))
    said = text_of(print_letter(paper, AT).data, paper.title)
    assert asked == []
    cells = [cell for block in paper.blocks for line in block.lines for cell in line.cells]
    for token in {found for cell in cells for found in TOKEN.findall(cell)}:
        assert said.count(token) == sum(cell.count(token) for cell in cells), token
    assert spoilt(said) == []


@pytest.mark.parametrize("name", blank_forms())
def test_a_blank_form_asks_for_nothing(name: str, asked: list[str]) -> None:
    form_pdf.__wrapped__(name)
    assert asked == []


def test_the_check_would_notice(case: Journal, asked: list[str]) -> None:
    """The same words, once read as markup."""
    made = make_record(case.entries[:8], key=new_key(), made_at=MADE_AT)
    manifest = read_manifest(next(attached(made.data)))
    assert manifest is not None
    page, _ = printable(html.unescape(html_of(compose_record(manifest))))
    assert asked == []
    said = text_of(render_pdf(page).data)
    assert set(asked) == {"file:///etc/hostname"}  # and all else is hidden, as their style says
    assert whole(said) == set()
    render_pdf(page.replace("display:none", ""))
    assert "http://127.0.0.1:9/x" in asked


def test_the_watch_would_hear(asked: list[str]) -> None:
    """Of files, too, not only of what goes by the fetcher."""
    with open("/etc/hosts", encoding="utf-8"):
        pass
    assert "open /etc/hosts" in _watching[-1]
