"""A record of a part: what comes along, what stays out, and that the chain still shows a change."""

import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.cases.entries import Action, Entry, Kind
from borrower_guide.cases.state import project
from borrower_guide.record.attachment import attached, read_manifest
from borrower_guide.record.bringing.reading import ONLY_A_PART, read_incoming
from borrower_guide.record.chain import breaks
from borrower_guide.record.choosing import LOOSE, boxes_of, left_out, part_of
from borrower_guide.record.make import Made, make_record
from borrower_guide.record.manifest import manifest_bytes
from borrower_guide.record.paper.compose import compose
from borrower_guide.record.sealing.key import SealingKey
from borrower_guide.record.verdict import Status
from borrower_guide.record.verify import verify_record
from borrower_guide.schema.canonical import canonical
from borrower_guide.schema.faults import InputFaults
from tests.cases.pages import BY_OWNER
from tests.record.damage import manifest, resealed
from tests.record.opened import OpenedCase, open_with_visit
from tests.record.sample import MADE_AT, rich_journal

JOURNAL = rich_journal()
STATE = project(JOURNAL)
BOXES = [box.value for box in boxes_of(STATE)]
VISITS = {thing.label: thing.subject for thing in STATE.visits}
ONLY_NIGHT = frozenset(BOXES) - {VISITS["V2"]}
STUB = {"seq", "digest"}


def content_of(unwanted: frozenset[str], journal: list[Entry] = JOURNAL) -> dict[str, Any]:
    data = manifest_bytes(
        journal,
        made_at=MADE_AT,
        versions={},
        certificate_sha256="0" * 64,
        left_out=left_out(STATE, unwanted),
    )
    found: dict[str, Any] = json.loads(data)
    return found


def composed(unwanted: frozenset[str]) -> Any:
    found = read_manifest(canonical(content_of(unwanted)))
    assert found is not None
    return compose(found)


@pytest.fixture(scope="module")
def part(key: SealingKey) -> Made:
    """The second visit alone, with what it leans on."""
    away = left_out(STATE, ONLY_NIGHT)
    return make_record(JOURNAL, key=key, made_at=MADE_AT, left_out=away)


def test_all_boxes_ticked_is_a_record_of_all() -> None:
    content = content_of(frozenset())
    assert (content["version"], "numbers" in content) == (1, False)


def test_a_chosen_visit_brings_its_changes_its_loan_and_its_exhibits() -> None:
    part = part_of(STATE, left_out(STATE, ONLY_NIGHT))
    assert [thing.label for thing in part.visits] == ["V2"]
    assert [thing.label for thing in part.exhibits] == ["E3", "E4"]
    assert [thing.label for thing in part.loans] == ["L1"]
    assert (part.contacts, part.complaints) == ((), ())
    (night,) = part.visits
    assert night.changes == STATE.visits[1].changes
    assert night.value == STATE.visits[1].value


def test_a_withdrawn_visit_brings_its_withdrawal() -> None:
    part = part_of(STATE, left_out(STATE, frozenset(BOXES) - {VISITS["V4"]}))
    assert [bool(thing.withdrawn) for thing in part.visits] == [True]
    assert composed(frozenset(BOXES) - {VISITS["V4"]}).visits[0].title == "来访 4"


def test_a_call_brings_its_exhibit_and_loose_ones_have_a_box() -> None:
    part = part_of(STATE, left_out(STATE, frozenset(BOXES) - {Kind.CONTACT}))
    assert [thing.label for thing in part.exhibits] == ["E2"]
    assert LOOSE not in BOXES


@given(st.sets(st.sampled_from(BOXES)))
def test_whatever_is_chosen_nothing_else_is_told(unwanted: set[str]) -> None:
    content = content_of(frozenset(unwanted))
    assert list(breaks(content["entries"])) == []
    assert len(content["entries"]) == len(JOURNAL)
    away = left_out(STATE, unwanted)
    text = canonical(content).decode()
    for entry, told in zip(JOURNAL, content["entries"], strict=True):
        assert (told.keys() == STUB) == (entry.seq in away)
        assert told["digest"] == entry.digest
        assert (entry.nonce in text) == (entry.seq not in away)


@given(st.sets(st.sampled_from(BOXES)))
def test_things_are_called_as_in_the_whole(unwanted: set[str]) -> None:
    part = part_of(STATE, left_out(STATE, unwanted))
    whole = {thing.subject: thing for thing in STATE.things}
    assert all(thing == whole[thing.subject] for thing in part.things)


@given(st.sets(st.sampled_from(BOXES), min_size=1), st.data())
def test_a_change_in_a_part_shows(unwanted: set[str], data: st.DataObject) -> None:
    entries = content_of(frozenset(unwanted))["entries"]
    at = data.draw(st.integers(0, len(entries) - 2))
    kind = data.draw(st.sampled_from(["drop", "swap", "digest", "field"]))
    before = json.dumps(entries)
    if kind == "drop":
        del entries[at]
    elif kind == "swap":
        entries[at], entries[at + 1] = entries[at + 1], entries[at]
    elif kind == "digest":
        entries[at]["digest"] = "z" * 64 if entries[at].keys() == STUB else "0" * 64
    elif entries[at].keys() != STUB:
        entries[at]["nonce"] = "0" * 32
    assert bool(list(breaks(entries))) == (json.dumps(entries) != before)


