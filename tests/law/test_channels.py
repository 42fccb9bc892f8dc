"""Where to turn, by lender and by act."""

import pytest

from borrower_guide.law.channels import route
from borrower_guide.law.content import load_library
from borrower_guide.schema.acts import Act
from borrower_guide.schema.vocabulary import LenderType


def ids(lender: LenderType | None, *acts: str) -> list[str]:
    return [channel.id for channel in route(lender, acts)]


@pytest.mark.parametrize("lender", ["bank", "consumer_finance", "trust", "auto_finance"])
def test_a_licensed_lender_then_its_regulator(lender: str) -> None:
    found = ids(LenderType(lender))
    assert found[:2] == ["lender_own", "nfra_12378"]
    assert not {"local_finance", "pbc_12363", "police_110"} & set(found)


@pytest.mark.parametrize("lender", ["microloan", "guarantee"])
def test_a_local_lender_then_its_province(lender: str) -> None:
    found = ids(LenderType(lender))
    assert found[:3] == ["lender_own", "local_finance", "hotline_12345"]
    assert not {"nfra_12378", "pbc_12363"} & set(found)


def test_the_central_bank_takes_payment_firms_only() -> None:
    assert [one for one in LenderType if "pbc_12363" in ids(one)] == [LenderType.PAYMENT]


def test_danger_goes_before_the_lender() -> None:
    for lender in LenderType:
        assert ids(lender, "used_force")[0] == "police_110"


def test_the_debt_itself_is_no_police_matter() -> None:
    assert "police_110" not in ids(LenderType.BANK, "spoke_civilly", "shouted")


def test_a_private_lender_has_no_complaint_line_of_its_own() -> None:
    assert "lender_own" not in ids(LenderType.PRIVATE)
    assert "police_110" in ids(LenderType.PRIVATE)


def test_a_trick_with_money_adds_the_fraud_line() -> None:
    assert "antifraud_96110" in ids(LenderType.BANK, "demanded_personal_transfer")
    assert "antifraud_96110" not in ids(LenderType.BANK, "demanded_fee")


def test_a_claim_to_be_the_court_adds_the_line_of_the_courts() -> None:
    assert "court_12368" in ids(LenderType.BANK, "claimed_authority")
    assert "court_12368" in ids(None, "showed_forged_looking_document")
    assert "court_12368" not in ids(LenderType.BANK, "used_force")


def test_the_line_for_distress_is_listed_and_never_routed() -> None:
    assert "psychology_12356" in [channel.id for channel in load_library().channels]
    for lender in LenderType:
        assert "psychology_12356" not in ids(lender, *Act)


def test_a_row_without_a_number_does_not_speak_of_one() -> None:
    for channel in load_library().channels:
        assert channel.number or "号码" not in channel.status.label, channel.id


def test_disclosure_adds_those_who_guard_personal_data() -> None:
    assert "personal_information" in ids(None, "disclosed_to_neighbour")


def test_no_lender_means_unknown() -> None:
    assert ids(None) == ids(LenderType.UNKNOWN)


@pytest.mark.parametrize("lender", LenderType)
def test_everyone_can_ask_for_advice(lender: LenderType) -> None:
    assert "legal_aid_12348" in ids(lender)


def test_an_unknown_act_is_refused() -> None:
    with pytest.raises(ValueError, match="danced"):
        route(LenderType.BANK, ["danced"])


def test_no_row_prints_hours_nor_bodies_that_do_not_exist() -> None:
    for channel in load_library().channels:
        said = channel.model_dump_json()
        assert "12337" not in said
        assert "投诉受理中心" not in said
        assert "工作时间" not in said
        assert ":00" not in said


def test_every_time_limit_has_a_source_or_says_there_is_none() -> None:
    for channel in load_library().channels:
        for limit in channel.limits:
            none = any(word in limit.text for word in ("没有", "由接办的单位定", "要一份"))
            assert bool(limit.basis) or none, f"{channel.id}: {limit.text}"
