"""Loans, calls and messages, exhibits, complaints, notes: a block each, every filled field once."""

from collections.abc import Iterator

from borrower_guide.cases.entries import Kind
from borrower_guide.cases.things import MODELS, Thing
from borrower_guide.record.paper.changes import (
    Labels,
    marks_of,
    notes_of,
    tag_of_field,
    withdrawn_of,
)
from borrower_guide.record.paper.packing import packed
from borrower_guide.record.paper.sheet import Row, Rows, Sheet, Value
from borrower_guide.record.paper.words import (
    FEW,
    exhibits_words,
    loan_words,
    plain,
    two_lines,
    value_of,
)
from borrower_guide.schema.exhibit import Exhibit
from borrower_guide.schema.model import paper_label
from borrower_guide.schema.telling import short
from borrower_guide.schema.vocabulary import ExhibitKind

NAMES = {
    Kind.LOAN: "借款",
    Kind.CONTACT: "电话和信息",
    Kind.EXHIBIT: "证据",
    Kind.COMPLAINT: "投诉",
    Kind.NOTE: "备注",
}
NOT_ENCLOSED = Value("未随附", written=False)
RECORDED = (ExhibitKind.AUDIO, ExhibitKind.VIDEO)
# Said as 没有记 when empty: an office asks for these first.
ALWAYS = {
    Kind.LOAN: ("lender",),
    Kind.CONTACT: ("at", "counterpart", "content"),
    Kind.EXHIBIT: ("title", "made_at", "made_by", "original_carrier", "proof_purpose"),
    Kind.COMPLAINT: ("channel", "filed_on", "reference_no", "reply"),
    Kind.NOTE: (),
}


def thing_sheet(thing: Thing, labels: Labels, *more: Row) -> Sheet:
    """One thing as a block; its title names what it is. `more` rows stand before its last."""
    rows = list(_rows(thing))
    title = f"{NAMES[thing.kind]} {thing.label[1:]}"
    return Sheet(
        anchor=thing.label,
        title=f"{title}　{kind}" if (kind := _kind(thing)) else title,
        tag="",
        part=title,
        blocks=(Rows("", packed([*rows[:-1], *more, *rows[-1:]])),),
        notes=notes_of(thing, labels),
        withdrawn=withdrawn_of(thing),
    )


def _kind(thing: Thing) -> str:
    """What stands in the title and therefore not in the rows: an exhibit's kind."""
    return plain(thing.value.kind) if isinstance(thing.value, Exhibit) and thing.value.kind else ""


def _rows(thing: Thing) -> Iterator[Row]:
    for name in MODELS[thing.kind].model_fields:
        if row := _row(thing, name):
            yield row


def _row(thing: Thing, name: str) -> Row | None:
    answer = getattr(thing.value, name)
    marks = marks_of(thing, name)
    if name == "id" or (name == "kind" and not marks):
        return None
    if answer in (None, ()) and not marks and not _always(thing, name):
        return _absent(thing, name)
    label = paper_label(MODELS[thing.kind], name)
    if name == "exhibits":
        return Row(label, value_of(exhibits_words(answer), marks=marks))
    if name == "sha256" and answer:
        return Row(label, Value(two_lines(answer), marks=marks, code=True))
    return Row(label, value_of(answer, tag=tag_of_field(thing, name), marks=marks))


def _always(thing: Thing, name: str) -> bool:
    if name == "uncut":
        return thing.value.kind in RECORDED
    return name in ALWAYS[thing.kind]


def _absent(thing: Thing, name: str) -> Row | None:
    """An exhibit with a digest but no file is said to be not enclosed."""
    if name == "file" and thing.value.sha256:
        return Row(paper_label(Exhibit, name), NOT_ENCLOSED)
    return None


def loan_line(thing: Thing) -> str:
    """借款 1：某某银行，合同编号最后四位 1234, for the cover."""
    loan = thing.value
    told = [short(one, FEW) for one in (loan.lender, loan.platform) if one]
    told += [f"合同编号最后四位 {loan.contract_last4}"] if loan.contract_last4 else []
    gone = "（已撤回）" if thing.withdrawn else ""
    return f"{loan_words(thing.label)}：{'，'.join(told) or '没有写是哪家'}{gone}"
