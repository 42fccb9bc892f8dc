"""The two pages: what is asked, what is answered, and that nothing stays anywhere."""

import gzip
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core import checks
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from borrower_guide.money import checks as money_checks
from borrower_guide.money.cost_form import CostForm
from borrower_guide.money.plan_form import PlanForm
from borrower_guide.schema.vocabulary import LenderType
from tests.site.conftest import Page

COST, PLAN = "/money/cost/", "/money/plan/"
EQUAL = {
    "lender_type": "private",
    "signed_on": "2026-01-05",
    "principal": "1万",
    "received": "9,000元",
    "received_on": "2026年1月5日",
    "way": "equal",
    "count": "12期",
    "amount": "９００",
    "first_due": "2026/2/5",
}
EACH = {
    "lender_type": "microloan",
    "received": "9000",
    "received_on": "2026-01-05",
    "way": "each",
    "rows": "2026-02-05 5,000\n2026-03-05 4,600",
    "fees": "2026-02-20 88.50",
    "fee_each": "10",
}
MONTH = {
    "income": "5000",
    "rent": "1200",
    "food": "1500",
    "debts.0.lender": "某银行",
    "debts.0.owed": "2万",
    "debts.0.monthly": "600",
    "debts.1.lender": "某小贷",
    "debts.1.owed": "8000",
}
Parse = Callable[[Any], Page]


@pytest.fixture
def parsed() -> Parse:
    return lambda response: Page(response.content.decode())


def words(response: Any) -> str:
    """The text of a page, spaces and tags gone."""
    text = re.sub(r"<[^>]*>", "", response.content.decode())
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("address", [COST, PLAN])
@pytest.mark.parametrize("sent", [None, {}, EQUAL, EACH, MONTH])
def test_nothing_is_kept_anywhere(
    client: Client, address: str, sent: dict[str, str] | None
) -> None:
    # Without the mark django_db any look into the database is a failure.
    response = client.get(address) if sent is None else client.post(address, sent)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert set(response.cookies) <= {"csrftoken"}


@pytest.mark.parametrize("address", [COST, PLAN])
def test_what_is_typed_goes_into_no_address(client: Client, parsed: Parse, address: str) -> None:
    page = parsed(client.get(address))
    (form,) = page.all("form")
    assert (form["method"], form.get("action"), form["autocomplete"]) == ("post", None, "off")
    assert {field["autocomplete"] for field in page.all("input", type="text")} == {"off"}
    asked = parsed(client.get(address + "?income=5000&received=5000"))
    assert {field["value"] for field in asked.all("input", type="text")} == {""}


@pytest.mark.parametrize(
    ("address", "sent"), [(COST, EQUAL), (COST, EACH), (COST, {"received": "x"}), (PLAN, MONTH)]
)
def test_everything_typed_stays_in_the_form(
    client: Client, parsed: Parse, address: str, sent: dict[str, str]
) -> None:
    response = client.post(address, sent)
    page = parsed(response)
    for name, value in sent.items():
        if name in ("lender_type", "way"):
            assert "checked" in page.all("input", name=name, value=value)[0]
        elif name in ("rows", "fees"):
            assert value in page.words
        else:
            assert page.all("input", name=name)[0]["value"] == value


def test_an_expired_form_comes_back_with_everything_and_says_count(parsed: Parse) -> None:
    response = Client(enforce_csrf_checks=True).post(COST, EACH)
    assert response.status_code == 403
    assert response["Cache-Control"] == "no-store"
    page = parsed(response)
    assert page.all("form")[0]["action"] == COST
    assert EACH["rows"] in page.words
    assert page.all("input", type="hidden", name="way")[0]["value"] == "each"
    assert "再算一次" in page.words
    assert "存" not in re.sub(r"\s", "", page.words).split("跳到正文")[1].split("换大字")[0]


def test_all_faults_at_once_beside_their_fields(client: Client, parsed: Parse) -> None:
    sent = EQUAL | {"received": "", "received_on": "1月5日", "count": "0", "signed_on": "2999-1-1"}
    page = parsed(client.post(COST, sent))
    faulty = {"signed_on", "received", "received_on", "count"}
    assert {field["name"] for field in page.all("input", **{"aria-invalid": "true"})} == faulty
    anchors = {link["href"] for link in page.all("a") if (link["href"] or "").startswith("#f-")}
    assert anchors == {f"#f-{name}" for name in faulty}
    assert {anchor.removeprefix("#") for anchor in anchors if anchor} <= set(page.ids())
    assert "有4处要改，还没算" in re.sub(r"\s", "", page.words)


