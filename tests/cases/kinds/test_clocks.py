"""When a complaint may be asked about again."""

import pytest

from tests.cases.kinds.cased import Cased

pytestmark = pytest.mark.django_db


CLOCKS = {
    "a bank": ({"lender_type": "bank"}, "12月8日 起， 可以再问"),
    "no loan": (None, "还不能数日子"),
    "an unknown lender": ({"lender_type": "unknown", "platform": "某某借"}, "还不能数日子"),
    "a small lender": ({"lender_type": "microloan"}, "没有查到统一的期限"),
}


@pytest.mark.parametrize(("loan", "says"), CLOCKS.values(), ids=CLOCKS)
def test_the_day_to_ask_again_follows_the_lender(loan: dict[str, str] | None, says: str) -> None:
    browser = Cased()
    if loan:
        browser.add("loans", **loan)
    words = browser.get(browser.add("complaints")).words
    assert says in words
    assert "违" not in words
    assert ("12月8日起可以再问" in browser.get(browser.case).words) == (says.startswith("12月"))


def test_the_loan_that_is_not_told_is_asked_for_and_mixed_ones_are_not_counted() -> None:
    browser = Cased()
    browser.add("loans", lender_type="bank")
    unknown = browser.add("loans", platform="某某借")
    address = browser.add("complaints")
    assert f"{unknown}edit/" in browser.get(address).links("edit/")
    browser.post(f"{unknown}edit/", platform="某某借", lender_type="microloan")
    page = browser.get(address)
    assert "有几类" in page.words
    assert "/channels/when/?channel=lender_own" in page.links("when")


def test_a_reply_ends_the_waiting_and_starts_ones_own_clock() -> None:
    browser = Cased()
    browser.add("loans", lender_type="bank")
    address = browser.add("complaints")
    browser.edit(address, "complaints", replied_on="2026-11-21", reply="查过了")
    words = browser.get(address).words
    assert "可以再问" not in words
    assert "最晚 2026年12月20日 办" in words
    assert "可以再问" not in browser.get(browser.case).words
