"""Who may see the pages of an organisation."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.pages import for_advocates

P = ParamSpec("P")


def for_leads(
    view: Callable[Concatenate[HttpRequest, SignedIn, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Pages that only a lead of an organisation has; others get 403."""

    @for_advocates
    @wraps(view)
    def asked(
        request: HttpRequest, who: SignedIn, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if not who.advocate.is_lead:
            raise PermissionDenied
        return view(request, who, *args, **kwargs)

    return asked
