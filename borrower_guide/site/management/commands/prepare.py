"""`manage.py prepare`: make the installation ready to serve; harmless when repeated."""

from typing import Any

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Tables, static files and, with --demo, the demo case."""

    help = "migrate, collectstatic and (with --demo) seed_demo, quietly and in one process"

    def add_arguments(self, parser: Any) -> None:
        """Take --demo."""
        parser.add_argument("--demo", action="store_true", help="also make the demo case")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the three commands; each leaves alone what is done already."""
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        if options["demo"] and "seed_demo" in get_commands():
            call_command("seed_demo")
