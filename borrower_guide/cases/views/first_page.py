"""The quick page of a new case before anything is typed: the page that is asked for in haste.

Within a minute, and in one size of letters, it is the same for everyone but for two values in its
form. So it is rendered once a minute, for nobody (a blank request), with holes for these two.
"""

from datetime import datetime
from functools import lru_cache
from types import SimpleNamespace

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone

from borrower_guide.cases.carrying import NOTHING
from borrower_guide.cases.entries import new_id
from borrower_guide.cases.forms.quick import QuickForm
from borrower_guide.cases.forms.quick_page import QuickPage
from borrower_guide.site.frame import Frame

HOLE = "\0"


def first_page(request: HttpRequest, now_tapped: bool, full: bool, lost: bool, closed: bool) -> str:
    """The page as HTML. `now_tapped`: 现在 is ticked; `lost`: the guide's answers did not come;
    `closed`: another case gave way."""
    minute = timezone.now().replace(second=0, microsecond=0)
    frame = Frame.of(request)
    before, between, after = _with_holes(minute, now_tapped, full, lost, closed, frame)
    return "".join((before, get_token(request), between, new_id(), after))


@lru_cache(maxsize=32)
def _with_holes(
    minute: datetime, now_tapped: bool, full: bool, lost: bool, closed: bool, frame: Frame
) -> list[str]:
    values = NOTHING.first_values(now_tapped=now_tapped, now=minute)
    page = {
        "opened": SimpleNamespace(is_new=True),
        "form": QuickPage(QuickForm(values, now=minute)),
        "carry": NOTHING,
        "csrf_token": HOLE,
        "entry_id": HOLE,
        "full": full,
        "lost": lost,
        "closed": closed,
        "frame": frame,
    }
    return render_to_string("cases/quick.html", page, HttpRequest()).split(HOLE)
