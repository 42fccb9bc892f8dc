"""The rows on the cover of a record: who, about whom, what, when. A cover is one page."""

from collections import Counter
from collections.abc import Iterable, Iterator

from borrower_guide.cases.door.moments import free, told_at
from borrower_guide.cases.entries import OWNER
from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import Thing
from borrower_guide.record.attachment import Manifest
from borrower_guide.record.paper.sheet import Row, Value
from borrower_guide.record.paper.things import loan_line
from borrower_guide.record.paper.visit_parts import CLAIMED
from borrower_guide.record.paper.words import FEW, logged_words, value_of
from borrower_guide.schema.telling import day_text, short

MOST_NAMED = 2
MOST_CHOSEN = 20


def partial_words(manifest: Manifest) -> str:
    """What a record of a part says of itself; empty for one of all."""
    if not manifest.left_out:
        return ""
    total = len(manifest.entries)
    return f"条目共 {total} 条、收录 {total - manifest.left_out} 条"


def title_of(state: CaseState) -> str:
    """What the paper is called: one without any visit tells of none."""
    calls_alone = state.contacts and not (state.visits or state.moments)
    return "电话和信息情况记录" if calls_alone else "上门走访情况记录"


def cover_rows(state: CaseState, manifest: Manifest) -> Iterator[Row]:
    """Who wrote, about which loans and whom, from when to when, how much, and when it was made."""
    yield Row("记录人", value_of(state.reporter_role))
    if helpers := _helpers(state):
        yield Row("代写", _ours(helpers))
    if state.title:
        yield Row("名称", Value(state.title))
    yield from _loans(state)
    if state.visits:
        yield Row("来的人的公司", _companies(state))
    if partial := partial_words(manifest):
        yield Row("范围", _ours(f"只收录一部分：{partial}{_chosen_visits(state)}。"))
    yield Row("起止时间", _span(state))
    yield Row("内容", _ours(contents_of(state)))
    yield Row("做成时间", _ours(f"{logged_words(manifest.content['made_at'])}（北京时间）"))
    if state.imported:
        yield Row("来源", _ours("由文件导入。写下的时间是导入的时间。"))


def _ours(text: str) -> Value:
    return Value(text, written=False)


def _helpers(state: CaseState) -> str:
    """王某 5 条，共 7 条: who else wrote entries, and how many."""
    found = Counter(entry.by for entry in state.entries if entry.by != OWNER)
    named = "，".join(f"{by} {count} 条" for by, count in found.most_common(MOST_NAMED))
    more = f"，另外 {len(found) - MOST_NAMED} 人" if len(found) > MOST_NAMED else ""
    return f"{named}{more}，一共 {len(state.entries)} 条" if found else ""


def _chosen_visits(state: CaseState) -> str:
    """，收录来访 2、4: no more of them than fit on a cover."""
    labels = [thing.label for thing in state.visits]
    if not labels or len(labels) > MOST_CHOSEN:
        return ""
    return f"，有来访 {'、'.join(label[1:] for label in labels)}"


def _loans(state: CaseState) -> Iterator[Row]:
    """The loans by name where they are few."""
    if len(state.loans) > MOST_NAMED:
        yield Row("涉及的借款", _ours(f"{len(state.loans)} 笔，看“借款”一章"))
        return
    for thing in state.loans:
        yield Row("涉及的借款", Value(loan_line(thing)))


def _companies(state: CaseState) -> Value:
    """By whom visitors said that they were sent, where they are few."""
    people = (one for thing in _live(state.visits) for one in thing.value.visitors)
    said = (one.claimed_employer for one in people)
    found = list(dict.fromkeys(one.strip() for one in said if one))
    if len(found) > MOST_NAMED:
        return _ours(f"有 {len(found)} 种说法，看“逐次记录”一章")
    return value_of("；".join(short(one, FEW) for one in found), tag=CLAIMED)


def _span(state: CaseState) -> Value:
    times = [thing.value.started_at for thing in _live(state.visits)]
    times += [thing.value.at for thing in _live(state.contacts)]
    times += [told_at(thing) for thing in free(state)]
    days = [when.day for when in times if when]
    days += [thing.value.filed_on for thing in _live(state.complaints) if thing.value.filed_on]
    if not days:
        return value_of(None)
    first, last = day_text(min(days)), day_text(max(days))
    return _ours(first if first == last else f"{first} 至 {last}")


def contents_of(state: CaseState) -> str:
    """来访 3 次，证据 4 份: how much of each there is, without what was withdrawn."""
    visits = _live(state.visits)
    counts = (
        ("来访 {} 次", len(visits)),
        ("报警 {} 次", sum(thing.value.police is not None for thing in visits)),
        ("当时点下的 {} 条", len(free(state))),
        ("电话和信息 {} 条", len(_live(state.contacts))),
        ("投诉 {} 次", len(_live(state.complaints))),
        ("证据 {} 份", len(_live(state.exhibits))),
        ("备注 {} 条", len(_live(state.notes))),
    )
    told = [name.format(count) for name, count in counts if count]
    return "，".join(told) or "还没有写下来访"


def _live(things: Iterable[Thing]) -> list[Thing]:
    return [thing for thing in things if not thing.withdrawn]
