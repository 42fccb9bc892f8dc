"""`manage.py prepare`: make the installation ready to serve; harmless when repeated."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand

HOUR = 60 * 60


class Command(BaseCommand):
    """Tables, static files and, with --demo, the demo case."""

    help = "migrate, collectstatic and (with --demo) seed_demo, quietly and in one process"

    def add_arguments(self, parser: Any) -> None:
        """Take --demo."""
        parser.add_argument("--demo", action="store_true", help="also make the demo case")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the three commands; each leaves alone what is done already.

        Raises SystemCheckError when a check fails, that of the triggers (cases.E001) included.
        """
        call_command("migrate", verbosity=0, interactive=False)
        self.check(databases=["default"])
        _sweep(settings.DATA_DIR / "tmp")
        call_command("collectstatic", verbosity=0, interactive=False)
        if options["demo"] and "seed_demo" in get_commands():
            call_command("seed_demo")


def _sweep(folder: Path) -> None:
    """Drop uploads that a stopped server left behind; one that still comes in is younger."""
    for left in folder.glob("*.upload*"):
        if time.time() - left.stat().st_mtime > HOUR:
            left.unlink(missing_ok=True)
