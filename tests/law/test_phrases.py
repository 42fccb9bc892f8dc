"""The phrase table, and that every phrase and every act is answered."""

import re

import pytest

from borrower_guide.law.content import load_library
from borrower_guide.law.expression import names
from borrower_guide.law.phrase import Phrase
from borrower_guide.law.rule import Level, Rule
from borrower_guide.schema.acts import Act

LIBRARY = load_library()
# What people report that they hear, typed here by hand: the table must answer each, in any order.
ASKED_FOR = {
    *("reminder", "will_visit", "go_to_village", "today_only", "credit_record", "may_sue"),
    *("case_filed", "crime_talk", "claims_office", "insult", "threat", "told_others"),
    *("asked_contact", "pay_a_person", "extra_fee", "sign_now", "takes_things", "enter_or_stay"),
    *("filming", "posting", "many_visits", "night"),
}
LEVELS = {
    "ordinary": {"reminder", "will_visit", "credit_record", "may_sue"},
    "likely_breach": {
        *("crime_talk", "insult", "threat", "told_others", "takes_things", "enter_or_stay"),
        "night",
    },
}
RISES = {"go_to_village", "case_filed", "claims_office", "filming", "posting"}
URGENT = {"threat", "takes_things"}
ALL = pytest.mark.parametrize("phrase", LIBRARY.phrases.values(), ids=lambda phrase: phrase.id)


def test_every_phrase_that_was_asked_for_is_answered() -> None:
    assert len(ASKED_FOR) == 22
    assert set(LIBRARY.phrases) >= ASKED_FOR
    assert set(LIBRARY.phrases) - ASKED_FOR == {
        *("freeze_accounts", "job_or_child", "family_pays", "debt_sold"),
    }


def test_each_stands_at_the_level_that_was_weighed() -> None:
    for level in Level:
        expected = LEVELS.get(level.value)
        found = {key for key, phrase in LIBRARY.phrases.items() if phrase.level is level}
        assert expected is None or found == expected
    assert {key for key, phrase in LIBRARY.phrases.items() if phrase.rises_to} == RISES
    assert {key for key, phrase in LIBRARY.phrases.items() if phrase.urgent} == URGENT


@ALL
def test_a_phrase_is_judged_or_says_why_not(phrase: Phrase) -> None:
    assert bool(phrase.rules or phrase.patterns) != bool(phrase.reason)
    assert set(phrase.rules) <= set(LIBRARY.rules)
    assert set(phrase.patterns) <= set(LIBRARY.patterns)


@ALL
def test_a_breach_stands_on_a_provision_in_force_that_binds_someone(phrase: Phrase) -> None:
    if Level.LIKELY_BREACH in phrase.levels:
        rows = [
            row for claim in phrase.claims for name in claim.basis for row in LIBRARY.lineage(name)
        ]
        assert any(row.in_force_to is None and row.applies.yes for row in rows)


@ALL
def test_sentences_are_short(phrase: Phrase) -> None:
    texts = (*phrase.advice, phrase.heard, *(claim.text for claim in phrase.claims))
    sentences = [one for text in texts for one in re.split("[。；：]", text)]
    assert [one for one in sentences if len(one) > 36] == []


def test_sentences_of_patterns_are_short_too() -> None:
    for pattern in LIBRARY.patterns.values():
        sentences = [one for text in pattern.sentences for one in re.split("[。；：]", text)]
        assert [one for one in sentences if len(one) > 36] == [], pattern.id


def judging(act: Act) -> list[Rule]:
    """The rules whose `when` comes true by this act alone, or may."""
    return [rule for rule in LIBRARY.rules.values() if act.value in set(names(rule.when))]


@pytest.mark.parametrize("act", Act)
def test_every_act_leads_to_a_rule(act: Act) -> None:
    assert judging(act), act


@pytest.mark.parametrize("phrase", ["told_others", "takes_things", "enter_or_stay", "filming"])
def test_a_phrase_of_many_acts_names_all_their_rules(phrase: str) -> None:
    acts = {
        "told_others": [act for act in Act if act.startswith("disclosed_")],
        "takes_things": [act for act in Act if act.startswith("took_")],
        "enter_or_stay": [Act.ENTERED_WITHOUT_CONSENT, Act.REFUSED_TO_LEAVE],
        "filming": [act for act in Act if act.startswith("filmed_")],
    }[phrase]
    needed = {rule.id for act in acts for rule in judging(act)}
    assert needed <= set(LIBRARY.phrases[phrase].rules)
