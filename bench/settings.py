"""The settings of an installation, plus one view that says hello: only for measuring."""

from borrower_guide.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
