"""What a loan costs, against examples worked by hand and by the central bank."""

from datetime import date
from decimal import Decimal

import pytest

from borrower_guide.money.cost import NoRate, Rates, cost_of, percent, percent_words, yearly_rates
from borrower_guide.money.instalments import MONTH, YEAR, Flow, Loan, Payment, equal_instalments
from tests.money.loans import rates

JANUARY, FEBRUARY = date(2026, 1, 5), date(2026, 2, 5)


def a_loan(received: str, count: int, amount: str, **more: object) -> Loan:
    payments = equal_instalments(count, Decimal(amount), FEBRUARY)
    return Loan(Decimal(received), JANUARY, payments, monthly=True, **more)  # type: ignore[arg-type]


def shown(loan: Loan) -> tuple[str, str]:
    found = cost_of(loan).rates
    assert isinstance(found, Rates)
    return percent_words(found.simple), percent_words(found.compound)


@pytest.mark.parametrize(
    ("loan", "simple", "compound"),
    [
        # The three examples in the annex of 中国人民银行公告〔2021〕第3号: 4.88 %; 5 % and 5.12 %;
        # 12.80 % and 13.58 %. For the first, 10 % in two years is 5 % a year without compounding.
        (
            Loan(
                Decimal(100_000), JANUARY, (Payment(date(2028, 1, 5), Decimal(110_000)),), (), True
            ),
            "5.00%",
            "4.88%",
        ),
        (a_loan("1000000", 240, "6599.6"), "5.00%", "5.12%"),
        (a_loan("99000", 12, "8833.3"), "12.80%", "13.58%"),
        # By hand: 2 % a month is 24 %, and 1.02^12 = 1.268242 by repeated squaring.
        (a_loan("100", 1, "102"), "24.00%", "26.82%"),
        # By hand: 100 = 60/1.1306624 + 60/1.1306624^2, since (60 + sqrt(60^2 + 4*100*60))/200
        # = 1.1306624; 12 * 0.13066239 = 1.567949; by squaring,
        # 1.13066239^2 = 1.27839744, ^4 = 1.63430001, ^8 = 2.67093653, so ^12 = 4.36511160.
        (a_loan("100", 2, "60"), "156.79%", "336.51%"),
        # By hand, days: 7 days at 5 % are 5 * 365 / 7 = 260.714 % a year; compound, 52 weeks and
        # one day, 1.05^52 = 12.642809 and 1.05^(1/7) = 1.0069943, so 12.731236.
        (
            Loan(Decimal(1000), JANUARY, (Payment(date(2026, 1, 12), Decimal(1050)),)),
            "260.71%",
            "1173.12%",
        ),
        # By hand: a whole year of 365 days at 20 %, both kinds the same.
        (
            Loan(Decimal(1000), JANUARY, (Payment(date(2027, 1, 5), Decimal(1200)),)),
            "20.00%",
            "20.00%",
        ),
        (a_loan("1200", 12, "100"), "0.00%", "0.00%"),
    ],
)
def test_worked_examples(loan: Loan, simple: str, compound: str) -> None:
    assert shown(loan) == (simple, compound)


def test_paid_and_extra_hold_instalments_and_fees() -> None:
    fees = (Payment(date(2026, 3, 1), Decimal("88.50")),)
    cost = cost_of(a_loan("1000", 12, "90", others=fees))
    assert cost.paid == Decimal("1168.50")
    assert cost.extra == Decimal("168.50")


def test_a_fee_on_the_day_of_an_instalment_weighs_like_a_larger_instalment() -> None:
    fee = (Payment(date(2026, 2, 5), Decimal(10)),)
    with_fee = a_loan("1000", 1, "1050", others=fee)
    assert cost_of(with_fee).rates == cost_of(a_loan("1000", 1, "1060")).rates


def test_months_of_different_length_weigh_the_same() -> None:
    from_january = Loan(
        Decimal(1000),
        date(2026, 1, 31),
        equal_instalments(3, Decimal(350), date(2026, 2, 28)),
        (),
        True,
    )
    from_june = Loan(
        Decimal(1000),
        date(2026, 6, 30),
        equal_instalments(3, Decimal(350), date(2026, 7, 30)),
        (),
        True,
    )
    assert cost_of(from_january).rates == cost_of(from_june).rates


@pytest.mark.parametrize(
    ("flows", "why"),
    [
        ([(0, 100), (MONTH, -99)], NoRate.LESS_THAN_LENT),
        ([(0, 100), (0, -100), (MONTH, -5)], NoRate.NOTHING_LENT),
        ([(0, 100), (0, -120)], NoRate.NOTHING_LENT),
        # 10 % and 20 % both discount this to nothing.
        ([(0, 100), (YEAR, -230), (2 * YEAR, 132)], NoRate.MANY),
        # 10 %, 20 % and 30 % do.
        ([(0, 1000), (YEAR, -3600), (2 * YEAR, 4310), (3 * YEAR, -1716)], NoRate.MANY),
    ],
)
def test_no_number_where_there_is_none_or_more_than_one(
    flows: list[tuple[int, int]], why: NoRate
) -> None:
    assert yearly_rates(Flow(at, Decimal(amount)) for at, amount in flows) is why


def test_each_reason_is_told_in_chinese() -> None:
    for why in NoRate:
        assert why.label.endswith("。")


def test_money_given_back_on_the_day_of_a_payment_is_taken_off_it() -> None:
    flows = [(0, 1000), (YEAR, -600), (YEAR, 50), (2 * YEAR, -900)]
    netted = [(0, 1000), (YEAR, -550), (2 * YEAR, -900)]
    assert rates(Flow(at, Decimal(amount)) for at, amount in flows) == rates(
        Flow(at, Decimal(amount)) for at, amount in netted
    )


def test_interest_that_was_not_paid_bears_no_interest_in_the_simple_rate() -> None:
    # 1000 for two years at 10 % is 200 in all, whether or not 30 of it is paid after a year.
    flows = [Flow(0, Decimal(1000)), Flow(YEAR, Decimal(-30)), Flow(2 * YEAR, Decimal(-1170))]
    assert rates(flows).simple == Decimal("0.1")


@pytest.mark.parametrize(
    ("rate", "told"),
    [
        ("0.12005", "12.01%"),
        ("0.120049999999", "12.00%"),
        ("0", "0.00%"),
        ("99.9999", "9999.99%"),
        ("100", "超过 9999.99%"),
        ("1e60", "超过 9999.99%"),
    ],
)
def test_rounded_half_up_to_a_hundredth_of_a_percent(rate: str, told: str) -> None:
    assert percent_words(Decimal(rate)) == told


def test_a_rate_on_the_edge_of_rounding_is_found_exactly() -> None:
    # 1000 becomes 1120.05 in a year: 12.005 %, and half goes up.
    found = rates([Flow(0, Decimal(1000)), Flow(YEAR, Decimal("-1120.05"))])
    assert (percent(found.simple), percent(found.compound)) == (Decimal("12.01"),) * 2


def test_the_dearest_loan_that_can_be_typed_is_answered() -> None:
    day_after = Payment(date(2026, 1, 6), Decimal("999999999.99"))
    assert shown(Loan(Decimal("0.01"), JANUARY, (day_after,))) == ("超过 9999.99%",) * 2
