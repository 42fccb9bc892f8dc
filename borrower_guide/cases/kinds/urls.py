"""Addresses of what has a one-page form, and of the history of every kind of thing."""

from django.urls import URLPattern, path

from borrower_guide.cases.entries import Kind
from borrower_guide.cases.forms.kinds import FORMS, KindForm
from borrower_guide.cases.kinds import pages as kinds
from borrower_guide.cases.kinds import taking_back
from borrower_guide.cases.views import timeline

CASE = "cases/<slug:ref>/"


def _of(form: KindForm) -> list[URLPattern]:
    """contact_new, contact, contact_edit, contact_withdraw."""
    name, thing, kind = form.kind.value, f"{CASE}{form.slug}/<slug:subject>/", {"kind": form.kind}
    return [
        path(f"{CASE}{form.slug}/new/", kinds.new, kind, name=f"{name}_new"),
        path(thing, kinds.show, kind, name=name),
        path(f"{thing}edit/", kinds.edit, kind, name=f"{name}_edit"),
        path(f"{thing}withdraw/", taking_back.withdraw, kind, name=f"{name}_withdraw"),
    ]


def _history(kind: Kind, slug: str) -> URLPattern:
    return path(
        f"{CASE}{slug}/<slug:subject>/history/",
        taking_back.history,
        {"kind": kind},
        name=f"{kind.value}_history",
    )


kind_paths: list[URLPattern] = [
    path(f"{CASE}timeline/", timeline.whole, name="timeline"),
    *(line for form in FORMS.values() for line in _of(form)),
    *(_history(form.kind, form.slug) for form in FORMS.values()),
    _history(Kind.VISIT, "visits"),
    _history(Kind.EXHIBIT, "exhibits"),
]
