"""Kleene's logic, and what an expression may say."""

from itertools import product

import pytest
from pydantic import TypeAdapter, ValidationError

from borrower_guide.law.answer import Answer, all_of, any_of
from borrower_guide.law.expression import Condition, evaluate, names

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
parse = TypeAdapter(Condition).validate_python


@pytest.mark.parametrize("answer", Answer)
def test_an_answer_is_no_bool(answer: Answer) -> None:
    with pytest.raises(TypeError):
        bool(answer)
    with pytest.raises(TypeError):
        not answer  # noqa: B018


def test_not_keeps_an_unknown() -> None:
    assert [one.negated() for one in (YES, NO, UNKNOWN)] == [NO, YES, UNKNOWN]


def test_all_and_any_mirror_each_other() -> None:
    for pair in product(Answer, repeat=2):
        assert all_of(pair).negated() is any_of(one.negated() for one in pair)


def test_one_no_decides_all_and_one_yes_decides_any() -> None:
    assert all_of([UNKNOWN, NO]) is NO
    assert all_of([UNKNOWN, YES]) is UNKNOWN
    assert any_of([UNKNOWN, YES]) is YES
    assert any_of([UNKNOWN, NO]) is UNKNOWN
    assert (all_of([]), any_of([])) == (YES, NO)


def test_an_expression_joins_facts_by_name() -> None:
    condition = parse({"all": ["a", {"not": "b"}, {"any": ["c", "a"]}]})
    answers = {"a": YES, "b": NO, "c": UNKNOWN}
    assert evaluate(condition, answers.__getitem__) is YES
    assert list(names(condition)) == ["a", "b", "c", "a"]


@pytest.mark.parametrize(
    "wrong",
    ["", 3, None, [], {}, {"all": []}, {"all": "a"}, {"xor": ["a"]}, {"not": "a", "all": []}],
)
def test_an_expression_says_nothing_else(wrong: object) -> None:
    with pytest.raises(ValidationError):
        parse(wrong)
