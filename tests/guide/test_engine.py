"""The walk: where answers lead, what is kept, what is ignored."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.guide.chapters import load_flow
from borrower_guide.guide.engine import choice, walk
from borrower_guide.guide.flow import Flow, Outcome
from tests.guide.small_flow import read, small

VISIT = load_flow(Path(__file__).resolve().parents[2] / "fixtures" / "guide" / "visit.yaml")


@pytest.fixture
def flow(tmp_path: Path) -> Flow:
    return read(small(), tmp_path)


ROWS = [
    ("nothing answered", {}, [], "role"),
    ("one answer", {"role": "self"}, ["role"], "acts"),
    ("guard all and not", {"role": "other", "acts": "shout"}, ["role", "acts"], "leave"),
    ("guard fails by its not", {"role": "other", "acts": "polite,shout"}, ["role", "acts"], "deep"),
    ("guard fails by its role", {"role": "self", "acts": "none"}, ["role", "acts"], "deep"),
    (
        "to the end",
        {"role": "self", "acts": "none", "deep": "no"},
        ["role", "acts", "deep"],
        "stay",
    ),
    ("unknown option waits", {"role": "king"}, [], "role"),
    ("unknown step is nothing", {"kingdom": "self"}, [], "role"),
    ("alone beside another waits", {"role": "self", "acts": "none,shout"}, ["role"], "acts"),
    ("two answers to a single question wait", {"role": "self,other"}, [], "role"),
]


@pytest.mark.parametrize(("name", "answers", "route", "after"), ROWS, ids=[r[0] for r in ROWS])
def test_it_follows_the_answers(
    flow: Flow, name: str, answers: dict[str, str], route: list[str], after: str
) -> None:
    walked = walk(flow, answers)
    assert [step.id for step in walked.route] == route
    assert walked.next.id == after


def test_answers_off_the_route_are_named_and_decide_nothing(flow: Flow) -> None:
    answers = {"role": "other", "acts": "shout", "deep": "no"}
    walked = walk(flow, answers)
    assert walked.next.id == "leave"
    assert walked.ignored == ("deep",)
    assert "deep" not in walked.chosen


def test_back_is_the_step_before(flow: Flow) -> None:
    walked = walk(flow, {"role": "self", "acts": "none"})
    assert [getattr(walked.before(key), "id", None) for key in ("role", "acts", "deep")] == [
        None,
        "role",
        "acts",
    ]


def test_chosen_options_come_in_the_order_of_the_step(flow: Flow) -> None:
    step = flow.steps[1]
    assert [option.id for option in choice(step, "shout,polite")] == ["polite", "shout"]


steps = st.sampled_from([step.id for step in VISIT.steps])
options = st.sampled_from(sorted({o.id for step in VISIT.steps for o in step.options}))
texts = options | st.lists(options, min_size=1, max_size=3).map(",".join) | st.text(max_size=8)
some_answers = st.dictionaries(steps | st.text(max_size=5), texts, max_size=25)


@given(some_answers)
def test_any_answers_end_at_an_outcome_or_wait_at_a_step(answers: dict[str, str]) -> None:
    walked = walk(VISIT, answers)
    ids = [step.id for step in walked.route]
    assert len(ids) == len(set(ids))
    assert isinstance(walked.next, Outcome) or walked.next.id not in ids
    assert set(walked.ignored) == set(answers) - set(ids)


@given(some_answers, some_answers)
def test_answers_off_the_route_change_nothing(
    answers: dict[str, str], others: dict[str, str]
) -> None:
    walked = walk(VISIT, answers)
    asked = {*walked.chosen, walked.next.id}
    more = answers | {key: text for key, text in others.items() if key not in asked}
    assert walk(VISIT, more).next == walked.next
    assert walk(VISIT, more).route == walked.route


@given(some_answers)
def test_only_the_answers_of_the_route_matter(answers: dict[str, str]) -> None:
    walked = walk(VISIT, answers)
    kept = {key: answers[key] for key in walked.chosen}
    assert walk(VISIT, kept).next == walked.next
