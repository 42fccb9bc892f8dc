"""A browser with a case, and what is written of each kind."""

from typing import Any

import pytest

from tests.cases.pages import Browser, Page

FILLED: dict[str, dict[str, str]] = {
    "contacts": {"at": "2026-11-20 21:00", "channel": "sms", "direction": "in", "content": "三天"},
    "complaints": {"place": "lender_own", "filed_on": "2026-11-20", "reference_no": "A7"},
    "notes": {"text": "问过邻居", "at": "2026-11-20"},
    "loans": {"lender": "某某银行", "lender_type": "bank", "contract_last4": "0316"},
}

CHANGED = {
    "contacts": {"content": "五天"},
    "complaints": {"reference_no": "B8"},
    "notes": {"text": "又问过"},
    "loans": {"lender": "另一家银行"},
}

SLUGS = pytest.mark.parametrize("slug", FILLED)


class Cased(Browser):
    """A browser with a case of one visit."""

    def __init__(self) -> None:
        super().__init__()
        self.case = self.begun(when_text="2026-11-03 10:00")

    def add(self, slug: str, **fields: Any) -> str:
        """The address of a new thing."""
        page = self.write(f"{self.case}{slug}/new/", **(fields or FILLED[slug]))
        return page.moved_to.split("?")[0]

    def exported(self, slug: str) -> list[dict[str, Any]]:
        return self.get(self.case + "export.json").response.json().get(slug, [])

    def edit(self, address: str, slug: str, **fields: Any) -> Page:
        return self.post(f"{address}edit/", **{**FILLED[slug], **fields})
