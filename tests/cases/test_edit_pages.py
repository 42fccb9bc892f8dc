"""The long form: amended section by section, withdrawn with a reason."""

from typing import Any

import pytest

from borrower_guide.cases.forms.described import parts_of
from borrower_guide.cases.forms.sections import SECTIONS
from borrower_guide.cases.models import SealedEntry
from borrower_guide.schema.loan import Loan
from borrower_guide.schema.model import Payload
from borrower_guide.schema.visit import Visit
from tests.cases.pages import Browser, Page

pytestmark = pytest.mark.django_db


LONG = "长" * 5001


class Visited(Browser):
    """A browser with one saved visit, and its addresses."""

    def __init__(self, **fields: Any) -> None:
        super().__init__()
        self.case = self.begun(**fields)
        self.visit = next(
            link
            for link in self.get(self.case).links("/visits/")
            if link.count("/") == 5 and "new" not in link
        )

    def edit(self, part: str, **fields: Any) -> Page:
        return self.post(f"{self.visit}edit/?part={part}", **fields)

    def exported(self) -> dict[str, Any]:
        [visit] = self.get(self.case + "export.json").response.json()["visits"]
        return visit


def names_of(model: type[Payload], prefix: str = "") -> list[str]:
    """Every input that a type needs, with row 0 for lists."""
    found = []
    for name in model.model_fields:
        part, many = parts_of(model, name)
        if part:
            found += names_of(part, f"{prefix}{name}.{'0.' if many else ''}")
        elif name != "id":
            found.append(prefix + name)
    return found


def test_every_field_of_a_visit_has_its_place_in_a_form() -> None:
    browser = Visited()
    pages = [browser.get(f"{browser.visit}edit/?part={s.id}").text for s in SECTIONS]
    shown = "".join(pages)
    # Exhibits can be chosen once there are some; the loan is chosen by `which`.
    absent = {"exhibits", "statements.0.exhibit", "loan"}
    for name in names_of(Visit):
        assert (f'name="{name}"' in shown) == (name not in absent), name
    for name in names_of(Loan):
        assert f'name="{name}"' in shown, name
    assert {field for section in SECTIONS for field in section.fields} | {"id"} == set(
        Visit.model_fields
    )


def test_an_amendment_is_one_entry_and_shows() -> None:
    browser = Visited()
    before = SealedEntry.objects.count()
    page = browser.edit("time", started_at="昨天晚上9点", place_type="current_home")
    assert page.moved_to.endswith("saved=amended")
    assert SealedEntry.objects.count() == before + 1
    shown = browser.get(page.moved_to).words
    assert "补充存好了" in shown
    assert "补1" in shown
    assert "现在的住处" in shown


def test_what_can_be_done_stands_above_what_it_may_mean() -> None:
    browser = Visited(acts=["insulted"])
    browser.edit("time", started_at="2026-11-03 20:14")
    page = browser.get(browser.visit).text
    assert page.index('href="#findings"') < page.index("做成打印稿") < page.index('id="findings"')


def test_saving_without_a_change_writes_nothing() -> None:
    browser = Visited(acts=["insulted"])
    before = SealedEntry.objects.count()
    assert browser.edit("acts", acts=["insulted"]).moved_to.endswith("saved=same")
    assert SealedEntry.objects.count() == before


def test_emptying_a_field_removes_it() -> None:
    browser = Visited()
    browser.edit("after", impact="没睡好", account="敲门")
    browser.edit("after", account="敲门")
    assert "impact" not in browser.exported()


def test_a_clock_alone_takes_the_day_of_the_visit() -> None:
    browser = Visited()
    browser.edit("time", started_at="2026-11-20 22:40", left_at="0:10")
    assert browser.exported()["left_at"] == "2026-11-21T00:10:00+08:00"
    page = browser.edit("after", **{"police.called_at": "23:02"})
    assert page.moved_to
    assert browser.exported()["police"]["called_at"] == "2026-11-20T23:02:00+08:00"


def test_one_more_row_saves_nothing_and_keeps_what_was_typed() -> None:
    browser = Visited()
    before = SealedEntry.objects.count()
    page = browser.edit("people", add="visitors", **{"visitors.0.claimed_name": "姓王"})
    assert page.value("visitors.0.claimed_name") == "姓王"
    assert 'name="visitors.1.claimed_name"' in page.text
    assert SealedEntry.objects.count() == before


def test_empty_rows_go_and_faults_stay_with_their_row() -> None:
    browser = Visited()
    rows = {"visitors.0.phone": "", "visitors.1.phone": "1", "visitors.3.phone": "x" * 201}
    page = browser.edit("people", **rows)
    assert list(page.faults) == ["f-visitors-3-phone"]
    browser.edit("people", **{**rows, "visitors.3.phone": "3"})
    assert [person["phone"] for person in browser.exported()["visitors"]] == ["1", "3"]


CHOSEN = {"entered_home", "which"}

