"""Every address of the site, and the smallest page there can be, behind the same middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from borrower_guide.urls import *  # noqa: F403 - the error pages too
from borrower_guide.urls import urlpatterns as site


def hello(_request: HttpRequest) -> HttpResponse:
    """What every page is measured against: no template, no database, no cookie."""
    return HttpResponse("hello, world")


# Behind the first room, as the guide's pages are: an address costs what stands before it.
urlpatterns = [site[0], path("bench/hello/", hello), *site[1:]]
