"""The same manifest gives the same unsealed bytes: other process, directory, locale, hash seed."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from borrower_guide.record.attachment import attached, read_manifest
from borrower_guide.record.render import print_manifest

PROGRAM = """
import hashlib, sys, django
django.setup()
from borrower_guide.record.attachment import read_manifest
from borrower_guide.record.render import print_manifest
data = print_manifest(read_manifest(open(sys.argv[1], "rb").read())).data
print(hashlib.sha256(data).hexdigest())
"""
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("seed", "locale", "zone"), [("77", "C", "America/New_York")])
def test_same_bytes(small: bytes, tmp_path: Path, seed: str, locale: str, zone: str) -> None:
    (content,) = attached(small)
    manifest = read_manifest(content)
    assert manifest is not None
    path = tmp_path / "record.json"
    path.write_bytes(manifest.data)
    environment = os.environ | {
        "PYTHONHASHSEED": seed,
        "LC_ALL": locale,
        "TZ": zone,
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "borrower_guide.settings",
        "BORROWER_GUIDE_DATA": str(tmp_path / "data"),
    }
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, path],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    here = hashlib.sha256(print_manifest(manifest).data).hexdigest()
    assert run.stdout.strip() == here