def test_the_whole_entry_after_a_stub_vouches_for_it() -> None:
    entries = content_of(ONLY_NIGHT)["entries"]
    at = next(
        i for i, one in enumerate(entries) if one.keys() == STUB and entries[i + 1].keys() != STUB
    )
    entries[at]["digest"] = "0" * 64
    assert [(place, code) for place, code, _ in breaks(entries)] == [(at + 2, "entry_link")]


def test_a_left_out_entry_shown_later_has_its_digest() -> None:
    entries = content_of(ONLY_NIGHT)["entries"]
    whole = content_of(frozenset())["entries"]
    assert list(breaks([*whole[:3], *entries[3:]])) == []


def test_a_part_is_intact_and_says_so(part: Made, key: SealingKey) -> None:
    verdict = verify_record(part.data, key.certificate)
    assert (verdict.status, verdict.faults) == (Status.INTACT, ())
    assert verdict.entries == len(JOURNAL)
    assert verdict.left_out == len(left_out(STATE, ONLY_NIGHT))


def _emptied(entries: list[Any], at: int) -> None:
    entries[at] = {"seq": entries[at]["seq"], "digest": entries[at]["digest"]}


def _half(entries: list[Any], at: int) -> None:
    del entries[at]["payload"]


SPOILT: dict[str, Any] = {
    "stub dropped": (lambda c, i, j: c["entries"].pop(i), "entry_order"),
    "stub with another digest": (
        lambda c, i, j: c["entries"][j - 1].update(digest="ab" * 32),
        "entry_link",
    ),
    "stub whose digest is no digest": (
        lambda c, i, j: c["entries"][i].update(digest="AB" * 32),
        "entry_digest",
    ),
    "stub with more in it": (lambda c, i, j: c["entries"][i].update(kind="visit"), "no_manifest"),
    "stub without digest": (lambda c, i, j: c["entries"][i].pop("digest"), "no_manifest"),
    "stub renumbered": (lambda c, i, j: c["entries"][i].update(seq=99), "entry_order"),
    "whole entry without its words": (lambda c, i, j: _half(c["entries"], j), "entry_digest"),
    "called version 1": (lambda c, i, j: c.update(version=1), "no_manifest"),
    "called version 2": (lambda c, i, j: c.update(version=2), "no_manifest"),
    "called version 4": (lambda c, i, j: c.update(version=4), "no_manifest"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_part_is_refused_even_with_our_own_seal(
    name: str, part: Made, key: SealingKey
) -> None:
    spoil, code = SPOILT[name]
    content = manifest(part.data)
    entries = content["entries"]
    stub = next(i for i, one in enumerate(entries) if one.keys() == STUB)
    after = next(
        i
        for i in range(stub + 1, len(entries))
        if "nonce" in entries[i] and entries[i - 1].keys() == STUB
    )
    spoil(content, stub, after)
    verdict = verify_record(resealed(part.data, canonical(content), key), key.certificate)
    assert verdict.status is Status.ALTERED
    assert code in {fault.code for fault in verdict.faults}


def test_emptying_an_entry_of_a_whole_record_breaks_its_form(made: Made, key: SealingKey) -> None:
    content = manifest(made.data)
    _emptied(content["entries"], 4)
    verdict = verify_record(resealed(made.data, canonical(content), key), key.certificate)
    assert "no_manifest" in {fault.code for fault in verdict.faults}


def test_a_part_is_not_taken_in_as_a_case(part: Made, key: SealingKey) -> None:
    with pytest.raises(InputFaults) as caught:
        read_incoming(part.data, key.certificate, now=MADE_AT)
    assert [fault.message for fault in caught.value.faults] == [ONLY_A_PART]


def test_the_cover_and_the_list_say_what_is_missing() -> None:
    record = composed(ONLY_NIGHT)
    total, away = len(JOURNAL), len(left_out(STATE, ONLY_NIGHT))
    (told,) = (row.value.text for row in record.cover if row.label == "范围")
    assert f"条目共 {total} 条、收录 {total - away} 条，有来访 2" in told
    assert [line.seq for line in record.lines] == list(range(1, total + 1))
    assert sum(line.what == "没有收录" for line in record.lines) == away
    marks = [line.action for line in record.lines if line.action.startswith("补充")]
    amended = [entry for entry in JOURNAL if entry.action is Action.AMEND]
    assert marks == [f"补充或改动（补{number}）" for number in range(1, len(amended) + 1)]


@pytest.mark.django_db
class TestThePage:
    """Boxes without script: what was shown and not ticked is left out."""

    @pytest.fixture
    def opened(self, client: Client) -> OpenedCase:
        return open_with_visit(client)

    def test_one_visit_alone_needs_no_boxes(self, opened: OpenedCase) -> None:
        assert 'name="keep"' not in opened.get("record:preview").content.decode()

    def test_nothing_ticked_makes_nothing(self, opened: OpenedCase) -> None:
        shown = project(opened.made.entries()).visits[0].subject
        answer = opened.post("record:make", entry="f" * 32, shown=shown, findings="1")
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "至少选一样" in page
        assert 'name="findings" value="1" checked' in page

    def test_what_was_not_shown_is_printed(self, opened: OpenedCase) -> None:
        fields = {"entry": "e" * 32, "shown": ["contact", "note"], "keep": ["note"]} | BY_OWNER
        opened.client.post(opened.url("record:make"), fields)
        (content, *_) = attached(opened.get("record:pdf").content)
        found = read_manifest(content)
        assert found is not None
        assert found.left_out == 0
