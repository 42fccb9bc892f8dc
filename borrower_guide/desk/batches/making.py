"""One case of a batch: written down, opened, printed, put away; or why not."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import DatabaseError, transaction
from django.http import HttpRequest
from django.utils import timezone

from borrower_guide.cases.access.keys import WrongKey
from borrower_guide.cases.gate import CaseClosed, OpenCase
from borrower_guide.cases.models import Access
from borrower_guide.cases.transactions import NotSaved
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.admitting import open_matter
from borrower_guide.desk.batches import files
from borrower_guide.desk.batches.copies import Copies
from borrower_guide.desk.batches.covers import covers
from borrower_guide.desk.batches.files import Kept, Printout
from borrower_guide.desk.batches.papers import papers_of
from borrower_guide.desk.batches.wanted import COVER, blanks_in
from borrower_guide.desk.models import BatchItem
from borrower_guide.printing.faults import CannotRender, NotNow
from borrower_guide.schema.faults import ChainBreak

log = logging.getLogger(__name__)

State = BatchItem.State
NOT_DONE = (State.WAITING, State.FAILED)
NOTHING = "个案里还没有要印的材料"
FULL = "存储满了或暂时连不上，过一会儿再做一次"
BROKEN = "存的内容打不开，坏了或被改过"
UNFORESEEN = "出了没想到的错，再做一次试试"


@dataclass(frozen=True)
class Done:
    """What became of a case, and what was printed of it."""

    item: BatchItem
    papers: Sequence[Printout] = ()


def make(request: HttpRequest, who: SignedIn, item: BatchItem) -> Done:
    """Print what the batch wants of a case; a fault becomes the item's reason, not the batch's.

    Raises NotNow where others are printing: then nothing has changed.
    """
    try:
        opened = open_matter(request, who, item.matter, Access.Doing.PRINT, "desk:batch_go")
        if opened is None:
            return _left(item, State.TAKEN_BACK)
        return _made(opened, item)
    except NotNow:
        raise
    except CaseClosed:
        return _left(item, State.TAKEN_BACK)
    except CannotRender as fault:
        return _left(item, State.FAILED, str(fault))
    except (NotSaved, OSError, DatabaseError):
        return _left(item, State.FAILED, FULL)
    except (WrongKey, ChainBreak):
        return _left(item, State.FAILED, BROKEN)
    except Exception as fault:  # the next case is not to suffer from it
        log.error("A case of a batch is not printed: %s", type(fault).__name__)
        return _left(item, State.FAILED, UNFORESEEN)


def _made(opened: OpenCase, item: BatchItem) -> Done:
    papers = list(papers_of(opened, item.batch.codes))
    if not papers:
        return _left(item, State.FAILED, NOTHING)
    copies, batch = Copies(item.opponents, item.batch.own), item.batch
    front = []
    if COVER in batch.codes:
        blanks = [(one.title, batch.blanks) for one in blanks_in(batch.codes)]
        front = [covers(item, copies, papers, blanks, timezone.localtime())]
    item.pages = sum(one.pages for one in papers)
    item.pages += sum(one.pages // copies.total for one in front)
    item.reason = _fitting("；".join(dict.fromkeys(one.note for one in papers if one.note)))
    _put_away(item, opened.key, [*front, *papers])
    return Done(item, papers)


def _put_away(item: BatchItem, key: bytes, papers: Sequence[Printout]) -> None:
    """All files and the row that names them, or none."""
    kept: list[Kept] = []
    try:
        kept += (files.keep(item, one) for one in papers)
        item.sealed, item.state = files.sealed_list(item, key, kept), State.MADE
        if not _written(item, "pages", "sealed"):  # the batch was thrown away meanwhile
            files.remove(item, kept)
    except BaseException:
        files.remove(item, kept)
        raise


def _left(item: BatchItem, state: State, reason: str = "") -> Done:
    """Note why it was not made. If not even that can be noted, it is still waiting."""
    item.state, item.reason = state, _fitting(reason)
    try:
        _written(item)
    except DatabaseError as fault:
        log.error("The state of a batch is not noted: %s", type(fault).__name__)
    return Done(item)


def _fitting(reason: str) -> str:
    return reason[: BatchItem._meta.get_field("reason").max_length]


def _written(item: BatchItem, *more: str) -> bool:
    """Whether it was still there, and not done."""
    values = {name: getattr(item, name) for name in ("state", "reason", *more)}
    with transaction.atomic():
        rows = BatchItem.objects.filter(pk=item.pk, state__in=NOT_DONE)
        return bool(rows.update(**values))
