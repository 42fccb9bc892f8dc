"""Which build answers: what of a page follows from code, content and libraries, not from a case."""

import hashlib
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from django.conf import settings

_PARTS = ("borrower_guide", "templates", "fixtures", "static")


@cache
def build_digest() -> str:
    """64 hex digits over code, templates, content and versions of libraries; once a process."""
    digest = hashlib.sha256()
    for path in sorted(path for part in _PARTS for path in _files(settings.BASE_DIR / part)):
        name = str(path.relative_to(settings.BASE_DIR))
        digest.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    for library in sorted(f"{one.name} {one.version}" for one in distributions()):
        digest.update(f"{library}\n".encode())
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    return [
        path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    ]
