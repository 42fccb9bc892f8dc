"""From a manifest to what the record says. Pure: the same data feed the page and the PDF."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from borrower_guide.cases.entries import OWNER, Kind
from borrower_guide.record.attachment import Manifest
from borrower_guide.record.chain import is_stub
from borrower_guide.record.manifest import FINDINGS, GAPS, SITE, STAMPED, TOGETHER, state_in
from borrower_guide.record.paper.changes import notes_of
from borrower_guide.record.paper.cover import cover_rows, partial_words, title_of
from borrower_guide.record.paper.exhibit_sheets import exhibit_sheets, recording_sheets
from borrower_guide.record.paper.integrity import lines_of
from borrower_guide.record.paper.masking import mask_for, masked
from borrower_guide.record.paper.opinion_sheets import opinion_sheets
from borrower_guide.record.paper.pattern import pattern_of
from borrower_guide.record.paper.things import thing_sheet
from borrower_guide.record.paper.timeline import events_of, summary_of
from borrower_guide.record.paper.visits import visit_sheet
from borrower_guide.record.paper.whole import TIMELINE, Event, Missing, Part, Record
from borrower_guide.record.paper.words import logged_words, numeral
from borrower_guide.record.pictures import PICTURES
from borrower_guide.schema.vocabulary import ReporterRole

PARTS = (
    ("events", "时间线", TIMELINE),
    ("pattern", "来访汇总", "pattern"),
    ("visits", "逐次记录", "visits"),
    ("contacts", "电话和信息", "contacts"),
    ("complaints", "投诉", "complaints"),
    ("notes", "备注", "notes"),
    ("loans", "借款", "loans"),
    ("exhibits", "证据", "exhibits"),
    ("recordings", "录音和录像", "recordings"),
    ("opinions", "可能涉及的规定", "opinions"),
    ("gaps", "还缺什么", "gaps"),
)


# On every paper, and last: the 校验码 is looked for on the last page.
CLOSING = (("如何核对", "howto"), ("完整性说明", "integrity"))

# What a manifest says beside its entries, in words.
TOLD = (FINDINGS, TOGETHER, GAPS)


def compose(
    manifest: Manifest,
    missing: tuple[str, ...] = (),
    *,
    covered: bool = False,
    asked: Iterable[str] = (),
) -> Record:
    """The record of a manifest. `missing`: characters that the fonts lack, for the last page.

    `covered`: as a copy for the print shop, without pictures (record.masking); `asked`: words to
    cover besides.
    """
    state, content = state_in(manifest.content), manifest.content
    if covered:
        mask = mask_for(state.entries, asked)
        told = {name: mask.value("", content[name]) for name in TOLD if name in content}
        state, content = masked(state, mask), {**content, PICTURES: {}, **told}
    labels, events = {thing.subject: thing.label for thing in state.things}, events_of(state)
    chapters: dict[str, tuple[Any, ...]] = {
        "events": events if _lines_up(events) else (),
        "pattern": pattern_of(state),
        "visits": tuple(visit_sheet(thing, labels) for thing in state.visits),
        "loans": tuple(thing_sheet(thing, labels) for thing in state.loans),
        "contacts": tuple(thing_sheet(thing, labels) for thing in state.contacts),
        "exhibits": exhibit_sheets(state, labels, content.get(PICTURES, {})),
        "recordings": recording_sheets(state, labels),
        "complaints": tuple(thing_sheet(thing, labels) for thing in state.complaints),
        "notes": tuple(thing_sheet(thing, labels) for thing in state.notes),
        "gaps": tuple(_missing(content)),
        "opinions": opinion_sheets(content),
    }
    made_at, site = manifest.content["made_at"], manifest.content.get(SITE, {})
    return Record(
        title=title_of(state),
        number=manifest.number,
        digest=manifest.digest,
        made=logged_words(made_at),
        made_at=made_at,
        cover=tuple(cover_rows(state, manifest)),
        parts=tuple(_parts(chapters, covered)),
        summary=summary_of(state),
        partial=partial_words(manifest),
        lines=lines_of(state, [one for one in manifest.entries if is_stub(one)]),
        renamed=tuple(note for thing in state.of(Kind.CASE) for note in notes_of(thing, labels)),
        missing=tuple(f"U+{ord(char):04X}" for char in missing),
        certificate=manifest.content["certificate_sha256"],
        imported=state.imported,
        stamped=STAMPED in content,
        operator=site.get("operator", ""),
        address=site.get("address", ""),
        covered=covered,
        borrower_wrote=state.reporter_role is ReporterRole.BORROWER,
        others_wrote=any(entry.by != OWNER for entry in state.entries),
        **chapters,
    )


def _lines_up(events: tuple[Event, ...]) -> bool:
    """Whether there is something to line up, or something told nowhere else."""
    return len(events) > 1 or any(one.anchor == TIMELINE for one in events)


def _parts(chapters: Mapping[str, tuple[Any, ...]], covered: bool) -> Iterator[Part]:
    closing = CLOSING[1:] if covered else CLOSING  # a copy cannot be checked
    filled = [(title, anchor) for name, title, anchor in PARTS if chapters[name]]
    for number, (title, anchor) in enumerate([*filled, *closing], start=1):
        yield Part(numeral(number), title, anchor)


def _missing(content: Mapping[str, Any]) -> Iterator[Missing]:
    for one in content.get(GAPS, ()):
        yield Missing(one["of"], tuple(one["gaps"]))
