"""Who counts as one at the door."""

import pytest
from django.test import RequestFactory

from borrower_guide.cases.access import attempts

pytestmark = pytest.mark.django_db


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
