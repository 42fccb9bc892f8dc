"""A letter about one of several loans tells its lender nothing of the others and their visits."""

from typing import Any

import pytest

from borrower_guide.letters.choosing import citable, cited
from borrower_guide.letters.compose import compose
from tests.letters.made import LIBRARY, chosen, state_of, text
from tests.letters.opened import Desk
from tests.schema.samples import FULL

pytestmark = pytest.mark.django_db

LENDERS = ("甲某银行", "乙某消金", "丙某小贷")
LOANS = [
    {"id": f"L{n}", "lender": lender, "contract_last4": f"{n}{n}{n}{n}"}
    for n, lender in enumerate(LENDERS, start=1)
]
VISITS: list[dict[str, Any]] = [
    {"id": "V1", "loan": "L1", "place_text": "甲来的地方", "exhibits": ["E1"]},
    {"id": "V2", "loan": "L2", "place_text": "乙来的地方", "exhibits": ["E2"]},
    {"id": "V3", "place_text": "不知道是哪家"},
]
EXHIBITS = [{"id": "E1", "title": "甲的纸条"}, {"id": "E2", "title": "乙的纸条"}]
BARE = {"format": FULL["format"], "version": 1, "reporter_role": "borrower"}
CASE = {**BARE, "loans": LOANS, "visits": VISITS, "exhibits": EXHIBITS}
ALL = "&v=V1&v=V2&v=V3"
ONE = ("complaint_letter&to=lender_own", "report_letter&to=nifa_report", "power_of_attorney")


@pytest.fixture
def desk() -> Desk:
    return Desk(CASE)


@pytest.mark.parametrize("paper", [*ONE, "negotiation_letter&to=lender_own"])
def test_only_the_picked_loan_is_told(desk: Desk, paper: str) -> None:
    told = desk.begin(f"paper={paper}&l=L1{ALL}").text
    assert LENDERS[0] in told
    for other in (*LENDERS[1:], "乙来的地方", "乙的纸条"):
        assert other not in told


def test_visits_of_the_loan_and_of_nobody_knows_whom_are_told(desk: Desk) -> None:
    told = desk.begin(f"paper={ONE[0]}&l=L1{ALL}").text
    for words in ("甲来的地方", "不知道是哪家", "甲的纸条"):
        assert words in told


def test_the_pick_is_kept_and_comes_back_with_a_copy(desk: Desk) -> None:
    desk.write(f"paper={ONE[0]}&l=L2{ALL}")
    letter = desk.letters[0]
    again = desk.get(f"{desk.all}new/?paper=complaint_letter&from={letter.subject}").text
    assert "乙来的地方" in again
    assert "甲来的地方" not in again


@pytest.mark.parametrize("paper", ONE)
def test_among_several_one_is_asked_which_and_none_is_ticked(desk: Desk, paper: str) -> None:
    page = desk.get(f"{desk.all}new/?paper={paper.partition('&')[0]}")
    assert "写给哪一家，就只选它的" in page.words
    assert "投诉、电话和别的证据分不出是哪家的" in page.words
    assert page.checked("l") == []
    assert all(lender in page.words for lender in LENDERS)


def test_of_one_loan_nothing_is_asked() -> None:
    one = Desk(CASE | {"loans": LOANS[:1], "visits": VISITS[:1]})
    assert "写哪几笔借款" not in one.get(f"{one.all}new/?paper=complaint_letter").words


def test_each_of_several_loans_is_a_line_of_the_authority() -> None:
    told = text(compose(chosen("power_of_attorney", CASE, visits=()))).splitlines()
    for n, lender in enumerate(LENDERS, start=1):
        assert f"放款机构|{lender}，合同编号最后四位 {n}{n}{n}{n}" in told


def test_what_warns_the_borrower_is_no_ground_of_a_complaint() -> None:
    acts = {"started_at": "2026-11-03", "acts": ["demanded_signature", "filmed_minor"]}
    state = state_of({**BARE, "visits": [{"id": "V1", **acts}]})
    cited = citable(state, state.visits, LIBRARY)
    assert {one.id for one in cited} == {"cc-1019", "pipl-28"}  # nothing of time running anew
    told = text(compose(chosen("complaint_letter", state, provisions=cited)))
    assert "第一千零一十九条" in told
    assert "不要发到网上" not in told  # said to the reader of its page


def test_each_provision_says_what_it_says_before_it_is_chosen() -> None:
    night = {"started_at": "2026-11-03T22:40:00+08:00", "loan": "L1"}
    night |= {"acts": ["insulted", "disclosed_to_neighbour"]}
    loan = {"id": "L1", "lender_type": "bank"}
    desk = Desk({**BARE, "loans": [loan], "visits": [{"id": "V1", **night}]})
    page = desk.get(f"{desk.all}new/?paper=complaint_letter").words
    found = list(cited(desk.state, desk.state.visits, LIBRARY))
    # Two clauses of the standard read the same, since their numbers are not told.
    assert len(citable(desk.state, desk.state.visits, LIBRARY)) < len({one.id for one in found})
    assert all(LIBRARY.provisions[one.id].gist in page for one in found)