@pytest.mark.parametrize(
    ("sent", "field", "told"),
    [
        (EQUAL | {"received": "2万"}, "principal", "填反了"),
        (EQUAL | {"first_due": "2026-01-04"}, "first_due", "比到账的日子还早"),
        (EQUAL | {"fees": "2026-01-04 5"}, "fees", "比到账的日子还早"),
        (EQUAL | {"received": "0"}, "received", "要比 0 大"),
        (EQUAL | {"amount": "0"}, "amount", "要比 0 大"),
        (EQUAL | {"lender_type": "usurer"}, "lender_type", "重新选"),
        (EQUAL | {"lpr": "0"}, "lpr", "0 到 100"),
        (EQUAL | {"count": "361"}, "count", "1 到 360"),
        (EACH | {"rows": ""}, "rows", "一行写一笔"),
        (EACH | {"rows": "2026-01-04 5"}, "rows", "比到账的日子还早"),
        (EACH | {"rows": "2026-02-05 5\nabc"}, "rows", "第 2 行"),
    ],
)
def test_each_fault_of_the_loan(sent: dict[str, str], field: str, told: str) -> None:
    form = CostForm({name: [value] for name, value in sent.items()})
    assert form.read_all(date(2026, 11, 24)) is None
    assert set(form.faults) == {field}
    assert told in form.faults[field]


def test_the_sums_and_both_rates(client: Client) -> None:
    told = words(client.post(COST, EQUAL))
    assert "到手9,000.00元一共还10,800.00元多还1,800.00元" in told
    # 12 times 900 for 9000: 2.9229 % a month, worked with a table of annuities.
    assert "年利率，单利35.07%年利率，复利41.30%" in told
    assert "一个月的利率乘12" in told


def test_days_and_fees_count_where_payments_are_told_one_by_one(client: Client) -> None:
    told = words(client.post(COST, EACH))
    assert "一共还9,708.50元" in told  # 5,010 and 4,610 with the fee of each, and 88.50
    assert "按实际天数，一年按365天" in told


def test_the_law_counts_from_what_arrived(client: Client) -> None:
    told = words(client.post(COST, EQUAL))
    assert "合同写10,000.00元，到手9,000.00元。少了1,000.00元" in told
    assert "本金从9,000.00元算起" in told
    assert "《中华人民共和国民法典》第六百七十条" in told
    assert "先扣掉的钱" not in words(client.post(COST, EQUAL | {"principal": ""}))


@pytest.mark.parametrize(
    ("signed", "told"),
    [
        ("", "填上哪天签的合同"),
        ("2020-08-19", "本站不给数"),
        ("2020-08-20", "那天的一年期LPR3.85%已核对四倍15.40%你这笔，单利35.07%"),
        ("2026-10-19", "3.00%据公开转载，待官方核对四倍12.00%"),
        ("2026-10-20", "你查到了，可以自己填"),
    ],
)
def test_four_times_for_a_private_loan(client: Client, signed: str, told: str) -> None:
    assert told in words(client.post(COST, EQUAL | {"signed_on": signed}))


def test_an_lpr_that_the_reader_looked_up(client: Client, parsed: Parse) -> None:
    late = EQUAL | {"signed_on": "2026-10-20"}
    assert not parsed(client.get(COST)).all("input", name="lpr")
    assert parsed(client.post(COST, late)).all("input", name="lpr")
    told = words(client.post(COST, late | {"lpr": "２.９％"}))
    assert "2.90%你填的数，待官方核对四倍11.60%" in told


@pytest.mark.parametrize("lender", list(LenderType))
def test_no_verdict_for_any_lender(client: Client, lender: LenderType) -> None:
    told = words(client.post(COST, EQUAL | {"lender_type": lender}))
    assert "这不是结论" in told
    for word in ("违法", "不用还", "不必还", "超标", "过高利贷"):
        assert word not in told
    assert ("四倍12.00%" in told) == (lender is LenderType.PRIVATE)


def test_hearsay_links_to_what_is_not_checked(client: Client, parsed: Parse) -> None:
    page = parsed(client.post(COST, EQUAL | {"lender_type": "bank"}))
    links = [link["href"] for link in page.all("a") if "spc-24-percent" in (link["href"] or "")]
    assert len(links) == 1
    address, _, anchor = (links[0] or "").partition("#")
    assert anchor in parsed(client.get(address)).ids()


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("2026-02-05 100", "是不是漏了几期"),
        ("2026-01-05 9000\n2026-02-05 5", "那天就还完了"),
        ("2026-02-05 9500\n2026-03-05 -600\n2026-04-05 500", "不止一个"),
    ],
)
def test_no_rate_is_said_in_words(client: Client, rows: str, told: str) -> None:
    shown = words(client.post(COST, EACH | {"rows": rows, "fee_each": "", "fees": ""}))
    assert told in shown
    assert "年利率，单利" not in shown


def test_the_sheet_holds_the_readers_own_numbers(client: Client) -> None:
    told = words(client.post(PLAN, MONTH))
    assert "这是给自己算账用的，不是承诺书。" in told
    assert "每月到手5,000.00房租或房贷1,200.00吃饭、日用1,500.00" in told
    assert "要先付的合计2,700.00每月剩下2,300.00" in told
    assert "某银行20,000.00600.0034，最后一月200.00" in told
    assert "还了以后还剩1,700.00" in told


