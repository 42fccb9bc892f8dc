"""verify_record FILE.pdf [--json] [--trust CERT.pem]"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from cryptography import x509
from django.conf import settings
from django.core.management.base import BaseCommand

from borrower_guide.record.sealing.key import certificate
from borrower_guide.record.verify import NO_CERTIFICATE, report, verify_file


class Command(BaseCommand):
    help = "Check a sealed record: 0 intact, 1 altered or not ours, 2 cannot be read."
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django's own declaration

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--trust", type=Path, help="PEM; default: this installation's own")

    def handle(self, *_: Any, **given: Any) -> None:
        trust = _trust(given["trust"])
        sys.exit(report(verify_file(given["file"], trust), as_json=given["json"]))


def _trust(path: Path | None) -> x509.Certificate:
    if path is None:
        return certificate(settings.DATA_DIR / "seal")
    try:
        return x509.load_pem_x509_certificate(path.read_bytes())
    except (OSError, ValueError):
        sys.stderr.write(f"{path}：{NO_CERTIFICATE}\n")
        sys.exit(2)
