"""The page with every hard word."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from borrower_guide.guide import shelves
from borrower_guide.guide.words_on_page import explained


@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """All words by topic, each at an anchor of its id."""
    topics = [
        (topic, explained(word.id for word in topic.words))
        for topic in shelves.book().glossary.topics
    ]
    return render(request, "guide/words.html", {"topics": topics})