def test_limitation_is_warned_of_before_anything_is_asked(client: Client, parsed: Parse) -> None:
    response = client.get(PLAN)
    html = response.content.decode()
    assert html.index("就不能再用“过期”来回绝") < html.index("<form")
    assert parsed(response).all("a", href="/guide/response/attitude/")
    assert "第一百九十二条" in words(response)
    assert "要放款机构同意" in words(client.post(PLAN, MONTH))


@pytest.mark.parametrize(
    ("income", "told"),
    [
        ("2700", "现在没有剩下的钱"),
        ("2000", "每月还差700.00"),
        ("3000", "每月多出300.00元"),
        ("0", "现在没有剩下的钱"),
    ],
)
def test_where_nothing_is_left_it_says_so(client: Client, income: str, told: str) -> None:
    assert told in words(client.post(PLAN, MONTH | {"income": income}))


def test_where_nothing_is_left_there_is_free_advice(client: Client, parsed: Parse) -> None:
    page = parsed(client.post(PLAN, MONTH | {"income": "100"}))
    assert page.all("a", href="tel:12348")
    assert page.all("a", href="/guide/response/negotiate/")


def test_one_more_lender_can_be_asked_for(client: Client, parsed: Parse) -> None:
    assert len(parsed(client.get(PLAN)).all("fieldset")) == 2
    page = parsed(client.post(PLAN, MONTH | {"add": "1"}))
    assert len(page.all("fieldset")) == 3
    fourth = parsed(client.post(PLAN, MONTH | {"debts.2.lender": "", "add": "1"}))
    assert len(fourth.all("fieldset")) == 4
    assert not page.all("div", role="alert")
    assert not page.all("section", **{"class": "sheet"})
    full = {f"debts.{row}.owed": "5" for row in range(8)}
    assert "再加一家" not in parsed(client.post(PLAN, MONTH | full | {"add": "1"})).words


def test_only_the_income_has_to_be_told(client: Client, parsed: Parse) -> None:
    page = parsed(client.post(PLAN, {"income": "", "rent": "abc", "debts.0.lender": "x" * 25}))
    invalid = {field["name"] for field in page.all("input", **{"aria-invalid": "true"})}
    assert invalid == {"income", "rent", "debts.0.lender"}
    assert "每月剩下3,000.00" in words(client.post(PLAN, {"income": "3000"}))


@pytest.mark.parametrize(("address", "sent"), [(COST, EACH), (PLAN, MONTH)])
def test_what_is_typed_is_never_markup(client: Client, address: str, sent: dict[str, str]) -> None:
    evil = {name: f"<b>{value}" for name, value in sent.items() if name not in ("way",)}
    assert b"<b>" not in client.post(address, evil).content
    named = MONTH | {"debts.0.lender": "<b>某</b>"}
    assert "&lt;b&gt;某" in client.post(PLAN, named).content.decode()


def heaviest() -> list[HttpResponse]:
    """The largest pages there are: every lender, all rows, every field filled."""
    client = Client()
    rows = "\n".join(f"2026-0{2 + row // 28}-{1 + row % 28:02} 1,234.56" for row in range(60))
    found = [
        client.post(COST, EACH | {"rows": rows, "lender_type": lender, "signed_on": "2026-09-01"})
        for lender in LenderType
    ]
    full = {
        f"debts.{row}.{name}": "123" for row in range(8) for name in ("lender", "owed", "monthly")
    }
    return [*found, client.post(PLAN, MONTH | full), client.post(PLAN, full)]


def test_every_page_stays_within_12_kilobytes() -> None:
    weights = [len(gzip.compress(response.content)) for response in heaviest()]
    assert max(weights) <= 12 * 1024


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*EQUAL, *EACH, *MONTH, "add"]),
        st.one_of(st.text(max_size=30), st.sampled_from([*EQUAL.values(), *EACH.values()])),
    )
)
def test_any_text_is_answered(sent: dict[str, str]) -> None:
    for address in (COST, PLAN):
        assert Client().post(address, sent).status_code == 200


def test_the_forms_take_any_values() -> None:
    assert PlanForm({"income": []}).read_all() is None
    assert CostForm({"rows": ["", "x"]}).read_all(date(2026, 1, 1)) is None


def test_other_ways_of_asking_are_refused(client: Client) -> None:
    assert client.put(COST).status_code == 405
    assert client.head(PLAN).status_code == 200


def test_the_content_holds(settings: Any) -> None:
    settings.SILENCED_SYSTEM_CHECKS = []
    assert [one for one in checks.run_checks(tags=["content"]) if one.id == "money.E001"] == []


def test_an_lpr_not_looked_at_again_stops_a_deploy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = [("2027-05-23", []), ("2027-05-24", ["money.E002"])]
    for day, ids in found:
        monkeypatch.setattr(timezone, "localdate", lambda day=day: date.fromisoformat(day))
        assert [one.id for one in money_checks.nothing_is_overdue()] == ids
