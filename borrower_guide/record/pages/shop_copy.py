"""打印店版: the newest record once more, covered, for a computer that others use."""

import base64
from collections.abc import Collection

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from borrower_guide.cases.gate import OpenCase, open_case
from borrower_guide.cases.glance import glance
from borrower_guide.printing.faults import CannotRender, TooLarge
from borrower_guide.record.attachment import Manifest, attached, read_manifest
from borrower_guide.record.render import print_copy
from borrower_guide.record.stored import PDF, Stored, stored
from borrower_guide.schema.scalars import unix_lines
from borrower_guide.site.downloads import attachment
from borrower_guide.site.inputs import TextField
from borrower_guide.site.kept import keep_typed

COVER = "cover"
MOST_WORDS, LONGEST = 50, 100  # each is looked for at every place of the record
TOO_MANY = f"最多 {MOST_WORDS} 行，一行最多 {LONGEST} 个字。请删掉几行，再点一次。"


class TooManyWords(CannotRender):
    """More were to be covered than are looked for."""


@require_http_methods(["GET", "HEAD", "POST"])
def pdf(request: HttpRequest, ref: str) -> HttpResponse:
    """Printed from the stored record's own attachment; no entry is written."""
    opened = open_case(request, ref)
    try:
        copy = shop_copy(opened, words_in(request.POST))
    except CannotRender as fault:
        return cannot(request, fault)
    if copy is None:
        return redirect("record:preview", ref=opened.ref)
    response = HttpResponse(copy.data, content_type=PDF)
    response["Content-Disposition"] = attachment(copy.name)
    return response


def cover_field() -> TextField:
    """The box for words to cover besides."""
    told = "一行一个，比如你的名字、孩子的名字、小区。这里打的字不保存。"
    return TextField(name=COVER, label="还要盖住哪些字", help=told, rows=3)


def words_in(post: QueryDict) -> frozenset[str]:
    """The words that a person asked to be covered besides, one a line; they are kept nowhere.

    Raises TooManyWords.
    """
    lines = unix_lines(post.get(COVER, "")).split("\n")
    words = frozenset(word for line in lines if (word := line.strip()))
    if len(words) > MOST_WORDS or any(len(word) > LONGEST for word in words):
        raise TooManyWords(TOO_MANY)
    return words


def shop_copy(opened: OpenCase, asked: Collection[str] = ()) -> Stored | None:
    """The copy of the newest record, kept sealed until the journal changes; None if there is none.

    One with words `asked` to be covered is made anew each time.

    Raises CannotRender, OSError or WrongKey.
    """
    record = stored(opened)
    manifest = read_manifest(next(attached(record.data), None)) if record else None
    if record is None or manifest is None:
        return None
    name = record.name.replace(".pdf", "-dayin.pdf")
    if asked:
        return Stored(print_copy(manifest, asked).data, name)
    data = glance(opened, "shop", manifest.digest, lambda: _printed(manifest))
    return Stored(base64.b64decode(data), name)


def cannot(request: HttpRequest, fault: CannotRender) -> HttpResponse:
    """The page that says so, with the words that were typed."""
    status = 422 if isinstance(fault, TooLarge | TooManyWords) else 503
    title = "这次没有做成"
    if request.method == "POST":
        return keep_typed(request, status=status, title=title, message=str(fault))
    page = {"heading": title, "message": str(fault)}
    return render(request, "site/error.html", page, status=status)


def _printed(manifest: Manifest) -> str:
    return base64.b64encode(print_copy(manifest).data).decode()
