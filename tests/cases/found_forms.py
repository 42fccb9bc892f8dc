"""Every form of a case, found on its pages: addresses, names of fields and what stands in them."""

import re
from dataclasses import dataclass
from html import unescape

from django.test import Client

from tests.cases.addresses import fillings, plain_routes
from tests.cases.whole import Whole


@dataclass(frozen=True)
class Form:
    """One address, and what its page would send: names with the values that stand in it."""

    address: str
    fields: dict[str, list[str]]
    files: tuple[str, ...]


# Pages that belong to no case, and what they take.
BESIDE = ("/cases/", "/door/", "/pickup/", "/verify/")
LINK = re.compile(r'href="(/[^"#]*\?[^"#]+)')
INPUT = re.compile(r"<(?:input|textarea|select|button)\b[^>]*>")


def forms_of(whole: Whole) -> list[Form]:
    """Every address of the case and beside it, once more with each query that a page links to."""
    client = whole.browser()
    addresses = [route.address(whole.ref, filling) for route, filling in fillings(whole).items()]
    addresses += [address for address in plain_routes() if address.startswith(BESIDE)]
    pages = {address: _text(client, address) for address in addresses}
    for text in list(pages.values()):
        for link in sorted({unescape(link) for link in LINK.findall(text)}):
            if link.partition("?")[0] in addresses and link not in pages:
                pages[link] = _text(client, link)
    return [_form(address, text) for address, text in pages.items()]


def _text(client: Client, address: str) -> str:
    response = client.get(address)
    body = b"".join(response)  # a file is closed at its end
    return "" if response.streaming else body.decode(errors="replace")


def _form(address: str, text: str) -> Form:
    fields: dict[str, list[str]] = {}
    files = []
    for tag in INPUT.findall(text):
        told = {name: unescape(value) for name, value in re.findall(r'([a-z]+)="([^"]*)"', tag)}
        if told.get("type") == "file":
            files.append(told["name"])
        elif "name" in told:
            fields.setdefault(told["name"], []).append(told.get("value", ""))
    return Form(address, fields, tuple(files))
