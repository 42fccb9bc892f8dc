"""The page that shows an invitation's number, this once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from borrower_guide.desk.accounts import inviting
from borrower_guide.desk.accounts.session import SignedIn


def invited(request: HttpRequest, who: SignedIn, name: str, code: str) -> HttpResponse:
    """`name` is who it is for; the number is stored nowhere."""
    page = {
        "who": who,
        "name": name,
        "code": code,
        "ends_at": timezone.now() + inviting.LASTS,
        "join_at": request.get_host() + reverse("desk:join"),
    }
    return render(request, "desk/organisation/invited.html", page)
