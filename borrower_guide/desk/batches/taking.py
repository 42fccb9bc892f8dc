"""What a batch gives: one PDF for the printer, or a zip of the single files. Neither is stored.

Each case is written down and opened again first, so one that was taken back since comes out of no
batch, however old.
"""

import csv
import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from borrower_guide.cases.access.keys import WrongKey
from borrower_guide.cases.models import Access
from borrower_guide.cases.taking.zipping import Member, zipped
from borrower_guide.cases.transactions import all_or_none
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.admitting import open_matter
from borrower_guide.desk.batches import files
from borrower_guide.desk.batches.copies import Copies
from borrower_guide.desk.batches.files import Kept
from borrower_guide.desk.batches.making import BROKEN
from borrower_guide.desk.batches.wanted import COVER, RECORD, SIDES, blanks_in
from borrower_guide.desk.models import Batch, BatchItem
from borrower_guide.letters.blank.printing import form_pdf
from borrower_guide.printing.joining import Joining

log = logging.getLogger(__name__)

State = BatchItem.State
TITLE = "打印用，不能拿来核对"
HEAD = ("编号", "文件", "材料", "页数", "份数", "SHA-256", "说明")
SEALED, COPY_ON_PAPER = "封存的原文件，可以核对", "没有封存"


class Fewer(Exception):
    """There is less than the page said."""


@dataclass(frozen=True)
class Ready:
    """A case that may be given: its files, the cover first if there is one."""

    item: BatchItem
    files: Sequence[Kept]

    @property
    def number(self) -> str:
        return str(self.item.matter.number)

    @property
    def copies(self) -> Copies:
        return Copies(self.item.opponents, self.item.batch.own)


def ready(request: HttpRequest, who: SignedIn, batch: Batch, place: str) -> list[Ready]:
    """Every case that was made, by number; each is written down.

    Raises Fewer where one was taken back or is broken: it is out of the batch now, and whoever
    prints is to know that first. Raises NotSaved.
    """
    items = list(batch.items.filter(state=State.MADE).select_related("matter"))
    items.sort(key=lambda item: str(item.matter.number))
    with all_or_none():
        opened = [one for item in items if (one := _opened(request, who, batch, item, place))]
    found = [one for one in opened if _whole(one)]
    if len(found) < len(items):
        raise Fewer
    return found


def _whole(one: Ready) -> bool:
    """Whether each of its files can be read; all of it is, since half a batch helps nobody."""
    try:
        for kept in one.files:
            for _ in files.pieces(one.item, kept):
                pass
    except (OSError, WrongKey) as fault:
        log.error("A file of a batch cannot be read: %s", type(fault).__name__)
        BatchItem.objects.filter(pk=one.item.pk).update(state=State.FAILED, reason=BROKEN)
        return False
    return True


def joined(batch: Batch, found: Sequence[Ready]) -> Iterator[bytes]:
    """One PDF: case after case, copy after copy, each with its cover; blanks after the copies.

    Raises CannotRender.
    """
    joining, two_sided = Joining(TITLE), SIDES in batch.codes
    blanks = [joining.add(form_pdf(one.id).data) for one in blanks_in(batch.codes)]
    for one in found:
        mark, papers = one.number, []
        for kept in one.files:
            papers.append(joining.add(b"".join(files.pieces(one.item, kept))))
            yield joining.taken()
        covers = papers.pop(0) if COVER in batch.codes else []
        each = len(covers) // one.copies.total
        for number in range(one.copies.total):
            for pages in (covers[number * each :][:each], *papers):
                mark = _shown(joining, pages, mark, two_sided)
            yield joining.taken()
        for pages in blanks * batch.blanks:
            mark = _shown(joining, pages, mark, two_sided)
    joining.finish()
    yield joining.taken()


def archive(batch: Batch, found: Sequence[Ready], others: Sequence[BatchItem]) -> Iterator[bytes]:
    """The single files as they are stored, and a list of them and of what is not there."""
    return zipped(_members(batch, found, others), timezone.localtime())


def _opened(
    request: HttpRequest, who: SignedIn, batch: Batch, item: BatchItem, place: str
) -> Ready | None:
    opened = open_matter(request, who, item.matter, Access.Doing.PRINT, place)
    if opened is None:
        BatchItem.objects.filter(pk=item.pk).update(state=State.TAKEN_BACK, sealed=None, pages=0)
        return None
    item.batch = batch
    try:
        return Ready(item, files.listed(item, opened.key))
    except WrongKey:
        BatchItem.objects.filter(pk=item.pk).update(state=State.FAILED, reason=BROKEN)
        return None


def _shown(joining: Joining, pages: list[bytes], mark: str, two_sided: bool) -> str:
    """The mark for what follows: the first page of a case bears it, no other."""
    if not pages:
        return mark
    if two_sided:
        joining.turn_over()
    joining.show(pages, mark)
    return ""


def _members(batch: Batch, found: Sequence[Ready], others: Sequence[BatchItem]) -> Iterator[Member]:
    blanks = [
        (f"blank/{one.id}.pdf", one.title, form_pdf(one.id)) for one in blanks_in(batch.codes)
    ]
    rows: list[tuple[object, ...]] = []
    for one in found:
        for name, kept in _named(batch, one):
            why = SEALED if kept.code == RECORD else COPY_ON_PAPER
            told = (kept.title, kept.pages, one.copies.total, kept.sha256, why)
            rows.append((one.number, name, *told))
    rows += [("", name, title, form.pages, batch.blanks, "", "") for name, title, form in blanks]
    rows += [(item.matter.number, "", "", "", "", "", _why(item)) for item in others]
    yield Member("list.csv", [_csv(rows)])
    for one in found:
        for name, kept in _named(batch, one):
            yield Member(name, files.pieces(one.item, kept))
    yield from (Member(name, [form.data]) for name, _, form in blanks)


def _named(batch: Batch, one: Ready) -> Iterator[tuple[str, Kept]]:
    first = 0 if COVER in batch.codes else 1
    for place, kept in enumerate(one.files, start=first):
        yield f"{one.number}/{place:02}-{kept.name}", kept


def _why(item: BatchItem) -> str:
    return f"{item.get_state_display()}：{item.reason}" if item.reason else item.get_state_display()


def _csv(rows: Sequence[Sequence[object]]) -> bytes:
    """With a mark at its beginning, by which office programs know UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([HEAD, *rows])
    return text.getvalue().encode("utf-8-sig")
