"""When one may ask again: a form without script, its answer, and the day as a calendar file."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from borrower_guide.guide import clock, shelves
from borrower_guide.guide.channel_pages import channel_or_404
from borrower_guide.guide.clock_form import Asked, ClockForm
from borrower_guide.guide.content import Claim
from borrower_guide.guide.footing import Footed, sources
from borrower_guide.guide.reminder import calendar_file
from borrower_guide.law.answer import Answer
from borrower_guide.law.channel import Channel
from borrower_guide.law.clocks import Due, due, stands_on
from borrower_guide.law.library import Library
from borrower_guide.law.span import Span


@require_safe
def when(request: HttpRequest) -> HttpResponse:
    """Choose a place, then its clock and the day; the address holds all, the server nothing."""
    library = shelves.library()
    if "channel" not in request.GET:
        return render(request, "guide/when_places.html", {"channels": _with_clocks(library)})
    form = _form(request, library)
    context: dict[str, Any] = {
        "channel": form.channel,
        "lender": form.values.get("lender", ""),
        "fields": form.fields(),
        "faults": form.faults,
    }
    if form.asked:
        context |= _answer(form.asked, library, form.today)
    return render(request, "guide/when.html", context)


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The first day of the answer as text/calendar; 404 where there is no exact day."""
    library = shelves.library()
    asked = _form(request, library).asked
    if asked is None or not (days := _counted(asked, library)) or (on := days[0].on) is None:
        raise Http404
    seed = f"{asked.channel.id} {asked.clock.id} {asked.day}"
    file = calendar_file(seed, asked.day, on, yours=asked.clock.yours)
    name = f"reminder-{on:%Y%m%d}.ics"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(file, content_type="text/calendar; charset=utf-8", headers=headers)


def _with_clocks(library: Library) -> list[Channel]:
    return [channel for channel in library.channels if channel.clocks]


def _form(request: HttpRequest, library: Library) -> ClockForm:
    channel = channel_or_404(request.GET.get("channel", ""), library)
    if not channel.clocks:
        raise Http404
    return ClockForm(channel, library, request.GET.dict(), clock.today())


def _answer(asked: Asked, library: Library, today: date) -> dict[str, Any]:
    """`runs`: whether the clock binds that lender; `dues` are empty unless all of it is sure."""
    days = _counted(asked, library)
    first = days[0] if days else None
    return {
        "asked": asked,
        "runs": asked.runs.value,
        "older": not stands_on(asked.clock, library, asked.day),
        "dues": days,
        "first": first,
        "passed": first is not None and first.on is not None and first.on < today,
        "open": first is not None and first.on is not None and first.on <= today,
        "claim": _claim(asked, library, today),
        "file": _file(asked),
    }


def _counted(asked: Asked, library: Library) -> tuple[Due, ...]:
    sure = asked.runs is Answer.YES and stands_on(asked.clock, library, asked.day)
    return due(asked.clock, asked.day) if sure else ()


def _claim(asked: Asked, library: Library, today: date) -> Footed:
    limit = asked.clock
    claim = Claim(text=limit.text, basis=limit.basis, of_its_day=limit.of_its_day)
    return Footed(limit.text, sources(claim, library, today, Span(asked.day, asked.day)))


def _file(asked: Asked) -> str:
    lender = {"lender": asked.lender.value} if asked.lender else {}
    query = {"channel": asked.channel.id, "clock": asked.clock.id, **lender, "day": f"{asked.day}"}
    return f"{reverse('guide:calendar')}?{urlencode(query)}"
