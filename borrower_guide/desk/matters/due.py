"""到日子的: matters whose next day has come, or comes within a week."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.matters.days import NEAR
from borrower_guide.desk.matters.listing import lines_of
from borrower_guide.desk.matters.search import PAGE, Search
from borrower_guide.desk.models import Matter
from borrower_guide.desk.pages import for_advocates


@require_safe
@for_advocates
def due(request: HttpRequest, who: SignedIn) -> HttpResponse:
    """The nearest first; what is inside the cases is seen there, and the page says so."""
    today = timezone.localdate()
    search = Search.read(request.GET.dict())
    near = Matter.objects.filter(advocate=who.advocate, next_on__lte=today + NEAR)
    found = near.exclude(status=Matter.Status.CLOSED).order_by("next_on", "-number")
    start = (max(search.page, 1) - 1) * PAGE
    shown = list(found[start : start + PAGE + 1])
    page = {
        "who": who,
        "lines": lines_of(shown[:PAGE], today),
        "before": f"?page={search.page - 1}" if search.page > 1 else "",
        "after": f"?page={search.page + 1}" if len(shown) > PAGE else "",
    }
    return render(request, "desk/matters/due.html", page)
