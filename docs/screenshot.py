"""Take docs/screenshot.png from the running demo: `make screenshot`.

The first page on a phone beside a page of a printed record, at most 150 kB.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO, StringIO
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.scene import fresh_site  # noqa: E402
from setup.system_packages import CHROMIUM  # noqa: E402

TARGET = ROOT / "docs" / "screenshot.png"
PHONE, GAP, PAPER, LIMIT = (360, 780), 24, "#d9dde3", 150_000


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def demo() -> Iterator[tuple[str, str]]:
    """The site with its demo case on a free port: address and number."""
    with fresh_site() as data:
        from django.core.management import call_command

        from borrower_guide.wsgi import application

        call_command("seed_demo", stdout=StringIO())
        server = make_server("127.0.0.1", 0, application, _Server, _Quiet)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", (data / "demo_code").read_text().strip()
        server.shutdown()


def shots(page: Page, code: str) -> tuple[bytes, bytes]:
    """The first page as the phone shows it, and the PDF of the demo's record."""
    page.goto("/")
    home = page.screenshot()
    page.goto("/cases/open/")
    page.get_by_label("续填号").fill(code)
    page.get_by_role("button", name="打开").click()
    case = page.url.split("?")[0]
    page.goto(f"{case}record/")
    page.locator("main form button").first.click()
    with page.expect_download() as waiting:
        page.locator('a[href$="record.pdf"]').first.click()
    return home, waiting.value.path().read_bytes()


def paper_page(pdf: bytes, number: int, height: int) -> Image.Image:
    """One page of a PDF as a picture."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        scale = ["-scale-to-x", "-1", "-scale-to-y", str(height)]
        line = ["pdftoppm", "-png", "-f", str(number), "-l", str(number), *scale, file.name]
        drawn = subprocess.run(line, check=True, capture_output=True).stdout  # noqa: S603
    return Image.open(BytesIO(drawn)).convert("RGB")


def side_by_side(left: Image.Image, right: Image.Image) -> Image.Image:
    """Both on one ground, few enough colours for a small file."""
    width = left.width + right.width + 3 * GAP
    whole = Image.new("RGB", (width, left.height + 2 * GAP), PAPER)
    whole.paste(left, (GAP, GAP))
    whole.paste(right, (2 * GAP + left.width, GAP))
    return whole.quantize(32, dither=Image.Dither.NONE)


def main() -> None:
    """Take it, and refuse a file that is too large."""
    with demo() as (address, code), sync_playwright() as playwright:
        program = next(path for name in CHROMIUM if (path := shutil.which(name)))
        flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        size = {"width": PHONE[0], "height": PHONE[1]}
        page = browser.new_page(base_url=address, viewport=size, locale="zh-CN")
        home, pdf = shots(page, code)
        browser.close()
    phone = Image.open(BytesIO(home)).convert("RGB")
    side_by_side(phone, paper_page(pdf, 4, phone.height)).save(TARGET, optimize=True)
    if (bytes_ := TARGET.stat().st_size) > LIMIT:
        sys.exit(f"{TARGET.name}: {bytes_} bytes, at most {LIMIT}")


if __name__ == "__main__":
    main()
