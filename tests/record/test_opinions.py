"""What the rules say of several visits, in the record: only if chosen, and old records stay."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from borrower_guide.cases.state import project
from borrower_guide.law.rule import Level
from borrower_guide.record.attachment import Manifest, attached, read_manifest
from borrower_guide.record.make import make_record, manifest_of
from borrower_guide.record.manifest import manifest_bytes
from borrower_guide.record.paper.compose import compose
from borrower_guide.record.paper.opinions import opinions_of
from borrower_guide.record.render import html_of, print_manifest
from borrower_guide.record.sealing.key import SealingKey
from borrower_guide.record.verify import verify_record
from tests.record.sample import CASE, MADE_AT, journal_of, rich_journal

HEADING = "几次来访放在一起看"
JOURNAL = rich_journal()
STATE = project(JOURNAL)


def manifest(opinions: dict[str, Any] | None, key: SealingKey) -> Manifest:
    return manifest_of(JOURNAL, key=key, made_at=MADE_AT, opinions=opinions, versions={})


def test_without_findings_a_record_says_nothing_of_several(key: SealingKey) -> None:
    plain = manifest(None, key)
    assert plain.content["version"] == 1
    assert not {"findings", "together"} & set(plain.content)
    assert HEADING not in html_of(compose(plain))


def test_several_visits_are_told_after_each_of_them(key: SealingKey) -> None:
    chosen = manifest(opinions_of(STATE), key)
    assert (chosen.content["version"], chosen.content["parts"]) == (2, ["findings"])
    record = compose(chosen)
    assert [one.title for one in record.opinions] == ["一次一次看", HEADING]
    html = html_of(record)
    assert "2026年11月20日到11月24日，来了2次，都在7天里。" in html
    assert "<p>来访 2、3：有的是据监控" in html


def test_an_old_number_says_how_long_it_held(key: SealingKey) -> None:
    """Article 42 of today's law is about something else."""
    visit = {"id": "V1", "started_at": "2025-12-30", "acts": ["insulted"]}
    journal = journal_of({**CASE, "visits": [visit]})
    opinions = opinions_of(project(journal))
    told = manifest_of(journal, key=key, made_at=MADE_AT, opinions=opinions, versions={})
    found = [one for finding in compose(told).opinions[0].findings for one in finding.provisions]
    [old] = [one for one in found if "第四十二条第（二）项" in one.cite]
    assert old.since == "施行日期待官方核对，到2025年12月31日为止"


def test_what_only_warns_the_borrower_is_not_printed() -> None:
    visit = {"id": "V1", "started_at": "2026-11-03", "acts": ["demanded_signature", "insulted"]}
    [told] = opinions_of(project(journal_of({**CASE, "visits": [visit]})))["findings"]
    rules = {one["rule"] for one in told["findings"]}
    assert "insulted" in rules
    assert "demanded_signature" not in rules


def test_what_is_said_of_many_visits_is_printed_once(key: SealingKey) -> None:
    night = {"started_at": "2026-11-20T22:40:00+08:00", "consent_given": "no", "acts": ["insulted"]}
    visits = [{"id": f"V{number}", **night} for number in range(1, 12)]
    journal = journal_of({**CASE, "visits": [*visits, {"id": "V12"}]})
    opinions = opinions_of(project(journal))
    told = manifest_of(journal, key=key, made_at=MADE_AT, opinions=opinions, versions={})
    each = compose(told).opinions[0]
    in_each = opinions["findings"][0]["findings"]
    assert {one.title for one in each.findings} == {one["title"] for one in in_each}
    assert len(each.findings) == len(in_each)
    of = {why.visits for one in each.findings for why in one.whys}
    assert of == {"来访 1、2、3、4、5、6、7、8、9、10、11"}
    assert each.unmatched == "来访 12"
    levels = [one.level for one in each.findings]
    assert levels == sorted(levels, key=[level.label for level in Level].index)


def test_what_was_seen_and_what_was_heard_share_a_heading(key: SealingKey) -> None:
    seen = {"id": "V1", "started_at": "2026-11-20", "acts": ["insulted"], "knowledge": "firsthand"}
    heard = seen | {"id": "V2", "knowledge": "hearsay"}
    journal = journal_of({**CASE, "visits": [seen, heard, seen | {"id": "V3"}]})
    opinions = opinions_of(project(journal))
    told = manifest_of(journal, key=key, made_at=MADE_AT, opinions=opinions, versions={})
    (insulted,) = [one for one in compose(told).opinions[0].findings if "骂人" in one.title]
    assert [why.visits for why in insulted.whys] == ["来访 1、3", "来访 2"]
    assert [why.text.startswith("据转述") for why in insulted.whys] == [False, True]


def test_what_was_withdrawn_is_in_no_pattern(key: SealingKey) -> None:
    together = opinions_of(STATE)["together"]
    assert together["findings"]
    assert not [one for one in together["findings"] if "V4" in one["visits"]]
    assert together["gaps"] == []


def test_one_visit_leaves_the_record_as_it_always_was() -> None:
    state = project(journal_of({**CASE, "visits": CASE["visits"][:1]}))
    assert set(opinions_of(state)) == {"findings"}


def test_a_visit_without_a_day_is_named(key: SealingKey) -> None:
    journal = journal_of(CASE)
    opinions = opinions_of(project(journal))
    assert opinions["together"]["gaps"] == [
        {"visit": "V4", "text": "没有写哪一天来的，所以没有数进去。"}
    ]
    told = manifest_of(journal, key=key, made_at=MADE_AT, opinions=opinions, versions={})
    assert "来访 4：没有写哪一天来的，所以没有数进去。" in html_of(compose(told))


def test_a_record_of_before_is_read_and_printed_as_before(key: SealingKey) -> None:
    findings = {"findings": opinions_of(STATE)["findings"]}
    old = manifest(findings, key)
    assert old.content["version"] == 1
    html = html_of(compose(old))
    assert "可能涉及的规定" in html
    assert HEADING not in html


@pytest.mark.parametrize("version", [0, 4, "2", None])
def test_a_version_that_nobody_knows_is_not_read(version: object) -> None:
    data = manifest_bytes(JOURNAL, made_at=MADE_AT, versions={}, certificate_sha256="0" * 64)
    assert read_manifest(data)
    content = json.loads(data) | {"version": version}
    assert read_manifest(json.dumps(content).encode()) is None


def test_the_sealed_record_verifies_and_prints_the_same_again(
    key: SealingKey, tmp_path: Path
) -> None:
    made = make_record(JOURNAL, key=key, made_at=MADE_AT, opinions=opinions_of(STATE))
    assert verify_record(made.data, key.certificate).status.value == "intact"
    again = read_manifest(next(attached(made.data)))
    assert again
    assert print_manifest(again).data == print_manifest(again).data
    path = tmp_path / "record.pdf"
    path.write_bytes(made.data)
    told = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    assert HEADING in told.stdout
    assert "来访 2、3：" in told.stdout
