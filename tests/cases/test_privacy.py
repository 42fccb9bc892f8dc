"""A canary in every text field is found nowhere but in the person's own pages."""

import logging
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from borrower_guide.cases.forms.described import describe
from borrower_guide.cases.forms.kinds import FORMS, KindForm
from borrower_guide.cases.forms.sections import SECTIONS
from borrower_guide.schema.loan import Loan
from borrower_guide.schema.visit import Visit
from tests.cases.pages import CONSENT, Browser
from tests.cases.test_edit_pages import names_of

CANARY = "金丝雀7f3a"
DIGITS = "739218465012"  # for money and counts, which take no words


def typed_into(section_fields: tuple[str, ...]) -> dict[str, str]:
    """The canary in every input of a section that takes text or money."""
    values = {"text": CANARY, "money": DIGITS}
    visit = {name: describe(Visit, name).kind for name in names_of(Visit)}
    chosen = {n: k for n, k in visit.items() if n.split(".")[0] in section_fields}
    if "loan" in section_fields:
        chosen |= {name: describe(Loan, name).kind for name in names_of(Loan)}
    special = {"contract_last4": "7f3a", "annual_rate_percent": "73.9218"}
    found = {n: special.get(n, values[k]) for n, k in chosen.items() if k in values}
    return {n: v for n, v in found.items() if n not in ("loan", "statements.0.exhibit")}


def at_rest() -> bytes:
    """Every byte under the data directory: database, WAL, files."""
    files = [path for path in Path(settings.DATA_DIR).rglob("*") if path.is_file()]
    return b"\n".join(path.read_bytes() for path in files)


@pytest.mark.django_db(transaction=True)
def test_what_people_write_is_nowhere_in_clear(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    browser = Browser()
    address = browser.begin()
    browser.write(address, **CONSENT, when_text=CANARY)  # a fault, and what was typed with it
    browser.write(address, **CONSENT, acts=["insulted"])
    case = "/".join(address.split("/")[:3]) + "/"
    code = "".join(re.findall(r"<span>(\d{4})</span>", browser.get(case + "number/").text))
    edit = browser.get(case).links("edit/")[0].split("?")[0]
    browser.post(case + "about/", title=CANARY, reporter_role="borrower")
    for section in SECTIONS:
        page = browser.post(f"{edit}?part={section.id}", which="new", **typed_into(section.fields))
        assert page.status == 302, (section.id, page.faults)
    browser.post(case + "record/")
    Browser().post("/cases/open/", resume_code=code)
    shown = browser.get(edit.removesuffix("edit/")).text
    assert shown.count(CANARY) > 30
    assert DIGITS in shown
    connection.close()
    stored, logged, held = at_rest(), caplog.text, browser.client.cookies.output()
    for secret in (CANARY, DIGITS, code, " ".join(re.findall("....", code))):
        assert secret.encode() not in stored
        assert secret not in logged
        assert secret not in held


@pytest.mark.django_db(transaction=True)
def test_contacts_complaints_notes_and_loans_are_nowhere_in_clear(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    browser = Browser()
    case = browser.begun()
    for form in FORMS.values():
        fields = typed_into_all(form)
        faulty = dict.fromkeys(fields, CANARY) | {"at": CANARY, "filed_on": CANARY}
        assert browser.write(f"{case}{form.slug}/new/", **faulty).status == 422
        page = browser.write(f"{case}{form.slug}/new/", **fields)
        assert page.status == 302, (form.slug, page.faults)
        thing = page.moved_to.split("?")[0]
        browser.post(
            f"{thing}edit/", **{n: CANARY * 2 if t == CANARY else t for n, t in fields.items()}
        )
        browser.post(f"{thing}withdraw/", reason=CANARY)
        shown = browser.get(thing).text + browser.get(f"{thing}history/").text
        assert shown.count(CANARY) > 2 * list(fields.values()).count(CANARY), form.slug
    assert CANARY in browser.get(case + "timeline/").text
    browser.post(case + "record/")
    connection.close()
    stored, logged, held = at_rest(), caplog.text, browser.client.cookies.output()
    for secret in (CANARY, DIGITS):
        assert secret.encode() not in stored
        assert secret not in logged
        assert secret not in held


def typed_into_all(form: KindForm) -> dict[str, str]:
    """The canary in every input of a one-page form that takes text or money."""
    values = {"text": CANARY, "money": DIGITS}
    kinds = {name: describe(form.model, name).kind for name in form.fields}
    special = {"contract_last4": "7f3a", "annual_rate_percent": "73"}
    return {n: special.get(n, values[k]) for n, k in kinds.items() if k in values}
