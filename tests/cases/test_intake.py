"""一页写完: a whole visit typed on one page."""

import re

import pytest

from borrower_guide.cases.forms.described import describe, parts_of
from borrower_guide.cases.models import Draft
from borrower_guide.schema.loan import Loan
from borrower_guide.schema.model import Payload
from borrower_guide.schema.visit import Visit
from tests.cases.pages import Browser, Page

pytestmark = pytest.mark.django_db

VISIT = {
    "started_at": "昨天晚上9点",
    "which": "new",
    "lender": "某某小贷",
    "lender_type": "microloan",
    "visitor_count": "2",
    "visitors.0.claimed_name": "张",
    "visitors.1.claimed_role": "lender",
    "place_text": "幸福里小区",
    "typed_acts": "b 11",
    "statements.2.words": "不还就天天来",
    "account": "来了两个人。",
}


@pytest.fixture
def browser() -> Browser:
    return Browser()


@pytest.fixture
def case(browser: Browser) -> str:
    return browser.begun()


def intake(browser: Browser, case: str, query: str = "", **fields: str) -> Page:
    address = f"{case}visits/intake/{query}"
    return browser.post(f"{case}visits/intake/", **browser.get(address).hidden | fields)


def leaves(model: type[Payload], prefix: str = "") -> set[str]:
    """Every input of a type, the first row of its lists."""
    found = set()
    for name in model.model_fields:
        part, many = parts_of(model, name)
        if part:
            found |= leaves(part, f"{prefix}{name}.0." if many else f"{prefix}{name}.")
        else:
            found.add(prefix + name)
    return found


def test_every_field_of_a_visit_and_a_loan_is_on_the_page(browser: Browser, case: str) -> None:
    text = browser.get(f"{case}visits/intake/").text
    named = set(re.findall(r'name="([^"]+)"', text))
    # Ids are the journal's; acts and loan have inputs of their own; no exhibit to choose from yet.
    without = {"id", "acts", "loan", "exhibits", "statements.0.exhibit"}
    missing = (leaves(Visit) | leaves(Loan)) - without - named
    assert not missing
    assert {"typed_acts", "which"} <= named


def test_a_whole_visit_is_saved_as_typed(browser: Browser, case: str) -> None:
    page = intake(browser, case, **VISIT)
    shown = browser.get(page.moved_to).text
    for words in (
        "某某小贷",
        "幸福里小区",
        "不还就天天来",
        "来了两个人。",
        "长时间敲门",
        "叫走不肯走",
    ):
        assert words in shown
    assert "骂人、羞辱" in shown


def test_the_same_form_twice_is_one_visit(browser: Browser, case: str) -> None:
    fields = browser.get(f"{case}visits/intake/").hidden | VISIT
    first = browser.post(f"{case}visits/intake/", **fields).moved_to
    second = browser.post(f"{case}visits/intake/", **fields).moved_to
    assert first.split("?")[0] == second.split("?")[0]
    assert "saved=same" in second


FAULTS = {
    "started_at": "什么时候呢",
    "visitor_count": "两个",
    "typed_acts": "b 99",
    "contract_last4": "12345",
    "which": "L9",
    "police.called_at": "8点",
    "amount_claimed": "很多",
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_beside_its_field_and_nothing_is_lost(
    browser: Browser, case: str, name: str
) -> None:
    page = intake(browser, case, **VISIT | {name: FAULTS[name]})
    assert page.status == 422
    assert f'id="f-{name.replace(".", "-")}-error"' in page.text
    assert f"#f-{name.replace('.', '-')}" in page.text  # in the summary on top
    kept = [value for key, value in VISIT.items() if key not in (name, "which", "lender_type")]
    assert not [value for value in kept if value not in page.text and key_is_text(value)]


def key_is_text(value: str) -> bool:
    return not re.fullmatch(r"[a-z_]+", value)


def test_all_faults_come_at_once(browser: Browser, case: str) -> None:
    page = intake(browser, case, **VISIT | {k: v for k, v in FAULTS.items() if k != "which"})
    assert len(page.faults) == len(FAULTS) - 1


def test_the_last_lender_is_kept(browser: Browser, case: str) -> None:
    intake(browser, case, **VISIT)
    assert '<option value="L1" selected>' in browser.get(f"{case}visits/intake/").text
    page = intake(browser, case, which="L1", typed_acts="a")
    assert "某某小贷" in browser.get(page.moved_to).text


def test_a_second_visit_copies_people_and_place_and_nothing_that_happened(
    browser: Browser, case: str
) -> None:
    saved = browser.get(intake(browser, case, **VISIT).moved_to)
    [link] = [link for link in saved.links("copy=") if "intake" in link]
    text = browser.get(link).text
    assert "幸福里小区" in text
    assert 'value="张"' in text
    for happened in ("不还就天天来", "来了两个人。"):
        assert happened not in text
    assert re.search(r'name="started_at" type="text" value=""', text)
    assert re.search(r'name="typed_acts" type="text" value=""', text)


def test_copying_what_is_not_there_is_a_page_not_found(browser: Browser, case: str) -> None:
    assert browser.get(f"{case}visits/intake/?copy={'0' * 32}").status == 404


def test_more_rows_keep_what_was_typed_and_save_nothing(browser: Browser, case: str) -> None:
    before = browser.get(f"{case}visits/intake/").text
    page = intake(browser, case, **VISIT, more_rows="1")
    assert page.status == 200
    assert "不还就天天来" in page.text
    assert "statements.4.words" not in before
    assert "statements.4.words" in page.text
    assert "幸福里小区" not in browser.get(case).text


def test_a_form_with_a_fault_waits_as_a_draft(browser: Browser, case: str) -> None:
    intake(browser, case, **VISIT | {"visitor_count": "两个"})
    assert Draft.objects.count() == 1
    assert "接着写" in browser.get(f"{case}visits/intake/").text


def test_saving_is_what_enter_does(browser: Browser, case: str) -> None:
    """A browser presses the first button of a form."""
    text = browser.get(f"{case}visits/intake/").text
    form = text[text.index('class="intake"') :]
    first = re.search(r"<button[^>]*>([^<]+)", form)
    assert first
    assert first[1] == "存下来"
    assert "name=" not in first[0]


def test_every_choice_has_a_digit_of_its_own(browser: Browser, case: str) -> None:
    text = browser.get(f"{case}visits/intake/").text
    for select in re.findall(r"<select.*?</select>", text, re.DOTALL):
        words = re.findall(r"<option[^>]*>([^<]+)", select)
        assert [word.split()[0] for word in words] == [str(n + 1) for n in range(len(words))]


def test_labels_are_the_schemas(browser: Browser, case: str) -> None:
    text = browser.get(f"{case}visits/intake/").text
    for name in ("started_at", "injury", "police.station", "visitors.0.vehicle_plate"):
        assert describe(Visit, name).label in text
