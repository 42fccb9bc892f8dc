"""What goes to the log names no case."""

import logging
import sys
from logging import LogRecord
from typing import Any

import pytest
from django.test import Client

from borrower_guide.cases.access.keys import WrongKey

REF = "0123456789abcdef"


@pytest.fixture
def handler(settings: Any) -> logging.Handler:
    """The handler of the log, made as at a start."""
    from logging.config import DictConfigurator  # type: ignore[attr-defined]

    told = DictConfigurator(settings.LOGGING)
    formatter: logging.Formatter = told.configure_formatter(told.config["formatters"]["plain"])
    made = logging.StreamHandler(sys.stderr)
    made.setFormatter(formatter)
    return made


@pytest.mark.parametrize(
    ("message", "args"),
    [
        ("Internal Server Error: %s", (f"/cases/{REF}/visits/new/",)),
        ("Forbidden (%s): %s", ("CSRF cookie not set.", f"/cases/{REF}/")),
        (f"GET /cases/{REF}/?full=1 failed", ()),
    ],
)
def test_an_address_is_cut_after_the_cases(
    handler: logging.Handler, message: str, args: tuple[str, ...]
) -> None:
    line = handler.format(LogRecord("django.request", logging.ERROR, "", 0, message, args, None))
    assert REF not in line
    assert "/cases/…" in line
    assert "ERROR django.request" in line


def test_a_traceback_names_no_case(handler: logging.Handler) -> None:
    try:
        raise WrongKey(f"entry:{REF}:{REF * 2}:3")
    except WrongKey:
        fault = sys.exc_info()
    line = handler.format(LogRecord("django.request", logging.ERROR, "", 0, "broken", (), fault))
    assert "WrongKey" in line
    assert REF not in line


def test_what_strangers_send_takes_one_line(
    handler: logging.Handler, caplog: pytest.LogCaptureFixture
) -> None:
    Client().get("/about/", headers={"host": "elsewhere.example"})
    refused = [one for one in caplog.records if one.name.startswith("django.security.")]
    assert len(refused) == 1
    assert not [one for one in refused if "\n" in handler.format(one)]
    assert all(one.exc_info for one in refused), "another handler still has it"
