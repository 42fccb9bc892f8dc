"""verify_record FILE.pdf [--json] [--trust CERT.pem] [--password-file F] [--trust-tsa CERT.pem]"""

import sys
from argparse import ArgumentParser
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from borrower_guide.record.given import Refused, add_arguments, given_by
from borrower_guide.record.report import report
from borrower_guide.record.sealing.key import certificate
from borrower_guide.record.stamping import relied_on
from borrower_guide.record.verify import verify_file


class Command(BaseCommand):
    help = "Check a sealed record: 0 intact, 1 altered or not ours, 2 cannot be read."
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django's own declaration

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_arguments(parser, trust_required=False)

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            given = given_by(options, partial(certificate, settings.DATA_DIR / "seal"), relied_on)
        except Refused as fault:
            sys.stderr.write(f"{fault}\n")
            sys.exit(2)
        sys.exit(report(verify_file(options["file"], given), as_json=options["json"]))
