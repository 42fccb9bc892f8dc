"""谁能看到什么: what each of those involved can read, and cannot; open to everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from borrower_guide.desk.accounts.session import signed_in


@require_safe
def reading(request: HttpRequest) -> HttpResponse:
    """One page in plain words; docs/keys.md says the same for those who read code."""
    return render(request, "desk/reading.html", {"who": signed_in(request)})
