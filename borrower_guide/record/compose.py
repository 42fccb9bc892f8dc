"""From a manifest to what the record says. Pure: the same data feed the page and the PDF."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from borrower_guide.cases.entries import OWNER
from borrower_guide.cases.state import CaseState
from borrower_guide.record.attachment import Manifest
from borrower_guide.record.chain import is_stub
from borrower_guide.record.exhibit_sheets import exhibit_sheets, recording_sheets
from borrower_guide.record.integrity import lines_of
from borrower_guide.record.manifest import FINDINGS, TOGETHER, state_in
from borrower_guide.record.pattern import pattern_of
from borrower_guide.record.pictures import PICTURES
from borrower_guide.record.sheet import (
    Finding,
    Opinion,
    Part,
    Provision,
    Record,
    Row,
    Value,
)
from borrower_guide.record.things import loan_line, thing_sheet
from borrower_guide.record.timeline import events_of, summary_of
from borrower_guide.record.visits import visit_sheet
from borrower_guide.record.words import logged_words, numeral, value_of
from borrower_guide.schema.telling import day_text

PARTS = (
    ("events", "时间线", "timeline"),
    ("pattern", "来访汇总", "pattern"),
    ("visits", "逐次记录", "visits"),
    ("contacts", "电话和信息", "contacts"),
    ("complaints", "投诉", "complaints"),
    ("notes", "备注", "notes"),
    ("loans", "借款", "loans"),
    ("exhibits", "证据", "exhibits"),
    ("recordings", "录音和录像", "recordings"),
    ("opinions", "可能涉及的规定", "opinions"),
)

MOST_LOANS = 2
MOST_CHOSEN = 20


def compose(manifest: Manifest, missing: tuple[str, ...] = ()) -> Record:
    """The record of a manifest. `missing`: characters that the fonts lack, for the last page."""
    state = state_in(manifest.content)
    labels = {thing.subject: thing.label for thing in state.things}
    chapters: dict[str, tuple[Any, ...]] = {
        "events": events_of(state),
        "pattern": pattern_of(state),
        "visits": tuple(visit_sheet(thing, labels) for thing in state.visits),
        "loans": tuple(thing_sheet(thing, labels) for thing in state.loans),
        "contacts": tuple(thing_sheet(thing, labels) for thing in state.contacts),
        "exhibits": exhibit_sheets(state, labels, manifest.content.get(PICTURES, {})),
        "recordings": recording_sheets(state, labels),
        "complaints": tuple(thing_sheet(thing, labels) for thing in state.complaints),
        "notes": tuple(thing_sheet(thing, labels) for thing in state.notes),
        "opinions": tuple(_opinions(manifest.content)),
    }
    made_at = manifest.content["made_at"]
    return Record(
        number=manifest.number,
        digest=manifest.digest,
        made=logged_words(made_at),
        made_at=made_at,
        cover=tuple(_cover(state, manifest)),
        parts=tuple(_parts(chapters)),
        summary=summary_of(state),
        partial=_partial(manifest),
        lines=lines_of(state, [one for one in manifest.entries if is_stub(one)]),
        missing=tuple(f"U+{ord(char):04X}" for char in missing),
        certificate=manifest.content["certificate_sha256"],
        imported=state.imported,
        others_wrote=any(entry.by != OWNER for entry in state.entries),
        **chapters,
    )


def _parts(chapters: Mapping[str, tuple[Any, ...]]) -> Iterator[Part]:
    filled = [(title, anchor) for name, title, anchor in PARTS if chapters[name]]
    for number, (title, anchor) in enumerate([*filled, ("完整性说明", "integrity")], start=1):
        yield Part(numeral(number), title, anchor)


def _partial(manifest: Manifest) -> str:
    """What a record of a part says of itself; empty for one of all."""
    if not manifest.left_out:
        return ""
    total = len(manifest.entries)
    return f"条目共 {total} 条、收录 {total - manifest.left_out} 条"


def _cover(state: CaseState, manifest: Manifest) -> Iterator[Row]:
    yield Row("记录人", value_of(state.reporter_role))
    if state.title:
        yield Row("名称", Value(state.title))
    yield from _loans(state)
    if partial := _partial(manifest):
        told = Value(f"只收录一部分：{partial}{_chosen_visits(state)}。", written=False)
        yield Row("范围", told)
    yield Row("起止时间", _span(state))
    yield Row("内容", Value(_contents(state)))
    yield Row("做成时间", Value(f"{logged_words(manifest.content['made_at'])}（北京时间）"))
    if state.imported:
        yield Row("来源", Value("由文件导入。写下的时间是导入的时间。", written=False))


def _chosen_visits(state: CaseState) -> str:
    """，收录来访 2、4: no more of them than fit on a cover."""
    labels = [thing.label for thing in state.visits]
    if not labels or len(labels) > MOST_CHOSEN:
        return ""
    return f"，有{_visits(labels)}"


def _loans(state: CaseState) -> Iterator[Row]:
    """The loans by name where they are few; a cover is one page."""
    if len(state.loans) > MOST_LOANS:
        yield Row("涉及的借款", Value(f"{len(state.loans)} 笔，看“借款”一章"))
        return
    for thing in state.loans:
        yield Row("涉及的借款", Value(loan_line(thing)))


def _span(state: CaseState) -> Value:
    times = [thing.value.started_at for thing in state.visits if not thing.withdrawn]
    times += [thing.value.at for thing in state.contacts if not thing.withdrawn]
    days = sorted(when.day for when in times if when)
    days += [thing.value.filed_on for thing in state.complaints if thing.value.filed_on]
    if not days:
        return value_of(None)
    first, last = day_text(min(days)), day_text(max(days))
    return Value(first if first == last else f"{first} 至 {last}")


def _contents(state: CaseState) -> str:
    live = {
        name: sum(not thing.withdrawn for thing in things)
        for name, things in (
            ("来访 {} 次", state.visits),
            ("电话和信息 {} 条", state.contacts),
            ("投诉 {} 次", state.complaints),
            ("证据 {} 份", state.exhibits),
            ("备注 {} 条", state.notes),
        )
    }
    told = [name.format(count) for name, count in live.items() if count]
    return "，".join(told) or "还没有写下来访"


def _opinions(content: Mapping[str, Any]) -> Iterator[Opinion]:
    for one in content.get(FINDINGS, ()):
        findings = tuple(_finding(found) for found in one["findings"])
        yield Opinion(_visits([one["visit"]]), findings, tuple(one["gaps"]))
    if TOGETHER in content:
        yield _opinion_of_several(content[TOGETHER])


def _opinion_of_several(told: Mapping[str, Any]) -> Opinion:
    findings = tuple(
        replace(_finding(found), visits=_visits(found["visits"])) for found in told["findings"]
    )
    gaps = [
        (f"{_visits([gap['visit']])}：" if gap["visit"] else "") + gap["text"]
        for gap in told["gaps"]
    ]
    return Opinion("几次来访放在一起看", findings, tuple(gaps))


def _visits(labels: Iterable[str]) -> str:
    """来访 1、3: labels are V1, V3 …"""
    return "来访 " + "、".join(label[1:] for label in labels)


def _finding(found: Mapping[str, Any]) -> Finding:
    provisions = tuple(_provision(one) for one in found["provisions"])
    return Finding(found["level"], found["title"], found["why"], found["differs"], provisions)


def _provision(one: Mapping[str, Any]) -> Provision:
    return Provision(one["cite"], one["rank_label"], one["since"], one["caution"])
