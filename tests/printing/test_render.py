"""The printer: nothing fetched, nothing stray, the same bytes, and a plain word when it cannot."""

import subprocess
import sys
import threading
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from borrower_guide.printing import layout, page_references, render
from borrower_guide.printing.faults import CannotRender
from borrower_guide.printing.render import Attached, render_pdf, warm
from borrower_guide.printing.versions import versions

ROOT = Path(__file__).resolve().parents[2]
CSS = 'body { font-family: "Noto Serif CJK SC", "HanaMinA", "HanaMinB" }'


def page(body: str) -> str:
    return f'<html lang="zh-CN"><head><title>试</title></head><body>{body}</body></html>'


def attached(content: bytes = b"{}") -> Attached:
    return Attached("record.json", content, datetime(2026, 1, 2, tzinfo=UTC), "说明")


def test_same_input_same_bytes() -> None:
    first, second = (
        render_pdf(page("<p>一</p>"), css=CSS, attachments=[attached()]) for _ in range(2)
    )
    assert first == second
    assert first.pages == 1


def test_the_attachment_is_named_once_with_its_times() -> None:
    printed = render_pdf(page("<p>一</p>"), attachments=[attached(b'{"a":1}')])
    with pikepdf.open(BytesIO(printed.data)) as pdf:
        (file,) = pdf.Root.AF
        assert str(file.AFRelationship) == "/Data"
        assert file.EF.F.read_bytes() == b'{"a":1}'
        assert str(file.EF.F.Params.CreationDate) == "D:20260102000000Z"
        assert str(file.EF.F.Params.ModDate) == "D:20260102000000Z"


@pytest.mark.parametrize(
    "body",
    [
        '<img src="file:///etc/hostname" alt="x">',
        '<img src="http://127.0.0.1:9/x.png" alt="x">',
        '<img src="data:image/png;base64,AAAA" alt="x">',
        '<link rel="stylesheet" href="file:///etc/hostname">',
        '<link rel="attachment" href="file:///etc/hostname">',
        '<object data="file:///etc/hostname"></object>',
        '<img src="picture:/etc/hostname" alt="x">',
        '<img src="picture:known/../../etc/hostname" alt="x">',
        '<img src="PICTURE:known2" alt="x">',
        "<style>@import url(file:///etc/hostname);</style>",
    ],
)
def test_nothing_is_fetched(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Any] = []
    monkeypatch.setattr("urllib.request.OpenerDirector.open", lambda *a, **k: opened.append(a))
    printed = render_pdf(page(body + "<p>一</p>"), pictures={"known": b"no picture at all"})
    assert opened == []
    with pikepdf.open(BytesIO(printed.data)) as pdf:
        assert list(pdf.attachments) == []


def test_a_glyph_that_is_missing_after_all_is_a_fault() -> None:
    with pytest.raises(CannotRender, match="排不出来"):
        render_pdf(page("<p>👨</p>"))


def test_the_cached_pages_write_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    body = "".join(
        f'<h2 id="h{i}">第 {i} 节</h2><table><tr><td>一</td></tr></table>' for i in range(9)
    )
    html = page(f'<style>h2 {{ break-before: page }}</style><a href="#h7">七</a>{body}')
    cached = render_pdf(html)
    monkeypatch.setattr("pydyf.PDF.page_references", page_references.PLAIN)
    assert render_pdf(html) == cached
    assert cached.pages > 8


def test_this_version_is_one_whose_pages_may_be_cached() -> None:
    import pydyf

    warm()
    assert pydyf.__version__ in page_references.KNOWN
    assert pydyf.PDF.page_references is not page_references.PLAIN


def test_dense_fonts_draw_the_same_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    html = page("<p>上门走访 fi 12:30，“引号”<b>粗</b></p><p style='font-size:30pt'>大</p>")
    dense = render_pdf(html, css=CSS)
    monkeypatch.setattr(layout, "compact_fonts", lambda document, pdf: None)
    loose = render_pdf(html, css=CSS)
    assert len(dense.data) < len(loose.data) / 3
    drawn = [_drawn(one.data, tmp_path) for one in (dense, loose)]
    assert drawn[0] == drawn[1]


def _drawn(data: bytes, folder: Path) -> tuple[bytes, str]:
    (folder / "x.pdf").write_bytes(data)
    picture = subprocess.run(
        ["pdftoppm", "-r", "100", "-gray", folder / "x.pdf"], capture_output=True, check=True
    )
    assert picture.stderr == b""
    text = subprocess.run(["pdftotext", folder / "x.pdf", "-"], capture_output=True, check=True)
    return picture.stdout, text.stdout.decode()


def test_at_most_two_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    inside, most, lock = 0, 0, threading.Lock()
    write = layout._write

    def counted(*words: Any) -> Any:
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        try:
            return write(*words)
        finally:
            with lock:
                inside -= 1

    monkeypatch.setattr(layout, "_write", counted)
    monkeypatch.setattr(render.TURNS, "_seconds", 600)  # however slow two papers are
    refused = []

    def print_one() -> None:
        try:
            render_pdf(page("<p>一</p>"))
        except CannotRender:
            refused.append(1)

    threads = [threading.Thread(target=print_one) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most <= 2
    assert len(refused) <= 2  # two print, one waits, the others are told to come again


def test_versions_name_what_shapes_the_bytes() -> None:
    found = versions()
    assert {"weasyprint", "pydyf", "pango", "harfbuzz", "Noto Serif CJK SC"} <= set(found)
    assert all(value[0].isdigit() for value in found.values())


BROKEN = """
import cffi
real = cffi.FFI.dlopen
def dlopen(self, name, flags=0):
    if "{library}" in str(name):
        raise OSError("not here")
    return real(self, name, flags)
cffi.FFI.dlopen = dlopen
from borrower_guide.printing.render import CannotRender, render_pdf
try:
    render_pdf("<p>x</p>")
except CannotRender as fault:
    print(fault)
"""


@pytest.mark.parametrize(
    ("library", "words"),
    [("pango", "libpango-1.0-0"), ("harfbuzz-subset", "libharfbuzz-subset0")],
)
def test_without_a_library_it_says_what_to_install(library: str, words: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", BROKEN.format(library=library)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert words in run.stdout
    assert len(run.stdout.splitlines()) == 1


def test_importing_the_room_loads_no_renderer() -> None:
    code = "import sys, borrower_guide.printing.render; print('weasyprint' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert run.stdout.strip() == "False"
