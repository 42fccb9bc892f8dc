"""What was not chosen is not on the paper; what is stands in the order of the channel."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from borrower_guide.cases.entries import Action, Kind, NewEntry
from borrower_guide.letters.compose import compose
from borrower_guide.letters.paper import Origin, Paper
from borrower_guide.money.plan import Debt, Plan
from tests.letters.made import GOES_TO, LIBRARY, PAPERS, chosen, journal, text
from tests.schema.samples import FULL


def visit(number: int, *exhibits: str) -> NewEntry:
    return NewEntry(
        kind=Kind.VISIT,
        subject=f"v{number}",
        payload={"place_text": f"第{number}处", "exhibits": list(exhibits)},
    )


def piece(name: str) -> NewEntry:
    return NewEntry(kind=Kind.EXHIBIT, subject=name, payload={"title": f"材料{name}"})


def withdrawn(kind: Kind, name: str) -> NewEntry:
    return NewEntry(kind=kind, subject=name, action=Action.WITHDRAW, payload={})


CASE = [piece("a"), piece("b"), piece("c"), piece("d"), visit(1, "a", "b"), visit(2, "b", "c")]
EXHIBITS = [
    ([], ["v1", "v2"], "abcd"),
    ([], ["v1"], "abd"),
    ([], ["v2"], "bcd"),
    ([], [], "d"),
    ([withdrawn(Kind.EXHIBIT, "a")], ["v1"], "bd"),
    # What belonged to a visit that was taken back belongs to none.
    ([withdrawn(Kind.VISIT, "v2")], ["v1"], "abcd"),
]


@pytest.mark.parametrize("form", ["complaint_letter", "exhibit_list", "materials_receipt"])
@pytest.mark.parametrize(("more", "visits", "listed"), EXHIBITS)
def test_evidence_follows_the_visits(
    form: str, more: list[NewEntry], visits: list[str], listed: str
) -> None:
    about = NewEntry(kind=Kind.CASE, subject="case", payload={"reporter_role": "borrower"})
    state = journal([about, *CASE, *more])
    some = tuple(one for one in state.visits if one.subject in visits)
    told = text(compose(chosen(form, state, visits=some)))
    assert {name for name in "abcd" if f"材料{name}" in told} == set(listed)


@pytest.mark.parametrize("ids", [[], ["identity"], ["apology", "identity"], ["written_reply"]])
@pytest.mark.parametrize("form", [one.id for one in PAPERS.values() if one.requests])
def test_requests_are_rows_and_who_came_is_asked_first(form: str, ids: list[str]) -> None:
    rows = {one.id: one for one in LIBRARY.requests}
    paper = compose(chosen(form, FULL, requests=tuple(rows[name] for name in ids)))
    lines = [one for block in paper.blocks for one in block.lines if one.origin is Origin.REQUEST]
    first = ["identity"] if "identity" in ids else []
    assert [line.name for line in lines] == first + [name for name in ids if name not in first]
    assert all(line.cells == (rows[line.name].text,) for line in lines)


ORDER = {
    "lender_own": "requests words facts basis earlier",
    "nfra_12378": "earlier requests words facts basis",
    "pbc_12363": "earlier requests words facts basis",
    "local_finance": "requests words facts basis earlier",
    "hotline_12345": "registered requests words facts basis earlier",
}
# Under the name stands which of its offices it is.
OFFICES = {"nfra_12378": " office", "pbc_12363": " office", "local_finance": " province"}
BEHIND = "court attachments sign"


def test_the_order_of_every_channel_is_told_here() -> None:
    assert set(ORDER) == set(PAPERS["complaint_letter"].channels)


@pytest.mark.parametrize("channel", ORDER)
def test_blocks_stand_in_the_order_of_the_channel(channel: str) -> None:
    begin = "to" + OFFICES.get(channel, "")
    for options, agent in ((None, ""), (frozenset({"for_another"}), " agent")):
        paper = compose(chosen("complaint_letter", FULL, channel, options=options))
        keys = " ".join(block.key for block in paper.blocks)
        before = f"{begin} complainant{agent} respondent"
        assert keys == f"{before} {ORDER[channel]} {BEHIND}"


@pytest.mark.parametrize(("form", "channel"), GOES_TO)
def test_own_words_come_before_what_was_ticked(form: str, channel: str) -> None:
    keys = [block.key for block in compose(chosen(form, FULL, channel)).blocks]
    if "words" in keys and "facts" in keys:
        assert keys.index("words") < keys.index("facts")


@pytest.mark.parametrize("options", [None, frozenset({"originals"}), frozenset()])
def test_where_the_original_is_can_be_left_out(options: frozenset[str] | None) -> None:
    shown = options != frozenset()
    table = compose(chosen("exhibit_list", FULL, options=options)).block("table")
    assert table is not None
    assert ("原件在哪里" in table.head) is shown
    assert ("我的手机" in table.lines[0].cells) is shown


RIGHTS = [
    (None, ["hand_in", "receive_reply", "ask_progress"]),
    (frozenset({"settle"}), ["settle"]),
    (frozenset(), []),
]


@pytest.mark.parametrize(("options", "given"), RIGHTS)
def test_a_right_that_is_not_given_is_named_as_such(
    options: frozenset[str] | None, given: list[str]
) -> None:
    paper = compose(chosen("power_of_attorney", FULL, options=options))
    every = [one.id for one in PAPERS["power_of_attorney"].options]
    assert names(paper, "rights") == given
    assert names(paper, "not_given") == [one for one in every if one not in given]


def names(paper: Paper, key: str) -> list[str]:
    block = paper.block(key)
    return [line.name for line in block.lines] if block else []


SCHEDULES: list[tuple[Any, Any, list[str]]] = [
    ("3000", "900.5", ["1月31日 900.50", "2月28日 900.50", "3月31日 900.50", "4月30日 298.50"]),
    ("900", "300", ["1月31日 300.00", "2月28日 300.00", "3月31日 300.00"]),
    ("300", "900", ["1月31日 300.00"]),
    ("6100", "100", []),
    (None, "100", []),
    ("100", None, []),
]


@pytest.mark.parametrize(("owed", "monthly", "rows"), SCHEDULES)
def test_the_plan_is_counted_from_what_was_typed(owed: Any, monthly: Any, rows: list[str]) -> None:
    debt = Debt("某某银行", owed and Decimal(owed), monthly and Decimal(monthly))
    typed = chosen("negotiation_letter", FULL, plan=Plan(Decimal(0), (), (debt,)))
    told = text(compose(typed)).split("\n")
    assert [one for one in told if one.startswith("某某银行|") and "年" in one] == [
        f"某某银行|{n}|2027年{row.replace(' ', '|')}" for n, row in enumerate(rows, start=1)
    ]
    assert compose(replace(typed, first_due=None)).block("schedule") is None


def test_without_sums_there_is_no_plan_but_rows_for_the_pen() -> None:
    paper = compose(chosen("negotiation_letter", FULL, plan=None, first_due=date(2027, 1, 31)))
    assert all(paper.block(key) is None for key in ("month", "schedule"))
    offer = paper.block("offer")
    assert offer
    assert offer.by_hand


def test_a_month_that_does_not_suffice_says_so() -> None:
    block = compose(chosen("negotiation_letter", FULL)).block("month")
    assert block is not None
    assert [line.cells for line in block.lines] == [
        ("收入", "5000.00"),
        ("房租", "1500.00"),
        ("吃饭", "900.50"),
        ("必须花的合计", "2400.50"),
        ("剩下的", "2599.50"),
    ]


ROLES = [("family", "家里人"), ("borrower", "借款人本人"), ("helper", ""), ("unknown", "")]


@pytest.mark.parametrize(("role", "told"), ROLES)
def test_whoever_only_helped_is_not_the_one_who_states_it(role: str, told: str) -> None:
    block = compose(chosen("fact_statement", FULL | {"reporter_role": role})).block("writer")
    assert block is not None
    assert block.lines[-1].cells == ("和借款人的关系", told)


TWO_LOANS = FULL | {
    "loans": [
        {"id": "L1", "lender": "甲银行", "contract_last4": "0001"},
        {"id": "L2", "lender": "乙公司", "platform": "乙 App"},
    ],
    "visits": [{"id": "V1", "loan": "L2"}, {"id": "V2", "loan": "L1"}, {"id": "V3"}],
}


OTHERS = [("borrower", None), ("family", "家里人"), ("neighbour", "邻居"), ("helper", "")]


@pytest.mark.parametrize("form", ["complaint_letter", "report_letter", "police_statement"])
@pytest.mark.parametrize(("role", "told"), OTHERS)
def test_somebody_else_says_who_they_are_to_the_borrower(
    form: str, role: str, told: str | None
) -> None:
    lines = text(compose(chosen(form, FULL | {"reporter_role": role}))).split("\n")
    found = [one for one in lines if one.startswith("和借款人的关系|")]
    assert found == ([] if told is None else [f"和借款人的关系|{told}"])


def test_of_several_loans_each_is_told_apart_and_named_by_its_visits() -> None:
    paper = text(compose(chosen("complaint_letter", TWO_LOANS, "nfra_12378")))
    first, second = paper.index("借款 1|\n放款机构|甲银行"), paper.index("借款 2|\n放款机构|乙公司")
    assert paper.index("合同编号最后四位|0001") < second
    assert first < paper.index("机构地址和网址|") < second
    assert "来访 1|没有写时间\n为哪笔借款来的|借款 2" in paper
    assert "来访 2|没有写时间\n为哪笔借款来的|借款 1" in paper
    assert paper.count("为哪笔借款来的") == 2


@pytest.mark.parametrize("form", ["fact_statement", "police_statement", "follow_up"])
def test_a_paper_that_tells_of_no_loan_names_none(form: str) -> None:
    assert "借款 2" not in text(compose(chosen(form, TWO_LOANS, complaint=None)))


def test_a_recording_is_placed_by_its_own_visits() -> None:
    [first], [one] = FULL["exhibits"], FULL["visits"]
    visits = [
        one | {"id": "V1", "place_text": "某某小区", "exhibits": ["E1"]},
        one | {"id": "V2", "place_text": "某某单位", "exhibits": []},
    ]
    case = FULL | {"exhibits": [first | {"kind": "audio"}], "visits": visits}
    told = text(compose(chosen("recording_note", case)))
    assert "某某小区" in told
    assert "某某单位" not in told
