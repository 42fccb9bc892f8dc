"""转介单: one page, and on it nothing that was not ticked."""

import io
from typing import Any

import pikepdf
import pytest

from borrower_guide.letters.compose import compose
from borrower_guide.letters.printing import print_letter
from tests.letters.made import PAPERS, chosen, text
from tests.letters.papers import AT
from tests.record.sample import NIGHT
from tests.schema.samples import FULL, MINIMAL

TICKED = {
    "loan": "放款机构|某某银行",
    "sums": "12000.00",
    "acts": "骂人、羞辱 1 次",
    "harm": "孩子睡不着",
    "police": "某某派出所",
    "complaints": "某某银行客服",
    "evidence": "证据几件|1",
}


def referral(case: dict[str, Any], *ticked: str) -> str:
    return text(compose(chosen("referral", case, options=frozenset(ticked))))


def test_every_option_is_tried_here() -> None:
    assert set(TICKED) == {one.id for one in PAPERS["referral"].options}


@pytest.mark.parametrize("option", TICKED)
def test_what_is_not_ticked_is_not_told(option: str) -> None:
    assert TICKED[option] in referral(FULL, option)
    assert TICKED[option] not in referral(FULL, *(set(TICKED) - {option}))


def test_visits_are_counted_and_none_is_retold() -> None:
    visits = [
        {"id": "V1", "started_at": "2026-01-03", "acts": ["insulted", "knocked_long"]},
        {"id": "V2", "acts": ["insulted"]},
        {"id": "V3", "started_at": "2026-02-01T20:00:00+08:00", "account": "他们骂人"},
    ]
    paper = referral(MINIMAL | {"visits": visits}, "acts")
    assert "来访|2 次，2026年1月3日 到 2026年2月1日，另有 1 次没有写哪天" in paper
    assert "做了什么|骂人、羞辱 2 次、长时间敲门 1 次" in paper
    assert "他们骂人" not in paper


@pytest.mark.parametrize(("count", "told"), [(0, "来访|0 次"), (2, "来访|2 次，没有写哪天")])
def test_visits_without_a_day_are_within_no_days(count: int, told: str) -> None:
    visits = [{"id": f"V{number}"} for number in range(1, count + 1)]
    assert told in referral(MINIMAL | {"visits": visits}, "acts").splitlines()


def test_a_case_of_many_visits_is_still_one_page() -> None:
    keep = {name: NIGHT[name] for name in ("started_at", "acts", "visitors", "account", "impact")}
    visits = [{"id": f"V{number}", **keep} for number in range(1, 21)]
    told = compose(chosen("referral", FULL | {"visits": visits}))
    with pikepdf.open(io.BytesIO(print_letter(told, AT).data)) as pdf:
        assert len(pdf.pages) == 1
