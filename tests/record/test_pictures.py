"""The record as pictures: what a page of them says, and what each address gives."""

from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from PIL import Image

from borrower_guide.cases import blobs
from borrower_guide.cases.entries import Kind, NewEntry, new_id
from borrower_guide.printing.pictures import page_png
from borrower_guide.record.pages import pictures as picture_pages
from tests.cases.made import Made, a_case

pytestmark = pytest.mark.django_db


def a_pdf(pages: int) -> bytes:
    """Empty pages, each a little lower than the one before, so that they can be told apart."""
    pdf, file = pypdfium2.PdfDocument.new(), BytesIO()
    for number in range(pages):
        pdf.new_page(595, 842 - number).close()
    pdf.save(file)
    pdf.close()
    return file.getvalue()


class Opened:
    """A case open in a browser, its record of so many pages."""

    def __init__(self, data: bytes | None) -> None:
        self.made: Made = a_case()
        if data is not None:
            blob = blobs.store(self.made.case, self.made.key, data)
            payload = {"record_number": "20261124-7F3A7F3A", "digest": "7f" * 32, "blob": blob.pk}
            self.made.append(NewEntry(kind=Kind.RECORD, subject=new_id(), payload=payload))
        self.client = Client()
        self.client.cookies[f"c_{self.made.case.pk}"] = self.made.holding.sealed()

    def get(self, address: str = "") -> Any:
        return self.client.get(f"/cases/{self.made.case.pk}/record/pages/{address}")

    def pictures(self, query: str = "") -> list[int]:
        page = self.get(query).content.decode()
        return [number for number in range(1, 60) if f'alt="第 {number} 页"' in page]


def test_the_page_shows_all_pages_and_says_what_pictures_are_not() -> None:
    opened = Opened(a_pdf(3))
    page = opened.get().content.decode()
    assert opened.pictures() == [1, 2, 3]
    assert page.count('loading="lazy"') == 3
    for told in (
        "长按图片可以保存",
        "图片没有签名，核对要用 PDF",
        "第 3 页，共 3 页",
        "record.pdf",
    ):
        assert told in page, told
    assert "style=" not in page


def test_many_pages_come_twenty_at_a_time() -> None:
    opened = Opened(a_pdf(45))
    assert opened.pictures() == [*range(1, 21)]
    assert opened.pictures("?from=21") == [*range(21, 41)]
    assert opened.pictures("?from=45") == [*range(41, 46)]
    for strange in ("0", "46", "-1", "x", "９", "9" * 400):
        assert opened.pictures(f"?from={strange}") == [*range(1, 21)], strange
    middle = opened.get("?from=30").content.decode()
    assert 'href="?from=41"' in middle
    assert 'href="?from=1"' in middle


def test_a_picture_is_that_page_and_drawn_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []

    def counted(data: bytes, number: int) -> bytes:
        drawn.append(number)
        return page_png(data, number)

    monkeypatch.setattr(picture_pages, "page_png", counted)
    data = a_pdf(3)
    opened = Opened(data)
    opened.get()
    answer = opened.get("2.png")
    assert drawn == [2]
    assert answer.content == page_png(data, 2)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/png", "no-store")
    assert int(answer["Content-Length"]) == len(answer.content)
    assert (
        Image.open(BytesIO(answer.content)).height < Image.open(BytesIO(page_png(data, 1))).height
    )


@pytest.mark.parametrize(
    "number", ["0.png", "4.png", "99999999999999999999.png", "-1.png", "x.png"]
)
def test_there_is_no_other_picture(number: str) -> None:
    assert Opened(a_pdf(3)).get(number).status_code == 404


def test_without_a_record_there_are_none() -> None:
    opened = Opened(None)
    answer = opened.get()
    assert (answer.status_code, answer.url) == (302, f"/cases/{opened.made.case.pk}/record/")
    assert opened.get("1.png").status_code == 404


def test_a_file_that_cannot_be_drawn_is_still_offered_as_pdf() -> None:
    page = Opened(b"%PDF-1.7\n").get()
    assert page.status_code == 200
    assert "画不成图片" in page.content.decode()
    assert "record.pdf" in page.content.decode()
    assert Opened(b"%PDF-1.7\n").get("1.png").status_code == 404
