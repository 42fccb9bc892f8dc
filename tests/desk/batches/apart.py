"""A run on a site with data of its own, in a process of its own: what happens when one dies."""

import json
import os
import sys
from collections.abc import Callable
from typing import Any


def tell(run: Callable[[], dict[str, Any]]) -> None:
    """Set the site up empty, do it there and print what it tells as JSON."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    setup_test_environment()
    call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps(run()))
