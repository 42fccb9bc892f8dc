"""Whatever is posted to a form, the answer is a page: saved, or faults beside the fields.

The addresses come from the table of addresses and from the links of the pages themselves, the
names of fields from their forms, so that a page that is added joins by itself.
"""

from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from borrower_guide.cases import blobs
from borrower_guide.cases.forms.sections import SECTIONS
from borrower_guide.cases.models import KeySlot
from borrower_guide.record import keeping
from borrower_guide.record.make import Made
from borrower_guide.schema.acts import Act
from borrower_guide.schema.visit import Visit
from tests.cases.found_forms import Form, forms_of
from tests.cases.pages import BY_OWNER, CONSENT, Browser
from tests.cases.taking.test_fuzzed_imports import FILES
from tests.cases.test_edit_pages import Visited, names_of
from tests.cases.whole import Whole, whole_case
from tests.schema.samples import FULL, PICTURE, as_bytes

pytestmark = pytest.mark.django_db

QUICK = (
    "when", "when_text", "shown_now", "about", "visitor_count", "role", "acts", "recording_made",
    "safe", "carry", "entry_id", "full", "prefill", "resume_code",
)  # fmt: skip
texts = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["", "0", "-1", "999", "yes", "other", "\x00", "\r\n", "😀", "𠮷", "<b>", "2026-01-01"]
    ),
    st.sampled_from(list(Act)).map(str),
    st.integers(200, 6000).map(lambda count: "长" * count),
)
lists = st.lists(texts, min_size=1, max_size=3)


@pytest.fixture
def visited() -> Visited:
    return Visited()


fuzzed = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@fuzzed
@given(st.dictionaries(st.sampled_from(QUICK), lists, max_size=8))
def test_the_quick_page_answers(fields: dict[str, list[str]]) -> None:
    browser = Browser()
    page = browser.post(browser.begin(), **CONSENT, **fields)
    assert page.status in (302, 422)


@fuzzed
@given(
    st.sampled_from([section.id for section in SECTIONS]),
    st.dictionaries(
        st.one_of(
            st.sampled_from([*names_of(Visit), "which", "lender", "signed_on", "based_on", "add"]),
            st.from_regex(r"\A(visitors|statements)\.\d{1,3}\.(phone|words|at|x)\Z"),
        ),
        lists,
        max_size=8,
    ),
)
def test_every_section_answers(visited: Visited, part: str, fields: dict[str, list[str]]) -> None:
    page = visited.edit(part, **fields)
    assert page.status in (200, 302, 422)
    assert visited.get(visited.visit).status == 200
    assert visited.get(visited.case + "export.json").status == 200


@fuzzed
@given(st.text(max_size=3000))
def test_prefill_answers(text: str) -> None:
    browser = Browser()
    assert browser.get(browser.post("/cases/new/", prefill=text).moved_to).status == 200


STRANGE = ("", "x", "entry_id[]", "visitors.99.phone", "statements.0", "\x00", "名" * 300, "add",
           "skip", "resume_code", "prefill", "which", "based_on", "kept", "same", "seen",
           "last_four", "safe", "into", "now", "q", "__class__", "0")  # fmt: skip
BODIES = (
    "application/json",
    "text/plain",
    "multipart/form-data",
    "multipart/form-data; boundary=a",
    "application/x-www-form-urlencoded; charset=gb18030",
    "",
)


def _sent(draw: Any, form: Form) -> dict[str, Any]:
    """Some fields of the form with their own or any values, some strange ones, any files."""
    names = draw(st.lists(st.sampled_from([*form.fields, *STRANGE]), max_size=10, unique=True))
    own = [value for values in form.fields.values() for value in values]
    values = st.one_of(texts, st.sampled_from([*own, "yes"]))
    sent: dict[str, Any] = BY_OWNER | {
        name: draw(st.lists(values, min_size=1, max_size=3)) for name in names
    }
    for name in form.files:
        content = draw(FILES | st.sampled_from(PICTURES))
        sent[name] = SimpleUploadedFile(
            draw(texts)[:80] or "a", content, draw(st.sampled_from(TYPES))
        )
    return sent


PICTURES = (PICTURE, b"\xff\xd8\xff\xe0", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", as_bytes(FULL))
TYPES = ("image/jpeg", "application/pdf", "application/json", "text/html", "")


def _answer(draw: Any, client: Client, form: Form) -> Any:
    if draw(st.integers(0, 5)) == 0:
        body = draw(st.binary(max_size=80))
        return client.generic("POST", form.address, body, draw(st.sampled_from(BODIES)))
    return client.post(form.address, _sent(draw, form))


@dataclass
class Ground:
    """A case to post at. Each post is taken back."""

    whole: Whole
    forms: list[Form]

    def post(self, draw: Any) -> None:
        form = draw(st.sampled_from(self.forms))
        with transaction.atomic():
            response = _answer(draw, self.whole.browser(), form)
            assert response.status_code < 500, form.address
            if response.status_code in (302, 303):
                self.check_open()
            transaction.set_rollback(True)

    def check_open(self) -> None:
        """Whatever was saved, the case can be read and taken away, unless its number changed."""
        if KeySlot.objects.filter(pk=self.whole.made.holding.slot).exists():
            for part in ("", "export.json"):
                assert (
                    self.whole.browser().get(f"/cases/{self.whole.ref}/{part}").status_code == 200
                )


@pytest.fixture
def ground(monkeypatch: pytest.MonkeyPatch) -> Ground:
    """Printing takes seconds and is tried elsewhere: here every record is the same. Files stay,
    since a deleted case is taken back too."""
    record = Made(b"%PDF-1.7", "20261124-00000000", "0" * 64, 1)
    monkeypatch.setattr(keeping, "make_record", lambda *entries, **how: record)
    monkeypatch.setattr(blobs, "remove_folder", lambda reference: None)
    whole = whole_case()
    return Ground(whole, forms_of(whole))


def test_the_forms_are_found(ground: Ground) -> None:
    told = {form.address.split(ground.whole.ref)[-1]: form for form in ground.forms}
    assert {"acts", "entry_id"} <= set(told["/visits/new/"].fields)
    assert "resume_code" in told["/cases/open/"].fields
    assert told["/verify/"].files
    assert any("?part=" in address for address in told)


@settings(fuzzed, max_examples=300)
@given(data=st.data())
def test_any_post_is_answered(ground: Ground, data: st.DataObject) -> None:
    ground.post(data.draw)


@pytest.mark.slow
@settings(fuzzed, max_examples=2_000, derandomize=True)
@given(data=st.data())
def test_two_thousand_posts_are_answered(ground: Ground, data: st.DataObject) -> None:
    ground.post(data.draw)
