"""The library as a whole: topics, lineages, what was read and what was not, and its warnings."""

from datetime import date, timedelta

import pytest

from borrower_guide.law.content import load_library
from borrower_guide.law.pattern import Pattern
from borrower_guide.law.provision import FirstDay, Rank, Status
from borrower_guide.law.rule import Rule
from borrower_guide.law.topic import Topic
from borrower_guide.schema.vocabulary import LenderType

LIBRARY = load_library()
ROWS = LIBRARY.provisions
# Read whole or by numbered sections: there is no article to print.
WITHOUT_ARTICLES = {"gg-2024-1", "ji-pf-27", "pbc-2021-3"}
# Read in one text whose currency after its snapshot nothing confirms.
CURRENCY_OPEN = ("ji-ol-", "ji-xunxin-", "ji-gr-", "ji-pf-", "xinfang-", "mps-")


def test_each_topic_has_provisions_and_each_provision_a_topic() -> None:
    assert {topic for row in ROWS.values() for topic in row.topics} == set(Topic)
    assert all(row.topics for row in ROWS.values())


def test_an_article_is_printed_only_where_it_was_read() -> None:
    without = {row.id for row in ROWS.values() if not row.article}
    reported = {row.id for row in ROWS.values() if row.status is Status.REPORTED}
    assert without == reported | WITHOUT_ARTICLES


def test_a_reported_text_says_so_in_its_own_words() -> None:
    for row in ROWS.values():
        assert row.gist.startswith("据公开转载") == (row.status is Status.REPORTED), row.id


def test_what_took_over_begins_the_day_after() -> None:
    for row in ROWS.values():
        older, *newer = LIBRARY.lineage(row.lineage)
        for one in newer:
            assert one.in_force_from == older.last_day + timedelta(days=1), one.id
            older = one


def test_what_ended_has_a_successor_or_says_why_not() -> None:
    alone = {
        row.id
        for row in ROWS.values()
        if row.in_force_to and row == LIBRARY.lineage(row.lineage)[-1]
    }
    assert alone == {"nifa-2024"}
    assert "就不用了" in ROWS["nifa-2024"].caution


def test_the_two_texts_of_the_public_security_law_meet_at_new_year() -> None:
    old = [row for row in ROWS.values() if row.id.startswith("psm12-")]
    new = [row for row in ROWS.values() if row.id.startswith("psm25-")]
    assert {row.in_force_to for row in old} == {date(2025, 12, 31)}
    assert {row.in_force_from for row in new} == {date(2026, 1, 1)}
    assert {row.from_status for row in old} == {FirstDay.UNCHECKED}
    # Each old conduct has its new number; what is new has no older row.
    assert {row.lineage for row in old} <= {row.lineage for row in new}


@pytest.mark.parametrize("row", ["psm25-56", "psm25-50-2"])
def test_what_is_new_says_that_it_does_not_reach_back(row: str) -> None:
    assert "2026年以前的事不能用这一条" in ROWS[row].caution


@pytest.mark.parametrize("row", ["psm25-30", "psm25-58", "psm25-59"])
def test_where_the_new_law_is_lighter_it_says_so(row: str) -> None:
    assert "2025年的事，2026年才处理的，可能用这一条" in ROWS[row].caution


def test_what_may_have_been_changed_since_says_so() -> None:
    rows = [row for row in ROWS.values() if row.id.startswith(CURRENCY_OPEN)]
    assert len(rows) == 15
    assert {row.caution for row in rows} == {"以最新官方文本为准。"}


def test_the_rules_on_credit_cards_say_that_they_are_for_cards_alone() -> None:
    rows = [row for row in ROWS.values() if row.id.startswith("card-")]
    assert [row.caution for row in rows] == ["只管信用卡。"] * 3
    assert all(LenderType.BANK in row.applies.maybe for row in rows)


def test_time_limits_of_the_complaint_rules_may_change() -> None:
    rows = [row for row in ROWS.values() if row.id.startswith("tousu-")]
    assert {row.caution for row in rows} == {"期限以最新官方文本为准。"}
    assert all(LenderType.MICROLOAN in row.applies.no for row in rows)


def test_no_rule_for_lenders_binds_everyone() -> None:
    kinds = {Rank.RECOMMENDED_STANDARD, Rank.SELF_REGULATION}
    for row in ROWS.values():
        assert row.rank not in kinds or not row.applies.everyone
        assert row.rank not in kinds or LenderType.PRIVATE in row.applies.no


def test_what_was_not_checked_is_no_provision_and_carries_nothing() -> None:
    unchecked = {one.id for one in LIBRARY.unchecked}
    named = set(ROWS) | {row.lineage for row in ROWS.values()}
    rules: list[Rule | Pattern] = [*LIBRARY.rules.values(), *LIBRARY.patterns.values()]
    for rule in rules:
        named |= {*rule.basis, *rule.fallback, *rule.see_also}
    for channel in LIBRARY.channels:
        named |= {name for limit in channel.limits for name in limit.basis}
        named |= {name for clock in channel.clocks for name in clock.basis}
    assert not unchecked & named


@pytest.mark.parametrize(
    "row",
    [
        "cac-25",
        "card-2022-13",
        "cash-2017-141",
        "hld-2020-9",
        "nfra-2026-cost",
        "spc-24-percent",
        "xf-2024-4",
    ],
)
def test_what_was_only_heard_of_is_on_its_own_page(row: str) -> None:
    assert row in {one.id for one in LIBRARY.unchecked}


def test_a_draft_is_never_told_as_law() -> None:
    drafts = [one for one in LIBRARY.unchecked if one.id.startswith("draft-")]
    assert len(drafts) == 5
    for one in drafts:
        assert one.said.startswith("据公开报道")
        assert "没有查到" in one.unknown
