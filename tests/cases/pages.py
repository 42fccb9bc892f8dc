"""Going through the pages as a browser without scripts would."""

import html
import re
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client

from borrower_guide.cases.entries import OWNER

CONSENT = {"consent": "yes"}
BY_OWNER = {"writer": OWNER}


@dataclass
class Browser:
    """A browser of its own, with its cookies.

    `writer`: for whom the forms of a case are that it sends without having opened them.
    """

    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=False))
    writer: str = OWNER

    def get(self, address: str) -> "Page":
        return Page(self.client.get(address))

    def post(self, address: str, **fields: Any) -> "Page":
        sent = {"writer": self.writer} | fields
        return Page(self.client.post(address, {k: v for k, v in sent.items() if v is not None}))

    def begin(self, query: str = "") -> str:
        """The address of the first form of a case that has no row yet."""
        return self.get(f"/cases/new/{query}").moved_to

    def write(self, address: str, **fields: Any) -> "Page":
        """Open the quick page and send it filled in."""
        return self.post(address, **self.get(address).hidden | fields)

    def begun(self, **fields: Any) -> str:
        """The address of a case with one saved visit, its number page skipped."""
        address = self.begin()
        self.write(address, **CONSENT, **fields)
        case = "/".join(address.split("/")[:3]) + "/"
        self.post(case + "number/", skip="1")
        return case


@dataclass
class Page:
    response: HttpResponse

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def moved_to(self) -> str:
        assert self.status in (302, 303), self.text
        return self.response["Location"]

    @property
    def text(self) -> str:
        return html.unescape(self.response.content.decode())

    @property
    def words(self) -> str:
        """What a person reads: no tags, no runs of white space."""
        main = re.sub(r"(?s)<head>.*?</head>", "", self.text)
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))

    @property
    def faults(self) -> dict[str, str]:
        """Message by the id of the field it stands beside."""
        found = re.findall(
            r'class="wrong" id="([^"]+)-error"><span[^>]*>错误：</span>(.*?)</p>', self.text
        )
        return dict(found)

    @property
    def summary(self) -> list[str]:
        """The anchors that the summary on top leads to."""
        found = re.search(r'(?s)<div class="error-summary".*?</div>', self.text)
        return re.findall(r'href="#([^"]+)"', found[0]) if found else []

    @property
    def hidden(self) -> dict[str, str]:
        """What the form sends along unseen."""
        raw = re.findall(
            r'<input type="hidden" name="([^"]+)" value="([^"]*)"', self.response.content.decode()
        )
        return {name: html.unescape(value) for name, value in raw}

    @property
    def buttons(self) -> list[dict[str, str]]:
        """What each button that sends something sends, in their order."""
        found = re.findall(r'<button[^>]* name="([^"]+)" value="([^"]*)"', self.text)
        return [{name: value} for name, value in found]

    def value(self, name: str) -> str:
        found = re.search(rf'name="{re.escape(name)}"[^>]* value="([^"]*)"', self.text)
        assert found, f"no input {name}"
        return html.unescape(found[1])

    def checked(self, name: str) -> list[str]:
        found = re.findall(rf'name="{re.escape(name)}" value="([^"]*)"[^>]* checked', self.text)
        return [html.unescape(value) for value in found]

    def links(self, part: str) -> list[str]:
        return [link for link in re.findall(r'href="([^"]+)"', self.text) if part in link]
