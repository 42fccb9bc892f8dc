"""What every response says beside its body."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from borrower_guide.site.headers import headers

PLACES = ["/", "/door/", "/nowhere/", "/leave/done/"]


@pytest.mark.parametrize("address", PLACES)
def test_it_lets_nothing_foreign_in(client: Client, address: str) -> None:
    response = client.get(address)
    policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["connect-src"] == "'self'"
    assert policy["img-src"] == "'self' data:"
    assert set(policy.values()) == {"'none'", "'self'", policy["img-src"]}
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/cases/abc/", False),
        ("/cases/open/", False),
        ("/verify/", False),
        ("/leave/", False),
        ("/guide/visit/", False),
        ("/search/?q=x", False),
        ("/text/", False),
        ("/", True),
        ("/law/", True),
    ],
)
def test_private_pages_are_kept_in_no_cache(address: str, kept: bool) -> None:
    respond = headers(lambda _: HttpResponse("text"))
    response = respond(RequestFactory().get(address))
    assert (response.get("Cache-Control") != "no-store") is kept


@pytest.mark.parametrize("address", ["/", "/door/", "/law/", "/search/", "/nowhere/"])
def test_no_cache_gives_one_persons_letters_to_another(client: Client, address: str) -> None:
    response = client.get(address)
    kept_apart = "Cookie" in response.get("Vary", "")
    assert kept_apart or response["Cache-Control"] == "no-store"


def test_it_answers_only_to_its_own_names(client: Client) -> None:
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert "Content-Security-Policy" in response


@pytest.mark.parametrize("local", [True, False])
def test_a_public_installation_binds_browsers_to_tls(
    client: Client, settings: Any, local: bool
) -> None:
    settings.LOCAL = local
    assert client.get("/").has_header("Strict-Transport-Security") is not local
