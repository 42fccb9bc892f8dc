"""取件号: the owner's page that shows it."""

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods, require_POST

from borrower_guide.cases import journal
from borrower_guide.cases.gate import open_case
from borrower_guide.cases.pickup import offer
from borrower_guide.cases.pickup.parcel import Parcel
from borrower_guide.printing.faults import CannotRender
from borrower_guide.record.pages.shop_copy import cannot, shop_copy, words_in
from borrower_guide.record.stored import PDF, stored

SHOP = "shop"  # the button that asks for the covered copy


@require_POST
def make(request: HttpRequest, ref: str) -> HttpResponse:
    """Offer the newest record, or its 打印店版; a number that was out before ends."""
    opened = open_case(request, ref)
    covered = request.POST.get("copy") == SHOP
    try:
        found = shop_copy(opened, words_in(request.POST)) if covered else stored(opened)
    except CannotRender as fault:
        return cannot(request, fault)
    if found is None:
        return redirect("record:preview", ref=opened.ref)
    title = "记录 PDF，打印店版" if covered else "记录 PDF"
    parcel = Parcel(found.data, found.name, PDF, title)
    offer.offer(opened.case, opened.key, parcel, timezone.now())
    return redirect("record:pickup", ref=opened.ref)


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, ref: str) -> HttpResponse:
    """The number while it holds, whatever it is for; a POST ends it at once."""
    opened = open_case(request, ref)
    if request.method == "POST":
        offer.end_all(opened.case)
        journal.forget_traces()
        return redirect(reverse("record:pickup", args=[opened.ref]) + "?ended=1")
    waiting = offer.waiting(opened.case, opened.key, timezone.now())
    if waiting is None:
        page = {"opened": opened, "ended": "ended" in request.GET}
        return render(request, "record/pickup_over.html", page)
    link = request.build_absolute_uri(reverse("record:pickup_link", args=[waiting.code]))
    page = {
        "opened": opened,
        "waiting": waiting,
        "link": link,
        "picture": _qr(link),
        "typed_at": request.get_host() + reverse("record:fetch"),
    }
    return render(request, "record/pickup_made.html", page)


def _qr(link: str) -> SafeString:
    """A QR code (ISO/IEC 18004) as SVG, black on a white ground of its own, four dots of margin."""
    drawn = segno.make(link, error="m", micro=False)
    svg = drawn.svg_inline(border=4, dark="#000", light="#fff", omitsize=True)
    return mark_safe(svg)  # noqa: S308  (dots only: the link is drawn, not written)
