"""Addresses of this room, from the root of the site."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from borrower_guide.guide import (
    channel_pages,
    clock_pages,
    pages,
    read_page,
    sayings,
    search_page,
    views,
    words_page,
)
from borrower_guide.guide.book import SERIES


class SeriesId(StringConverter):
    """The id of a series; any other word below /guide/ is a flow."""

    regex = "|".join(SERIES)


register_converter(SeriesId, "series")

app_name = "guide"
urlpatterns: list[URLPattern] = [
    path("guide/<series:series>/", pages.series, name="series"),
    path("guide/<series:series>/<slug:page>/", pages.page, name="page"),
    path("guide/sayings/", sayings.sayings, name="sayings"),
    path("guide/sayings/<slug:phrase>/", sayings.saying, name="saying"),
    path("guide/<slug:flow>/", views.flow, name="flow"),
    path("guide/<slug:flow>/<slug:step>/", views.step, name="step"),
    path("guide/<slug:flow>/<slug:outcome>/read/", read_page.read, name="read"),
    path("law/", pages.law, name="law"),
    path("law/rules/", pages.rule_index, name="rule_index"),
    path("law/rules/<slug:principle>/", pages.rules, name="rules"),
    path("law/unchecked/", pages.unchecked, name="unchecked"),
    path("law/<slug:provision>/", pages.provision, name="provision"),
    path("channels/", channel_pages.channels, name="channels"),
    path("channels/when/", clock_pages.when, name="when"),
    path("channels/when.ics", clock_pages.calendar, name="calendar"),
    path("channels/<slug:channel>/", channel_pages.channel, name="channel"),
    path("search/", search_page.search, name="search"),
    path("words/", words_page.words, name="words"),
]
