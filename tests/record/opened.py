"""A case that a test browser holds open."""

from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from borrower_guide.cases.access.cookies import PREFIX
from tests.cases.made import Made, a_case, a_visit


@dataclass
class OpenedCase:
    client: Client
    made: Made
    entries: int

    def url(self, name: str) -> str:
        return reverse(name, args=[self.made.case.pk])

    def get(self, name: str) -> Any:
        return self.client.get(self.url(name))

    def post(self, name: str, **fields: str) -> Any:
        return self.client.post(self.url(name), fields)


def open_with_visit(client: Client) -> OpenedCase:
    """A saved case of one night visit, open in `client`."""
    made = a_case(a_visit(started_at="2026-11-20T22:40:00+08:00", acts=["insulted"]))
    client.cookies[f"{PREFIX}{made.case.pk}"] = made.holding.sealed()
    return OpenedCase(client, made, len(made.entries()))
