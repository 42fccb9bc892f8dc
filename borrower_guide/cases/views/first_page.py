"""The quick page before anything is typed: the page that is asked for in haste.

Within a minute, and in one size of letters, it is the same for everyone but for two values in its
form and the way back. So it is rendered once a minute, for nobody (a blank request), with holes
for these.
"""

from datetime import datetime
from functools import lru_cache
from types import SimpleNamespace
from typing import NamedTuple

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from borrower_guide.cases.carrying import NOTHING
from borrower_guide.cases.entries import OWNER, new_id
from borrower_guide.cases.forms.quick import QuickForm
from borrower_guide.cases.forms.quick_page import QuickPage
from borrower_guide.site.frame import Frame

HOLE = "\0"


class Asked(NamedTuple):
    """What the address asks for, by the names of its parameters.

    `now`: 现在 is ticked; `lost`: the guide's answers did not come; `closed`: another case gave
    way; `same`: the last visit was asked for, and it names neither loan nor place.
    """

    now: bool
    full: bool
    lost: bool
    closed: bool
    same: bool


def first_page(request: HttpRequest, asked: Asked, ref: str | None) -> str:
    """The page as HTML, of the case at `ref`, or of one that has no row yet."""
    minute = timezone.now().replace(second=0, microsecond=0)
    parts = _with_holes(minute, asked, ref is None, Frame.of(request))
    fills = [get_token(request), new_id()]
    if ref is not None:
        fills.insert(0, reverse("cases:overview", args=[ref]))
    return "".join(text for pair in zip(parts, [*fills, ""], strict=True) for text in pair)


@lru_cache(maxsize=64)
def _with_holes(minute: datetime, asked: Asked, is_new: bool, frame: Frame) -> list[str]:
    values = NOTHING.first_values(now_tapped=asked.now, now=minute)
    page = {
        "opened": SimpleNamespace(is_new=is_new, writer=OWNER),
        "form": QuickPage(QuickForm(values, now=minute)),
        "carry": NOTHING,
        "back": HOLE,
        "csrf_token": HOLE,
        "entry_id": HOLE,
        "frame": frame,
        **asked._asdict(),
    }
    return render_to_string("cases/quick.html", page, HttpRequest()).split(HOLE)