FAULTS = {
    "left before it began": (
        "time",
        {"started_at": "昨天 22:40", "left_at": "昨天 21:00"},
        "f-left_at",
        "早",
    ),
    "ended before it began": (
        "time",
        {"started_at": "昨天 22:40", "ended_at": "前天 23:00"},
        "f-ended_at",
        "早",
    ),
    "a start in the future": ("time", {"started_at": "2099-01-01 08:00"}, "f-started_at", "还没到"),
    "words for money": ("loan", {"amount_claimed": "三千五左右"}, "f-amount_claimed", "只填数字"),
    "three decimals": ("loan", {"amount_claimed": "1.234"}, "f-amount_claimed", "只填数字"),
    "five of a contract": ("loan", {"contract_last4": "12345"}, "f-contract_last4", "最后四位"),
    "no such day": ("loan", {"signed_on": "2月30日"}, "f-signed_on", "没有这一天"),
    "999 visitors": ("people", {"visitor_count": "999"}, "f-visitor_count", "不能大于 99"),
    "minus one visitor": ("people", {"visitor_count": "-1"}, "f-visitor_count", "只填数字"),
    "fewer than told": (
        "people",
        {"visitor_count": "1", "visitors.0.phone": "1", "visitors.1.phone": "2"},
        "f-visitors",
        "比来的人数",
    ),
    "10,000 characters": ("after", {"account": LONG * 2}, "f-account", "最多 5000 字"),
    "a control character": ("after", {"impact": "a\x08b"}, "f-impact", "U+0008"),
    "a code of another list": ("acts", {"entered_home": "maybe"}, "f-entered_home", "只能是"),
    "a forged loan": ("loan", {"which": "L77"}, "f-which", "重新选"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_stands_by_its_field_and_nothing_is_lost(name: str) -> None:
    part, fields, anchor, message = FAULTS[name]
    browser = Visited()
    before = SealedEntry.objects.count()
    page = browser.edit(part, **fields)
    assert page.status == 422
    assert message in page.faults.get(anchor, page.words)
    assert anchor in page.summary
    assert f'id="{anchor}"' in page.text
    for name, typed in fields.items():
        if name not in CHOSEN:  # a code that no choice has cannot be shown as chosen
            assert typed in page.text, name
    assert SealedEntry.objects.count() == before


@pytest.mark.parametrize("count", ["0", "２", " 99 "])
def test_counts_as_people_type_them(count: str) -> None:
    browser = Visited()
    browser.edit("people", visitor_count=count)
    assert browser.exported()["visitor_count"] == int(count)


@pytest.mark.parametrize(
    ("typed", "kept"), [("3500", "3500"), ("３５００", "3500"), ("3,500.50", "3500.50")]
)
def test_money_as_people_type_it(typed: str, kept: str) -> None:
    browser = Visited()
    browser.edit("loan", which="new", amount_claimed=typed)
    assert browser.exported()["amount_claimed"] == kept


def test_a_loan_is_made_changed_and_left() -> None:
    browser = Visited()
    browser.edit("loan", which="new", lender="某某银行", lender_type="bank")
    browser.edit("loan", which="same", lender="某某银行总行", lender_type="bank")
    case = browser.get(browser.case + "export.json").response.json()
    assert [loan["lender"] for loan in case["loans"]] == ["某某银行总行"]
    assert case["visits"][0]["loan"] == "L1"
    browser.edit("loan", which="none")
    assert "loan" not in browser.exported()
    browser.edit("loan", which="L1")
    assert browser.exported()["loan"] == "L1"


def test_withdrawing_needs_a_reason_and_keeps_the_words() -> None:
    browser = Visited()
    browser.edit("after", impact="没睡好")
    page = browser.post(browser.visit + "withdraw/", reason=" ")
    assert page.status == 422
    page = browser.post(browser.visit + "withdraw/", reason="和上次记重了")
    shown = browser.get(page.moved_to).words
    assert "已撤回" in shown
    assert "没睡好" in shown
    assert "和上次记重了" in shown
    before = SealedEntry.objects.count()
    browser.post(browser.visit + "withdraw/", reason="和上次记重了")
    assert SealedEntry.objects.count() == before
    again = browser.post(browser.visit + "withdraw/", reason="是别人家的事")
    assert "是别人家的事" in browser.get(again.moved_to).words


def test_the_findings_follow_the_day_of_the_visit() -> None:
    browser = Visited(acts=["entered_without_consent"])
    cited_on = {"2025-12-31": "第四十条第（三）项", "2026-01-01": "第四十七条第（三）项"}
    for day, cited in cited_on.items():
        browser.edit("time", started_at=f"{day} 10:00")
        assert cited in browser.get(browser.visit).words


@pytest.mark.parametrize("reason", ["a\x00b", "长" * 201, " "])
def test_a_reason_is_short_text(reason: str) -> None:
    browser = Visited()
    assert browser.post(browser.visit + "withdraw/", reason=reason).status == 422


@pytest.mark.parametrize("row", ["3000", "99999999", "x", "-1"])
def test_a_forged_row_is_no_row(row: str) -> None:
    browser = Visited()
    page = browser.edit("people", add="visitors", **{f"visitors.{row}.phone": "1"})
    assert page.status == 200
    assert page.text.count(".claimed_name") < 20
