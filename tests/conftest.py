"""Fixtures that every room's tests share."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from functools import wraps
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from borrower_guide.cases import journal
from borrower_guide.cases.access import attempts
from borrower_guide.cases.models import CaseFile

gc.disable()  # until all tests are collected: to look for garbage among them took a third of it

# The tests' browser talks to the live server from the thread that also runs Playwright's loop.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# A busy machine is no fault: nothing is asserted by the clock. And nothing fails by luck: examples
# are the same on every machine. To look for new ones: pytest --hypothesis-profile=default
hypothesis.register_profile(
    "ours", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis.load_profile("ours")

PATIENCE = 120_000  # ms that a browser test waits for what it has to see: a fault takes longer
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# For every window Chromium loads two pages of its own, for an address bar that nobody sees: half of
# what a clean phone costs. A list of ours replaces Playwright's, so its names stand here too.
NOT_WANTED = (
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,"
    "AimEnabled,AvoidCorsURLLoaderRestartOnRedirect,AvoidUnnecessaryBeforeUnloadCheckSync,"
    "DestroyProfileOnBrowserClose,HttpsFirstBalancedModeAutoEnable,HttpsUpgrades,LensOverlay,"
    "MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,PaintHolding,PreconnectToSearch,"
    "ThirdPartyStoragePartitioning"
)
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    f"--disable-features={NOT_WANTED}",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Begin no test in the last minute of a day: what it and the site call today is one day."""
    now = timezone.localtime()
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
    if midnight - now < timedelta(minutes=1):
        sleep((midnight - now).total_seconds())


@pytest.fixture(autouse=True)
def erased(request: pytest.FixtureRequest) -> Iterator[None]:
    """Erase cases before a test's tables are flushed: the triggers refuse to empty them."""
    marker = request.node.get_closest_marker("django_db")
    if marker is None or not marker.kwargs.get("transaction"):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    for case in CaseFile.objects.all():
        journal.erase(case)


@pytest.fixture
def one_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the clock by which tries are counted: from the next minute on nothing has been tried."""
    monkeypatch.setattr(attempts, "_minute", lambda now: 30)


def chromium_path() -> str:
    """The system's Chromium; the tests never fetch one."""
    found = [path for name in CHROMIUM if (path := shutil.which(name))]
    return (found + [app for app in APPS if Path(app).exists()])[0]


def arriving(act: Callable[..., None]) -> Callable[..., None]:
    """The act, done once the page it leads to stands there whole.

    Playwright waits until a page begins to come, then `inner_text` or `count` may find half of it.
    """

    @wraps(act)
    def acted(on: Locator | Page, *what: Any, **how: Any) -> None:
        act(on, *what, **how)
        (on if isinstance(on, Page) else on.page).wait_for_load_state()

    return acted


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One headless Chromium for all browser tests of a worker."""
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        for kind, name in ((Locator, "click"), (Locator, "press"), (Page, "click")):
            patch.setattr(kind, name, arriving(getattr(kind, name)))
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=QUIET + root)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def barriers() -> Callable[[Page], list[str]]:
    """What axe has against an open page: `rule: element`, nothing if all is well."""
    axe = Axe()

    def found(page: Page) -> list[str]:
        violations = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
        return [
            f"{rule['id']}: {node['html'][:120]}" for rule in violations for node in rule["nodes"]
        ]

    return found


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: no need to walk over it each time."""
    gc.collect()
    gc.freeze()
    gc.enable()
