"""What a person at the sign-in page does, with a clock of their own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pyotp
import pytest
from django.db import OperationalError, connection
from django.test import Client

from borrower_guide.desk.accounts import signing_in
from tests.desk.made import PASSWORD, SECRET

NOON = 1_793_505_600.0


class Clock:
    """The time that codes are held against; moved by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = NOON
        monkeypatch.setattr(signing_in, "time", lambda: self.now)

    def code(self, steps: int = 0) -> str:
        return pyotp.TOTP(SECRET).at(int(self.now) + 30 * steps)


def send(client: Client, username: str = "wang", password: str = PASSWORD, **more: str) -> Any:
    """The form of the sign-in page, as it comes back."""
    told = {"username": username, "password": password} | more
    return client.post("/desk/in/", told)


def is_in(client: Client) -> bool:
    return client.get("/desk/").status_code == 200


@contextmanager
def full_disk() -> Iterator[None]:
    """Reads pass, writes do not."""

    def refused(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        if sql.split(None, 1)[0].upper() in ("INSERT", "UPDATE", "DELETE"):
            raise OperationalError("database or disk is full")
        return execute(sql, *more)

    with connection.execute_wrapper(refused):
        yield
