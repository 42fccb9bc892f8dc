"""Where to turn, by lender and by act, against a table typed by hand."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.law.channels import route
from borrower_guide.law.content import load_library
from borrower_guide.law.yaml_reader import read_yaml
from borrower_guide.schema.acts import Act
from borrower_guide.schema.vocabulary import LenderType

FOLDER = Path(__file__).parent / "channels"
TABLE = read_yaml(FOLDER / "route.yaml")
CHANNELS = load_library().channels


def ids(lender: LenderType | None, *acts: str) -> list[str]:
    return [channel.id for channel in route(lender, acts)]


def wanted(lender: LenderType, *acts: Act) -> list[str]:
    """What the table offers, in its order."""
    found = set(TABLE["lenders"][lender]["offered"])
    found.update(*(TABLE["acts"][act] for act in acts))
    return [key for key in TABLE["order"] if key in found]


def test_the_table_knows_every_lender_act_and_channel() -> None:
    assert set(TABLE["lenders"]) == set(LenderType)
    assert set(TABLE["acts"]) == set(Act)
    listed = [channel.id for channel in CHANNELS if channel.id not in TABLE["page_only"]]
    assert listed == TABLE["order"]
    assert {channel.id for channel in CHANNELS if channel.page_only} == set(TABLE["page_only"])


@pytest.mark.parametrize("lender", LenderType)
def test_a_lender_with_each_act_goes_where_the_table_says(lender: LenderType) -> None:
    assert ids(lender) == wanted(lender)
    for act in Act:
        assert ids(lender, act) == wanted(lender, act), act


@given(st.sampled_from(LenderType), st.sets(st.sampled_from(Act)))
def test_many_acts_add_up_and_nothing_else_is_offered(lender: LenderType, acts: set[Act]) -> None:
    found = ids(lender, *acts)
    assert found == wanted(lender, *acts)
    assert not set(TABLE["lenders"][lender]["never"]) & set(found)
    assert not set(TABLE["page_only"]) & set(found)


def test_no_lender_means_unknown() -> None:
    assert ids(None) == ids(LenderType.UNKNOWN)


def test_an_unknown_act_is_refused() -> None:
    with pytest.raises(ValueError, match="danced"):
        route(LenderType.BANK, ["danced"])


def test_who_lent_is_asked_where_it_is_not_plain() -> None:
    own = next(channel for channel in CHANNELS if channel.id == "lender_own")
    assert "真正放款" in own.for_lender[LenderType.PLATFORM]
    assert "新旧两家" in own.for_lender[LenderType.ASSIGNEE]
    assert set(own.for_lender) == {"platform", "assignee", "unknown"}


def test_a_row_without_a_number_does_not_speak_of_one() -> None:
    for channel in CHANNELS:
        assert channel.number or "号码" not in channel.status.label, channel.id


def test_no_row_prints_hours_nor_bodies_that_do_not_exist() -> None:
    for channel in CHANNELS:
        said = channel.model_dump_json()
        for never in ("12337", "12321", "12381", "12377", "投诉受理中心", "工作时间", ":00"):
            assert never not in said, channel.id


def test_every_number_printed_is_one_that_was_looked_up() -> None:
    known = {"110", "120", "12345", "12348", "12356", "12363", "12368", "12378", "12315", "96110"}
    for channel in CHANNELS:
        numbers = re.findall(r"(?<!\d)\d{3,}(?!\d)", "".join((channel.number, *channel.sentences)))
        assert set(numbers) <= known, channel.id


def test_every_sentence_of_law_has_a_source_or_says_there_is_none() -> None:
    for channel in CHANNELS:
        for limit in channel.limits:
            none = any(word in limit.text for word in ("没有", "由接办的单位定"))
            assert bool(limit.basis) or none, f"{channel.id}: {limit.text}"


def test_advice_does_not_speak_as_the_law_does() -> None:
    for channel in CHANNELS:
        claims = {claim.text for claim in (*channel.limits, *channel.clocks) if claim.basis}
        for said in set(channel.sentences) - claims:
            assert not re.search("必须|有权|违法|违规|犯罪|处罚|无效", said), said


def test_sentences_are_short() -> None:
    for channel in CHANNELS:
        for said in channel.sentences:
            for sentence in re.split("[。？：]", said):
                assert len(sentence) <= 36, f"{channel.id}: {sentence}"


def test_each_row_is_looked_at_again_within_180_days() -> None:
    for channel in CHANNELS:
        assert channel.review_by - channel.checked_on <= timedelta(180), channel.id


def test_what_files_a_place_takes_is_told_as_a_report() -> None:
    told = [one for channel in CHANNELS for one in channel.attachments]
    assert told
    assert all("核对" in one.status.label for one in told)


def test_requests_ask_for_nothing_that_nobody_can_give() -> None:
    said = "".join(request.text for request in load_library().requests)
    assert "书面答复" in said
    assert not re.search("免除|停息|删除征信|不用还", said)
