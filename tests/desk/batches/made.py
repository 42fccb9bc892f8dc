"""A desk with cases on it, and batches as a browser without script makes them."""

import io
import re
import zipfile
from typing import Any

import pypdfium2
from django.http import HttpResponseBase
from django.urls import reverse

from borrower_guide.cases.entries import Kind, NewEntry, new_id
from borrower_guide.desk.models import Batch, BatchItem, Matter
from borrower_guide.letters.paper import Block, Line, Origin, Paper
from tests.cases.made import Made, a_case, a_visit
from tests.desk.made import Desk, a_desk, taken

RECORD_ONLY = {"paper": "record", "letters": "letters.none", "own": "1", "opponents": "1"}


def a_letter(form: str = "fact_statement", title: str = "情况说明", to: str = "") -> NewEntry:
    """A letter as its page keeps it, with one sentence in it."""
    line = Line(("那天晚上他们敲了一个小时的门。",), Origin.OWN)
    told = Paper(form, title, to, (Block("words", "经过", (line,)),)).to_json()
    blocks = {f"block.{block['key']}": block for block in told.pop("blocks")}
    payload: dict[str, Any] = {**told, "order": ["words"], "chosen": {}, **blocks}
    return NewEntry(kind=Kind.RECORD, subject=new_id(), payload=payload)


class Office:
    """One advocate, their cases, the newest batch."""

    def __init__(self, cases: int = 2, *, label: str = "东门那家") -> None:
        self.desk: Desk = a_desk()
        self.made: list[Made] = [a_case(a_visit(account=f"第 {n} 家")) for n in range(cases)]
        self.matters: list[Matter] = [taken(self.desk, made) for made in self.made]
        Matter.objects.update(status="printable", label=label)

    def begin(self, *only: int, **said: Any) -> Batch:
        """Choose these cases (all if none is named) and send the page."""
        which = [self.matters[n].pk for n in only] or [one.pk for one in self.matters]
        answer = self.desk.client.post(reverse("desk:batch_new"), RECORD_ONLY | {"m": which} | said)
        assert answer.status_code == 302, answer.content.decode()
        return Batch.objects.get(pk=answer.url.rstrip("/").rpartition("/")[2])

    def address(self, batch: Batch, name: str = "") -> str:
        return reverse(f"desk:batch{name and '_'}{name}", args=[batch.pk])

    def get(self, batch: Batch, name: str = "") -> HttpResponseBase:
        return self.desk.client.get(self.address(batch, name))

    def go(self, batch: Batch) -> str:
        """Send 开始做 and read its page to the end."""
        return whole(self.desk.client.post(self.address(batch, "go"))).decode()

    def pdf(self, batch: Batch) -> bytes:
        return whole(self.get(batch, "pdf"))

    def zip(self, batch: Batch) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(whole(self.get(batch, "zip"))))

    def states(self, batch: Batch) -> list[str]:
        rows = BatchItem.objects.filter(batch=batch).order_by("matter__number")
        return list(rows.values_list("state", flat=True))


def whole(response: HttpResponseBase) -> bytes:
    """All of an answer that is sent in pieces."""
    assert response.status_code == 200, response
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def hang_up(response: HttpResponseBase) -> None:
    """The browser is gone: the server closes what it was sending."""
    response._iterator.close()  # type: ignore[attr-defined]


def records_in(made: Made) -> int:
    """How many records were printed of a case."""
    return sum("blob" in one.payload for one in made.entries() if one.kind is Kind.RECORD)


def page_texts(data: bytes) -> list[str]:
    """The words on each page, without white space."""
    pdf = pypdfium2.PdfDocument(data)
    texts = [pdf[number].get_textpage().get_text_range() for number in range(len(pdf))]
    return [re.sub(r"\s", "", text) for text in texts]
