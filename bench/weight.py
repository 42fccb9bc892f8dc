"""Whether papers take the memory they are weighed at: `python -m bench.weight`. Exit 1 if one more.

Cases of the shapes that a visit can have, each laid out in a process of its own: full visits, empty
ones, long accounts, many quotations, accounts of nothing but new lines, words without a break.
"""

import json
import os
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bench.scene import ROOT, fresh_site

MADE_AT = datetime.fromisoformat("2026-11-24T20:52:00+08:00")
DAY = {"started_at": "2026-01-02"}
WORDS = "他们又来敲门说再不还钱就去单位闹我说请你们走他们不走"


def shapes() -> dict[str, list[dict[str, Any]]]:
    """Visits by what is peculiar of them."""
    said = [{"speaker": "甲", "words": (WORDS * 80)[:2000]}] * 50
    return {
        "full": [_fullest()] * 40,
        "empty": [DAY] * 100,
        "long accounts": [{**DAY, "account": (WORDS * 200)[:5000]}] * 40,
        "quotations": [{**DAY, "statements": said}] * 3,
        "short quotations": [{**DAY, "statements": [{"words": "走"}] * 50}] * 10,
        "new lines": [{**DAY, "account": "走\n" * 2500}] * 5,
        "no breaks": [{**DAY, "account": "a" * 5000}] * 15,
    }


def _fullest() -> dict[str, Any]:
    visits = json.loads((ROOT / "fixtures" / "demo" / "case.json").read_text())["visits"]
    found: dict[str, Any] = max(visits, key=lambda visit: len(json.dumps(visit)))
    bare = {name: value for name, value in found.items() if name not in ("exhibits", "loan")}
    said = [{**one, "exhibit": None} for one in found.get("statements", [])]
    return {**bare, "statements": said}


def html_of(visits: list[dict[str, Any]]) -> str:
    """What a record of these visits is laid out of."""
    from django.conf import settings

    from borrower_guide.cases.taking.from_file import entries_of
    from borrower_guide.printing.render import printable
    from borrower_guide.printing.versions import versions
    from borrower_guide.record import render
    from borrower_guide.record.make import manifest_of
    from borrower_guide.record.paper.compose import compose
    from borrower_guide.record.sealing.key import sealing_key
    from borrower_guide.schema.case import Case

    numbered = [{**visit, "id": f"V{at}"} for at, visit in enumerate(visits, start=1)]
    case = Case.read({"format": "borrower-guide/case", "version": 1, "reporter_role": "borrower",
                      "visits": numbered})  # fmt: skip
    key = sealing_key(settings.DATA_DIR / "seal")
    entries = entries_of(case, MADE_AT)
    manifest = manifest_of(entries, key=key, made_at=MADE_AT, versions=versions())
    return printable(render.html_of(compose(manifest)))[0]


def taken(work: Callable[[], object]) -> tuple[float, float]:
    """CPU seconds, and MB at most, of a process that does it."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    used = os.wait4(child, 0)[2]
    unit = 1e6 if sys.platform == "darwin" else 1e3  # bytes there, kilobytes here
    return used.ru_utime + used.ru_stime, used.ru_maxrss / unit


def main() -> int:
    """A line for each shape; 1 if one took more than it was weighed at."""
    with fresh_site():
        from borrower_guide.printing.paper import paper_css
        from borrower_guide.printing.render import render_pdf, warm
        from borrower_guide.printing.weight import megabytes
        from borrower_guide.record.render import CSS

        warm()
        kept = True
        for name, visits in shapes().items():
            html = html_of(visits)

            def lay_out(html: str = html) -> None:
                render_pdf(html, css=paper_css(CSS), bounded=False)

            cpu, mb = taken(lay_out)
            most = megabytes(len(html))
            kept = kept and mb <= most
            print(f"{name:17} {len(html) / 1e3:5.0f} k characters, {cpu:5.1f} s CPU, {mb:5.0f} MB, "
                  f"weighed at {most}: {'kept' if mb <= most else 'MISSED'}")  # fmt: skip
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
