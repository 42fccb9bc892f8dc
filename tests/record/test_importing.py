"""从文件放进来: what went out comes in again, once."""

import json
import re

import pytest
from django.conf import settings
from django.utils import timezone

from borrower_guide.cases.entries import Action, NewEntry
from borrower_guide.cases.models import CaseFile, SealedEntry
from borrower_guide.cases.state import project
from borrower_guide.cases.taking.exporting import exported
from borrower_guide.cases.taking.from_file import new_entries
from borrower_guide.record.make import make_record
from borrower_guide.record.sealing.key import sealing_key
from borrower_guide.schema.json_text import MAX_BYTES
from tests.cases.made import Made, a_case
from tests.cases.pages import CONSENT, Browser
from tests.record.bringing import ADDRESS, as_file, bring, nothing_is_written, told, written
from tests.schema.samples import FULL, MINIMAL, as_bytes, read

pytestmark = pytest.mark.django_db


def whole_case() -> Made:
    case = read(FULL | {"exhibits": [one | {"file": None} for one in FULL["exhibits"]]})
    made = a_case()
    made.append(*list(new_entries(case, imported=False))[1:])
    return made


def test_an_export_comes_in_again_with_the_same_values_and_new_entries() -> None:
    made, browser = whole_case(), Browser()
    state = project(made.entries())
    page = bring(browser, json.dumps(exported(state)).encode())
    assert "/number/" in page.moved_to
    back = written(browser)
    assert told(back) == told(state)
    assert back.imported
    assert all(thing.imported_id for thing in back.things if thing.kind != "case")
    old = {entry.digest for entry in state.entries} | {entry.id for entry in state.entries}
    assert not old & {value for entry in back.entries for value in (entry.digest, entry.id)}
    assert {entry.action for entry in back.entries} == {Action.ADD}


def test_the_next_page_shows_the_number_and_says_what_stayed_behind() -> None:
    browser = Browser()
    page = browser.get(bring(browser, as_bytes(exported(project(whole_case().entries())))).moved_to)
    assert "由文件导入" in page.words
    assert "修改经过没有带进来" in page.words
    plain = Browser()
    page = plain.get(bring(plain, as_bytes(MINIMAL)).moved_to)
    assert "由文件导入" in page.words
    assert "没有带进来" not in page.words


def test_the_pages_mark_what_came_from_the_file() -> None:
    browser = Browser()
    case = bring(browser, as_bytes(MINIMAL | {"visits": [{"id": "V1"}]})).moved_to
    overview = case.split("number/")[0]
    assert "由文件导入" in browser.get(overview).words
    browser.write(f"{overview}visits/new/", visitor_count="2")
    second = browser.get(overview)
    assert second.words.count("由文件导入") == 1
    visits = [link for link in second.links("/visits/") if re.fullmatch(r".*/[0-9a-f]{32}/", link)]
    assert sorted("由文件导入" in browser.get(link).words for link in visits) == [False, True]


def test_a_sealed_record_comes_in_as_it_stood() -> None:
    made, browser = whole_case(), Browser()
    state = project(made.entries())
    page = bring(browser, sealed(made), "jilu.pdf")
    assert "/number/" in page.moved_to
    assert told(written(browser)) == told(state)


def sealed(made: Made) -> bytes:
    key = sealing_key(settings.DATA_DIR / "seal")
    return make_record(made.entries(), key=key, made_at=timezone.now()).data


def test_a_record_changed_by_one_byte_is_refused() -> None:
    data = bytearray(sealed(a_case()))
    data[len(data) // 2] ^= 1
    before = SealedEntry.objects.count()
    page = bring(Browser(), bytes(data), "jilu.pdf")
    assert page.status == 422
    assert "被改过" in page.words
    assert SealedEntry.objects.count() == before


def test_a_pdf_of_others_is_refused() -> None:
    page = bring(Browser(), b"%PDF-1.7\nnothing of ours", "a.pdf")
    assert page.status == 422
    assert nothing_is_written()


def test_sent_twice_it_is_one_case_and_another_file_another() -> None:
    browser = Browser()
    form = browser.get(ADDRESS).hidden | CONSENT
    first, again, other = (
        browser.post(ADDRESS, **form, file=as_file(as_bytes(case)))
        for case in (MINIMAL, MINIMAL, MINIMAL | {"title": "另一份"})
    )
    assert first.moved_to.split("?")[0] == again.moved_to.split("?")[0]
    assert other.moved_to.split("?")[0] != first.moved_to.split("?")[0]
    assert CaseFile.objects.count() == 2
    assert SealedEntry.objects.count() == 2


def test_a_form_whose_key_is_forgotten_still_brings_the_file_in() -> None:
    browser = Browser()
    form = browser.get(ADDRESS).hidden | CONSENT
    browser.client.cookies.clear()
    page = browser.post(ADDRESS, **form, file=as_file(as_bytes(MINIMAL)))
    assert "/number/" in page.moved_to
    assert CaseFile.objects.count() == 1


def test_the_largest_case_with_a_long_history_comes_in() -> None:
    """Its export is larger than a case may be; what it says now is not."""
    visit = {"account": "经过" * 300, "visitor_count": 2, "acts": ["insulted"]}
    case = read(MINIMAL | {"visits": [{"id": f"V{n}", **visit} for n in range(500)]})
    made = a_case(*list(new_entries(case, imported=False))[1:])
    things = project(made.entries()).visits
    for text in ("甲", "乙", "丙"):
        changed = {"based_on": 1, "changed": {"account": text * 700}}
        made.append(
            *(
                NewEntry(kind=one.kind, subject=one.subject, action=Action.AMEND, payload=changed)
                for one in things
            )
        )
    state = project(made.entries())
    data = json.dumps(exported(state), ensure_ascii=False, indent=1).encode()
    assert len(data) > MAX_BYTES
    browser = Browser()
    assert "/number/" in bring(browser, data).moved_to
    assert told(written(browser)) == told(state)


def test_the_way_there() -> None:
    assert Browser().get("/cases/open/").links("/cases/import/") == [ADDRESS]
