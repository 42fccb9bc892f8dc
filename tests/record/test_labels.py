"""Whoever reads the paper is an office: no label on it speaks to the person who wrote."""

import pytest

from borrower_guide.record.attachment import read_manifest
from borrower_guide.record.manifest import manifest_bytes
from borrower_guide.record.paper.compose import compose
from borrower_guide.record.paper.sheet import Grid, Rows, Sheet
from borrower_guide.record.paper.whole import Record
from tests.record.sample import CASE, MADE_AT, journal_of, rich_journal
from tests.schema.samples import FULL

BARE = {"id": "V1"}
JOURNALS = {
    "rich": rich_journal(),
    "every field": journal_of(FULL),
    "nothing filled": journal_of({**CASE, "visits": [BARE]}),
}


@pytest.mark.parametrize("name", JOURNALS)
def test_no_label_says_you(name: str) -> None:
    data = manifest_bytes(JOURNALS[name], made_at=MADE_AT, versions={}, certificate_sha256="0" * 64)
    manifest = read_manifest(data)
    assert manifest
    found = labels_of(compose(manifest))
    assert len(found) > 20
    assert [label for label in found if "你" in label] == []


def labels_of(record: Record) -> list[str]:
    """Titles, labels and heads of everything but findings, which speak to the person."""
    sheets = [getattr(record, name) for name in ("visits", "loans", "contacts", "exhibits")]
    sheets += [record.recordings, record.complaints, record.notes]
    tables = [table for one in record.pattern for table in one.tables]
    found = [head for table in tables for head in table.heads]
    for sheet in (sheet for several in sheets for sheet in several):
        found += [sheet.title, *labels_on(sheet), *(note.field for note in sheet.notes)]
    return found


def labels_on(sheet: Sheet) -> list[str]:
    found = []
    for block in sheet.blocks:
        found.append(block.title)
        if isinstance(block, Rows):
            found += [row.label for line in block.lines for row in line]
        if isinstance(block, Grid):
            found += block.heads
            found += [line[0].text for line in block.lines] if block.name == "visitors" else []
    return found
