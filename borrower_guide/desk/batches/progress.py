"""The page that grows while a batch is made: a line for each case, sent as soon as it is done.

No script: the browser shows what has come so far. If the line breaks, what was made is there.
"""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.batches.pages import find
from borrower_guide.desk.batches.running import Stopped, run
from borrower_guide.desk.batches.told import ToldBatch
from borrower_guide.desk.models import Batch
from borrower_guide.desk.pages import for_advocates

HERE = "<!-- lines -->"  # of templates/desk/batches/going.html


@require_POST
@for_advocates
def go(request: HttpRequest, who: SignedIn, batch: str) -> HttpResponseBase:
    """Make what is not made yet; a second time the same takes up what is left."""
    response = StreamingHttpResponse(_page(request, who, find(who, batch)))
    response["Content-Encoding"] = (
        "identity"  # to be sent at once, not when there is enough to pack
    )
    response["X-Accel-Buffering"] = "no"  # and past a proxy that would gather it (nginx)
    return response


def _page(request: HttpRequest, who: SignedIn, batch: Batch) -> Iterator[str]:
    told = ToldBatch(batch)
    page = render_to_string("desk/batches/going.html", {"who": who, "told": told}, request)
    before, _, after = page.partition(HERE)
    yield before
    left, why = told.to_do, ""
    try:
        for number, done in enumerate(run(request, who, batch), start=1):
            line = {"done": done, "number": number, "left": left}
            yield render_to_string("desk/batches/_line.html", line)
    except Stopped as stopped:
        why = str(stopped)
    yield render_to_string("desk/batches/_end.html", {"told": ToldBatch(batch), "why": why})
    yield after
