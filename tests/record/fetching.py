"""取件号 over the web: the browser of the owner, and whoever comes with a number."""

import re
from dataclasses import dataclass
from typing import Any

from django.test import Client

from tests.cases.pages import BY_OWNER
from tests.cases.whole import Whole

NOT_FOUND = "没有找到文件。号可能打错了，也可能过了时间，或者次数用完了。"


@dataclass
class Owner:
    """The browser in which the case is open."""

    whole: Whole
    client: Client

    @property
    def record(self) -> str:
        return f"/cases/{self.whole.ref}/record/"

    @property
    def shown(self) -> str:
        return f"/cases/{self.whole.ref}/pickup/"

    def offers(self) -> str:
        """Ask for a number and read it from the page."""
        answer = self.client.post(f"{self.record}pickup/", BY_OWNER)
        assert (answer.status_code, answer.url) == (302, self.shown)
        return self.code()

    def code(self) -> str:
        page = self.client.get(self.shown).content.decode()
        return "".join(re.findall(r"<span>(\d{4})</span>", page))

    def ends(self) -> Any:
        return self.client.post(self.shown, BY_OWNER, follow=True)


def look(code: str, client: Client | None = None) -> Any:
    return (client or Client()).post("/pickup/", {"number": code})


def take(code: str, client: Client | None = None) -> Any:
    return (client or Client()).post("/pickup/", {"number": code, "take": "1"})


def words(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
