"""The settings of an installation, plus one view that says hello: only for measuring."""

from borrower_guide.settings import *  # noqa: F403
from borrower_guide.settings import DATA_DIR

ROOT_URLCONF = "bench.urls"
STATIC_ROOT = DATA_DIR / "static"  # collected for this run alone
