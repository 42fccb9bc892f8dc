"""The papers of a case: which there are, which were written, which are half written."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from borrower_guide.cases.gate import open_case
from borrower_guide.law_in_use import library
from borrower_guide.letters.form import Group, load_papers
from borrower_guide.letters.pages.told import told_letters


@require_safe
def papers(request: HttpRequest, ref: str) -> HttpResponse:
    """Every paper by what it is for, the letters that were written, and those half written."""
    opened = open_case(request, ref)
    forms = load_papers().values()
    groups = [(group.label, [form for form in forms if form.group is group]) for group in Group]
    here = reverse("letters:new", args=[opened.ref])
    page = {
        "opened": opened,
        "groups": [(title, rows) for title, rows in groups if rows],
        "letters": told_letters(opened.state, library()),
        "drafts": [draft for draft in opened.drafts if draft.address == here],
    }
    return render(request, "letters/list.html", page)
