"""What a record costs against bare WeasyPrint on the very same HTML: `python -m bench.record`.

Each measurement is a process of its own, warm before it counts (imports, fonts and a first page
are paid when a worker starts). Our record is laid out in a process of its own, as the server does
on Linux: its CPU is counted in, and of the two the higher peak. Three kinds take turns: the whole
way from entries to a sealed and checked record; bare WeasyPrint writing the same kind of PDF
(PDF/A-3a); and bare WeasyPrint writing the plainest PDF it can, untagged. `--grow` then doubles the
visits. CPU time is the least of all rounds, for what else the machine does only adds to it; the
exit status tells of missed aims.
"""

import argparse
import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench.scene import ROOT, case_file

OURS, BARE, PLAIN = "record", "bare PDF/A-3a", "bare untagged"
ROUNDS = {1: 7, 10: 5, 100: 3}
GROWING = (100, 200, 400)
AIMS = {"cpu": 1.15, "peak": 1.2}  # × bare PDF/A-3a
GROWTH = 2.2  # × for twice as many visits
SMALL_VISITS, SMALL = 10, 450  # so many visits without photos are at most so many kB
MADE_AT = datetime.fromisoformat("2026-11-24T20:52:00+08:00")


def our_way(visits: int, folder: Path) -> Callable[[], bytes]:
    """From a journal in memory to the sealed record, as web and command make it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "borrower_guide.settings"
    import django

    django.setup()
    from borrower_guide.cases.taking.from_file import entries_of
    from borrower_guide.printing.render import close_press, open_press, warm
    from borrower_guide.record.make import make_record
    from borrower_guide.record.sealing.key import sealing_key

    entries, key = entries_of(case_file(visits), MADE_AT), sealing_key(folder / "seal")
    warm()
    gc.collect()
    gc.freeze()

    def make(entries: Sequence[Any]) -> bytes:
        if sys.platform == "linux":
            open_press()
        made = make_record(entries, key=key, made_at=MADE_AT, bounded=False)
        close_press()  # and count what it took
        return made.data

    make(entries_of(case_file(1), MADE_AT))
    return lambda: make(entries)


def bare_way(visits: int, folder: Path, variant: str | None) -> Callable[[], bytes]:
    """WeasyPrint alone on the same HTML and CSS, with the same fonts."""
    from borrower_guide.printing.engine import FONTS_CONF

    os.environ["FONTCONFIG_FILE"] = str(FONTS_CONF)
    import weasyprint

    css = (folder / "paper.css").read_text()

    def write(html: str) -> bytes:
        page = weasyprint.HTML(string=html)
        sheets = [weasyprint.CSS(string=css)]
        return bytes(page.write_pdf(stylesheets=sheets, pdf_variant=variant))

    write((folder / "1.html").read_text())
    html = (folder / f"{visits}.html").read_text()
    return lambda: write(html)


def one(kind: str, visits: int, folder: Path) -> dict[str, float]:
    """Measure once, in this process: CPU and wall seconds, peak MB in all and above the start."""
    variant = "pdf/a-3a" if kind == BARE else None
    make = our_way(visits, folder) if kind == OURS else bare_way(visits, folder, variant)
    before, wall, cpu = _peak(), time.perf_counter(), _cpu()
    data = make()
    cpu, wall = _cpu() - cpu, time.perf_counter() - wall
    return {
        "cpu": cpu,
        "wall": wall,
        "peak": _peak(),
        "more": _peak() - before,
        "kB": len(data) / 1e3,
    }


WE_AND_OURS = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def _cpu() -> float:
    used = [resource.getrusage(who) for who in WE_AND_OURS]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _peak() -> float:
    unit = 1e6 if sys.platform == "darwin" else 1e3  # bytes there, kilobytes here
    return max(resource.getrusage(who).ru_maxrss for who in WE_AND_OURS) / unit


def write_html(sizes: Sequence[int], folder: Path) -> None:
    """The HTML of each record as a file, for the bare ways; and the key, once for all."""
    import django

    django.setup()
    from borrower_guide.cases.taking.from_file import entries_of
    from borrower_guide.printing.paper import paper_css
    from borrower_guide.printing.render import printable
    from borrower_guide.printing.versions import versions
    from borrower_guide.record.make import manifest_of
    from borrower_guide.record.paper.compose import compose
    from borrower_guide.record.render import CSS, html_of
    from borrower_guide.record.sealing.key import sealing_key

    (folder / "paper.css").write_text(paper_css(CSS))
    key = sealing_key(folder / "seal")
    for visits in {1, *sizes}:
        entries = entries_of(case_file(visits), MADE_AT)
        manifest = manifest_of(entries, key=key, made_at=MADE_AT, versions=versions())
        (folder / f"{visits}.html").write_text(printable(html_of(compose(manifest)))[0])


def measured(kind: str, visits: int, folder: Path) -> dict[str, float]:
    """One measurement in a process of its own."""
    line = [sys.executable, "-m", "bench.record", "--one", kind, str(visits), str(folder)]
    done = subprocess.run(line, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def print_size(visits: int, rounds: int, folder: Path) -> bool:
    """Lines for one size: least of each kind, our way as a ratio to it; whether aims are kept."""
    took: dict[str, list[dict[str, float]]] = {OURS: [], BARE: [], PLAIN: []}
    for _ in range(rounds):
        for kind in took:
            took[kind].append(measured(kind, visits, folder))
    least = {kind: least_of(found) for kind, found in took.items()}
    print(f"{visits} visits, least of {rounds} rounds")
    for kind, told in least.items():
        print(
            f"  {kind:15} CPU {told['cpu']:6.2f} s  wall {told['wall']:6.2f} s  "
            f"peak {told['peak']:4.0f} MB (+{told['more']:.0f})  file {told['kB']:5.0f} kB"
        )
        print(f"  {'record to it':>15}", *(
            f"{name} {least[OURS][name] / told[name]:.2f} ×" for name in ("cpu", "wall", "peak")
        ))  # fmt: skip
    kept = [
        aim(f"{name} to {BARE}", least[OURS][name] / least[BARE][name], most)
        for name, most in AIMS.items()
    ]
    if visits == SMALL_VISITS:
        kept.append(aim("kB", least[OURS]["kB"], SMALL))
    return all(kept)


def print_growth(rounds: int, folder: Path) -> bool:
    """How much more CPU twice as many visits take, again and again; whether the aim is kept."""
    took = {
        visits: least_of([measured(OURS, visits, folder) for _ in range(rounds)])["cpu"]
        for visits in GROWING
    }
    kept = [
        aim(f"CPU of {more} visits ({took[more]:.1f} s) to {less}", took[more] / took[less], GROWTH)
        for less, more in pairwise(GROWING)
    ]
    return all(kept)


def least_of(found: list[dict[str, float]]) -> dict[str, float]:
    """The least of each number."""
    return {name: min(each[name] for each in found) for name in found[0]}


def aim(what: str, found: float, most: float) -> bool:
    """Say whether it is kept."""
    print(f"  aim: {what} {found:.2f}, at most {most}: {'kept' if found <= most else 'MISSED'}")
    return found <= most


def main() -> int:
    """Measure and print, or (`--one`) measure once for the parent. 1 if an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(ROUNDS))
    parser.add_argument("--rounds", type=int, help="default: fewer for bigger records")
    parser.add_argument("--grow", type=int, default=1, help="rounds of 100, 200, 400; 0 for none")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        kind, visits, place = given.one
        print(json.dumps(one(kind, int(visits), Path(place))))
        return 0
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        os.environ["BORROWER_GUIDE_DATA"] = place
        os.environ["DJANGO_SETTINGS_MODULE"] = "borrower_guide.settings"
        write_html(given.sizes, Path(place))
        kept = [
            print_size(visits, given.rounds or ROUNDS.get(visits, 3), Path(place))
            for visits in given.sizes
        ]
        if given.grow:
            kept.append(print_growth(given.grow, Path(place)))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
