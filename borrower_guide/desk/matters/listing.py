"""我的个案: what lies on an advocate's desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.models import Matter
from borrower_guide.desk.pages import for_advocates


@require_safe
@for_advocates
def matters(request: HttpRequest, who: SignedIn) -> HttpResponse:
    """All of it, the newest number first."""
    found = Matter.objects.filter(advocate=who.advocate).order_by("-number")
    return render(request, "desk/list.html", {"who": who, "matters": found})
