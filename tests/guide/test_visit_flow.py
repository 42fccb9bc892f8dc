"""The main flow as it is written: routes, outcomes, wording, and what it fills in."""

import json
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.guide.book import open_book
from borrower_guide.guide.cross_checks import faults_between, texts
from borrower_guide.guide.engine import Walk, walk
from borrower_guide.guide.flow import Outcome, Step
from borrower_guide.guide.prefill import prefill
from borrower_guide.law.content import load_library
from borrower_guide.schema.canonical import canonical

LIBRARY = load_library()
BOOK = open_book(LIBRARY)
FLOW, PROOF, RESPONSE = BOOK.flows["visit"], BOOK.proofs["visit"], BOOK.series["response"]
WITNESSES = sorted(PROOF.witnesses.items())
ALL_TEXTS = [*texts(FLOW), *texts(RESPONSE)]


def options_of(walked: Walk) -> Iterator[object]:
    return (option for step in walked.route for option in walked.chosen[step.id])


@st.composite
def routes(draw: st.DrawFn) -> dict[str, str]:
    """A whole route, from the first step to an end, any number of ticks where several may be."""
    answers: dict[str, str] = {}
    while isinstance(node := walk(FLOW, answers).next, Step):
        joint = [option.id for option in node.options if node.many and not option.alone]
        one = st.sampled_from([option.id for option in node.options])
        several = (
            st.lists(st.sampled_from(joint), min_size=1, unique=True).map(",".join)
            if joint
            else one
        )
        answers[node.id] = draw(one | several)
    return answers


@pytest.mark.parametrize(("name", "answers"), WITNESSES, ids=["/".join(n) for n, _ in WITNESSES])
def test_every_step_outcome_and_branch_is_reached(
    name: tuple[str, ...], answers: dict[str, str]
) -> None:
    assert walk(FLOW, answers).reaches(name[0])


def test_nothing_is_left_out_of_the_enumeration() -> None:
    assert {name[0] for name in PROOF.witnesses} == set(FLOW.nodes)
    assert PROOF.routes > 1_000_000


@given(routes())
def test_every_route_ends_acts_and_cites(answers: dict[str, str]) -> None:
    end = walk(FLOW, answers).next
    assert isinstance(end, Outcome)
    assert end.actions
    helping = end.kind in ("urgent", "distress")
    assert helping or any(claim.basis for claim in end.claims)


@given(routes())
def test_every_route_fills_a_visit_that_holds(answers: dict[str, str]) -> None:
    filled = prefill(options_of(walk(FLOW, answers)))  # type: ignore[arg-type]
    visit, _ = filled.read()
    assert visit.started_at is None
    assert json.loads(canonical(filled.to_json())) == filled.to_json()
    assert "id" not in filled.visit


@pytest.mark.parametrize("answer", ["no", "unsure"])
def test_danger_leads_to_safety_at_once(answer: str) -> None:
    walked = walk(FLOW, {"safe": answer})
    assert FLOW.steps[0].id == "safe"
    assert isinstance(walked.next, Outcome)
    assert walked.next.kind == "urgent"
    assert not walked.next.sections


@given(routes())
def test_third_persons_are_asked_nothing_of_the_loan(answers: dict[str, str]) -> None:
    walked = walk(FLOW, {**answers, "safe": "yes", "who": "other"})
    asked = {step.id for step in walked.route} | {walked.next.id}
    assert not asked & {"lender", "consent", "notice", "age", "papers"}
    assert not prefill(options_of(walked)).loan  # type: ignore[arg-type]


def test_limitation_is_said_before_any_promise() -> None:
    _, attitude, after = RESPONSE.around("attitude")
    warned = {name for claim in attitude.claims for name in claim.basis}
    assert attitude.claims_first
    assert {"cc-188", "cc-192", "cc-195"} <= warned
    assert after is not None
    assert after.id == "negotiate"
    assert {"cc-192", "cc-195"} <= {
        name for claim in FLOW.nodes["negotiate_old"].claims for name in claim.basis
    }


@pytest.mark.parametrize("outcome", ["at_door", "prepare"])
def test_nothing_is_promised_to_be_left_in_peace(outcome: str) -> None:
    end = FLOW.nodes[outcome]
    assert isinstance(end, Outcome)
    never = [line for section in end.sections for line in section.never]
    assert [line for line in never if "答应" in line]


@pytest.mark.parametrize("outcome", ["court_case", "court_order"])
def test_limitation_is_said_before_a_court(outcome: str) -> None:
    assert "cc-193" in {name for claim in FLOW.nodes[outcome].claims for name in claim.basis}


ROLES = [
    ("landlord", "landlord"),
    ("former", "stranger"),
    ("stranger", "stranger"),
    ("family", "family"),
]


@pytest.mark.parametrize(("option", "role"), ROLES)
def test_the_record_names_the_reporter_truly(option: str, role: str) -> None:
    relation = FLOW.nodes["relation"]
    assert isinstance(relation, Step)
    chosen = relation.option(option)
    assert chosen is not None
    assert chosen.case == {"reporter_role": role}


@pytest.mark.parametrize("page", RESPONSE.pages, ids=[page.id for page in RESPONSE.pages])
def test_each_step_says_what_to_do_to_say_and_never_to_do(page: object) -> None:
    assert page.do
    assert page.say
    assert page.never
    assert page.claims


BANNED = re.compile(
    "您|维权|攻略|[！!]|务必|话术|反催收|停息挂账|老赖|上岸|黑催"
    "|银监会|银保监会|银行业监督管理委员会|受理中心|未经同意上门"
)


def test_the_words_are_ours() -> None:
    assert [text for _, text, _ in ALL_TEXTS if BANNED.search(text)] == []


def test_advice_never_speaks_as_the_law_does() -> None:
    advice = [text for _, text, founded in ALL_TEXTS if not founded]
    assert [text for text in advice if re.search("违法|必须|有权|犯罪|处罚", text)] == []


def test_nothing_is_called_unlawful_alone() -> None:
    rest = [re.sub("(是否|可能|违规或)违法", "", text) for _, text, _ in ALL_TEXTS]
    assert [text for text in rest if "违法" in text] == []


def test_sentences_are_short() -> None:
    sentences = [one for _, text, _ in ALL_TEXTS for one in re.split("[。？：；]", text)]
    assert [one for one in sentences if len(one) > 36] == []


def test_not_knowing_can_always_be_said() -> None:
    honest = {"yes", "no", "borrower"}  # safety, and who one is, are known
    for step in FLOW.steps:
        ids = {option.id for option in step.options}
        if step.id in ("safe", "who", "seen", "when"):
            continue
        assert "unknown" in ids - honest, step.id


def test_a_lineage_that_ends_is_a_fault() -> None:
    known = frozenset(row.lineage for row in LIBRARY.provisions.values())
    assert list(faults_between(FLOW, "visit.yaml", known)) == []
    faults = [str(fault) for fault in faults_between(FLOW, "visit.yaml", known - {"cc-1033-2"})]
    assert "visit.yaml: entered: 没有叫 cc-1033-2 的条文脉络，请改名字或先加条文" in faults
