"""PDFs one after the other as one, written while it is made: for the printer, not for keeping.

What a page shows comes along and nothing else: no attachment, no seal, no link, no tags. Of the
sources one is in memory at a time, of the result only where its objects begin (ISO 32000-1, 7.5.4).
"""

from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from borrower_guide.printing.faults import CannotRender
from borrower_guide.printing.pdf_objects import (
    copied,
    empty_page,
    leaves,
    name,
    number,
    page,
    reference,
    row,
    shown,
    table,
    text,
)

CANNOT_JOIN = "有一份 PDF 读不出来，合不到一起。请下载单份的文件。"
_CATALOG, _TREE = 1, 2


class Joining:
    """One PDF out of many; what was written so far is to be `taken` again and again."""

    def __init__(self, title: str) -> None:
        self._title, self._sink, self._gone = title, BytesIO(), 0
        self._begins: dict[int, int] = {}  # bytes before each object
        self._last = _TREE
        self._pages: list[int] = []
        self._marks: list[tuple[str, int]] = []
        self._sink.write(b"%PDF-1.7\n%\xe5\x8d\xb0\xe7\n")

    def add(self, data: bytes) -> list[bytes]:
        """Write all that the pages of a PDF show, and give the pages themselves, for `show`.

        Raises CannotRender if it cannot be read.
        """
        ours: dict[tuple[int, int], int] = {}

        def found(there: Any) -> int:
            place = (there.idnum, there.generation)
            if place not in ours:
                ours[place] = self._next()
                self._put(copied(there.get_object(), found), ours[place])
            return ours[place]

        try:
            root = PdfFileReader(BytesIO(data)).root
            return [
                _told(page({key: copied(value, found) for key, value in shown(leaf)}, _TREE))
                for leaf in leaves(root["/Pages"])
            ]
        except (PdfError, KeyError, ValueError, RecursionError) as fault:
            raise CannotRender(CANNOT_JOIN) from fault

    def show(self, pages: list[bytes], mark: str = "") -> None:
        """The next pages, as often as wanted; `mark` finds the first of them in the outline."""
        for number_of, one in enumerate(pages):
            self._pages.append(self._write(one, self._next()))
            if mark and number_of == 0:
                self._marks.append((mark, self._pages[-1]))

    def turn_over(self) -> None:
        """See to it that the next page is the front of a sheet."""
        if len(self._pages) % 2:
            self.show([_told(empty_page(_TREE))])

    @property
    def pages(self) -> int:
        """How many there are so far."""
        return len(self._pages)

    def finish(self) -> None:
        """Write what holds the pages together."""
        kids = row([reference(one) for one in self._pages])
        count = number(len(self._pages))
        self._put(table({"Type": name("/Pages"), "Count": count, "Kids": kids}), _TREE)
        catalog = {
            "Type": name("/Catalog"),
            "Pages": reference(_TREE),
            "Lang": text("zh-CN"),
            # As wide as it was laid out: what is seen on paper is what was sealed.
            "ViewerPreferences": table({"PrintScaling": name("/None")}),
        }
        more = {"Outlines": reference(self._outline())} if self._marks else {}
        self._put(table({**catalog, **more}), _CATALOG)
        self._trailer(self._put(table({"Title": text(self._title)}), self._next()))

    def taken(self) -> bytes:
        """What was written since the last time."""
        data = self._sink.getvalue()
        self._gone += len(data)
        self._sink = BytesIO()
        return data

    def _outline(self) -> int:
        """The number of its root (ISO 32000-1, 12.3.3)."""
        root, items = self._next(), [self._next() for _ in self._marks]
        for place, (mark, to) in enumerate(self._marks):
            told = {"Title": text(mark), "Parent": reference(root)}
            told["Dest"] = row([reference(to), name("/Fit")])
            if place:
                told["Prev"] = reference(items[place - 1])
            if items[place] != items[-1]:
                told["Next"] = reference(items[place + 1])
            self._put(table(told), items[place])
        ends = {"First": reference(items[0]), "Last": reference(items[-1])}
        return self._put(table({**ends, "Count": number(len(items))}), root)

    def _next(self) -> int:
        self._last += 1
        return self._last

    def _put(self, value: Any, at: int) -> int:
        return self._write(_told(value), at)

    def _write(self, told: bytes, at: int) -> int:
        """Write an object under its number."""
        self._begins[at] = self._gone + self._sink.tell()
        self._sink.write(b"%d 0 obj\n%b\nendobj\n" % (at, told))
        return at

    def _trailer(self, info: int) -> None:
        begins, size = self._gone + self._sink.tell(), self._last + 1
        self._sink.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
        for at in range(1, size):
            self._sink.write(b"%010d 00000 n \n" % self._begins[at])
        ends = b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        self._sink.write(ends % (size, _CATALOG, info, begins))


def _told(value: Any) -> bytes:
    """An object as a file has it."""
    sink = BytesIO()
    value.write_to_stream(sink)
    return sink.getvalue()
