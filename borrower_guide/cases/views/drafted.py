"""Forms that lose nothing half-filled: put aside by a button or a script, offered on return."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from borrower_guide.cases import drafts, journal, writer
from borrower_guide.cases.access import cookies
from borrower_guide.cases.access.keys import Busy
from borrower_guide.cases.gate import CaseClosed, OpenCase, open_case
from borrower_guide.cases.models import CaseFile
from borrower_guide.cases.transactions import NotSaved
from borrower_guide.cases.writer import AnotherWriter
from borrower_guide.site.kept import kept_fields

KEEP, DROP, RESUME = "keep_draft", "drop_draft", "draft"
BY_SCRIPT = "X-Requested-With"
Title = Callable[..., str]
View = Callable[..., HttpResponse]


def drafted(
    title: Title, opening: Callable[[HttpRequest, str], OpenCase] = open_case
) -> Callable[[View], View]:
    """A view of a form; it takes the open case in place of its reference.

    `title(opened, …)` says what the form is called, and raises Http404 where there is none. With
    a draft asked for, the form is shown as one that came back: `request.POST` is the draft. What
    was sent and not saved becomes a draft, what was saved is none any more.
    """

    def around(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, ref: str, **parts: Any) -> HttpResponse:
            if request.method == "POST" and KEEP in request.POST:
                return _put_aside(request, ref, lambda opened: title(opened, **parts))
            if request.method == "POST" and DROP in request.POST:
                return _thrown_away(open_case(request, ref))
            opened = opening(request, ref)
            if request.method != "POST":
                _resume(opened)
                return view(request, opened, **parts)
            response = view(request, opened, **parts)
            if not opened.is_new:
                _settle(opened, response, lambda: title(opened, **parts))
            return response

        return answer

    return around


def _put_aside(request: HttpRequest, ref: str, title: Title) -> HttpResponse:
    """Keep the form and go to the overview; a script is told how it went, and nothing else.

    An answer to a script may come after the browser let go of the case: it brings no cookie.
    """
    by_script = BY_SCRIPT in request.headers
    status = 204
    try:
        opened = open_case(request, ref)
        _keep(opened, title(opened))
    except (CaseClosed, AnotherWriter, NotSaved, Busy) as fault:
        if not by_script:
            raise
        status = 507 if isinstance(fault, NotSaved) else 403
    finally:
        if by_script:
            cookies.leave_as_they_are(request)
    if by_script:
        return HttpResponse(status=status)
    return redirect(reverse("cases:overview", args=[ref]) + "?kept=1")


def _thrown_away(opened: OpenCase) -> HttpResponse:
    drafts.drop(opened.case, opened.request.POST[DROP])
    journal.forget_traces()
    return redirect(drafts.address_of(opened.request))


def _resume(opened: OpenCase) -> None:
    asked = opened.request.GET.get(RESUME)
    for draft in opened.drafts_here if asked else ():
        if draft.place == asked:
            opened.request.POST = QueryDict(urlencode(draft.values, doseq=True))


def _settle(opened: OpenCase, response: HttpResponse, title: Callable[[], str]) -> None:
    """A page that came back holds everything, so it matters little if nothing can be kept."""
    if response.status_code in (302, 303):
        here = drafts.address_of(opened.request)
        drafts.drop_saved(opened.case, opened.key, here, typed_values(opened.request))
        return
    with suppress(NotSaved, CaseClosed):
        _keep(opened, title())


def _keep(opened: OpenCase, title: str) -> None:
    address, values = drafts.address_of(opened.request), typed_values(opened.request)
    try:
        drafts.keep(opened.case, opened.key, address, title, values, opened.by)
    except CaseFile.DoesNotExist as error:
        raise CaseClosed(opened.ref) from error


def typed_values(request: HttpRequest) -> dict[str, list[str]]:
    """What stands in a form that was sent: no token, no number, no file, not for whom it was."""
    values: dict[str, list[str]] = {}
    for field in kept_fields(request):
        values.setdefault(field.name, []).append(field.value)
    values.pop(writer.FIELD, None)
    return values
