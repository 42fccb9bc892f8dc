"""The rows on the cover of a record."""

from collections.abc import Iterator

from borrower_guide.cases.state import CaseState
from borrower_guide.record.attachment import Manifest
from borrower_guide.record.paper.sheet import Row, Value
from borrower_guide.record.paper.things import loan_line
from borrower_guide.record.paper.words import logged_words, value_of
from borrower_guide.schema.telling import day_text

MOST_LOANS = 2
MOST_CHOSEN = 20


def partial_words(manifest: Manifest) -> str:
    """What a record of a part says of itself; empty for one of all."""
    if not manifest.left_out:
        return ""
    total = len(manifest.entries)
    return f"条目共 {total} 条、收录 {total - manifest.left_out} 条"


def cover_rows(state: CaseState, manifest: Manifest) -> Iterator[Row]:
    """Who wrote, about which loans, from when to when, how much, and when it was made."""
    yield Row("记录人", value_of(state.reporter_role))
    if state.title:
        yield Row("名称", Value(state.title))
    yield from _loans(state)
    if partial := partial_words(manifest):
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
    return f"，有来访 {'、'.join(label[1:] for label in labels)}"


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
