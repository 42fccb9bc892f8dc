"""Whatever is posted to a form, the answer is a page: saved, or faults beside the fields."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from borrower_guide.cases.forms.sections import SECTIONS
from borrower_guide.schema.acts import Act
from borrower_guide.schema.visit import Visit
from tests.cases.pages import CONSENT, Browser
from tests.cases.test_edit_pages import Visited, names_of

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
