"""Who counts as one at the door."""

import pytest
from django.test import RequestFactory

from borrower_guide.cases.access import attempts
from borrower_guide.cases.models import CaseFile
from tests.cases.made import a_case, a_visit
from tests.cases.pages import CONSENT, Browser, Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_minute")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", True),
        ("2001:db8:1:2::1", "2001:DB8:1:2:0:0:0:2", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("2001:db8:1:2::1", "[2001:db8:1:2::2]", True),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("unix:", "unix:", True),
        ("unix:", "", False),
    ],
)
def test_an_ipv6_network_is_one(
    one: str, other: str, same: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "A_MINUTE", 1)
    attempts.note_failure(RequestFactory().get("/", REMOTE_ADDR=one))
    assert attempts.too_many(RequestFactory().get("/", REMOTE_ADDR=other)) is same


def test_who_opens_all_day_waits_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """With one number of one's own; each opening costs as much as a guess."""
    monkeypatch.setattr(attempts, "OPENED_A_MINUTE", 3)
    made, browser = a_case(a_visit()), Browser()
    for _ in range(3):
        assert browser.post("/cases/open/", resume_code=made.holding.code).status == 302
    page = browser.post("/cases/open/", resume_code=made.holding.code)
    assert page.status == 422
    assert "请过一分钟再试" in page.words


def test_who_begins_all_day_waits_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "OPENED_A_MINUTE", 2)
    for _ in range(2):
        assert saved(Browser()).status == 302
    page = saved(Browser())
    assert page.status == 503
    assert "门上贴了纸" in page.text
    assert CaseFile.objects.count() == 2


def saved(browser: Browser) -> Page:
    return browser.write(browser.begin(), **CONSENT, acts=["insulted"], their_words="门上贴了纸")
