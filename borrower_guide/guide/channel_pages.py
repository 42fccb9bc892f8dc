"""The pages on where to complain: all places in order, and one place whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from borrower_guide.guide import clock, shelves
from borrower_guide.guide.channel_list import channel_row, channel_rows
from borrower_guide.guide.channel_query import channels_query, known_acts, known_lender
from borrower_guide.guide.content import Claim
from borrower_guide.guide.footing import Footed, sources
from borrower_guide.law.channel import Channel, Limit
from borrower_guide.law.channels import route
from borrower_guide.law.clock import Clock
from borrower_guide.law.clocks import stands_on
from borrower_guide.law.library import Library
from borrower_guide.schema.vocabulary import LenderType


@dataclass(frozen=True, slots=True)
class FootedClock:
    """A time limit that can be counted, with its sources."""

    clock: Clock
    claim: Footed


@require_safe
def channels(request: HttpRequest) -> HttpResponse:
    """Where to complain; with `?lender=` what fits that kind of lender and each `act=`."""
    library = shelves.library()
    lender = known_lender(request.GET.get("lender", ""))
    acts = known_acts(request.GET.getlist("act"))
    fitting = route(lender, acts, library) if lender else library.channels
    context = {
        "lender": lender,
        "lenders": [(one, channels_query(one, acts, library)) for one in LenderType],
        "channels": channel_rows(fitting, clock.today(), lender),
        "requests": library.requests,
    }
    return render(request, "guide/channel_list.html", context)


@require_safe
def channel(request: HttpRequest, channel: str) -> HttpResponse:
    """One place: how to turn to it, what it takes, wants, and by when it answers."""
    library, today = shelves.library(), clock.today()
    found = channel_or_404(channel, library)
    lender = known_lender(request.GET.get("lender", ""))
    context = {
        "row": channel_row(found, today, lender),
        "lender": lender,
        "notes": [] if lender else found.for_lender.items(),
        "limits": footed_limits(found.limits, library, today),
        "clocks": footed_clocks(found, library, today),
    }
    return render(request, "guide/channel.html", context)


def channel_or_404(key: str, library: Library) -> Channel:
    """The channel of that id."""
    for found in library.channels:
        if found.id == key:
            return found
    raise Http404


def footed_limits(limits: Iterable[Limit], library: Library, today: date) -> list[Footed]:
    """The sentences that stand; one whose provisions are all switched off or ended is left out."""
    told = [(limit, footed_limit(limit, library, today)) for limit in limits]
    return [one for limit, one in told if one.sources or not limit.basis]


def footed_clocks(channel: Channel, library: Library, today: date) -> list[FootedClock]:
    """The clocks of a channel that may be counted: all that they rest on is in force."""
    standing = (one for one in channel.clocks if stands_on(one, library, today))
    return [FootedClock(one, footed_limit(one, library, today)) for one in standing]


def footed_limit(limit: Limit | Clock, library: Library, today: date) -> Footed:
    """The sentence with its provisions of today; without any where there is no statutory limit."""
    if not limit.basis:
        return Footed(limit.text, ())
    return Footed(limit.text, sources(Claim(text=limit.text, basis=limit.basis), library, today))
