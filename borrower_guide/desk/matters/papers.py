"""The papers of a matter's case, those an advocate begins, and the status that then fits."""

from typing import NamedTuple

from django.urls import reverse

from borrower_guide.cases.gate import OpenCase
from borrower_guide.desk.models import Matter
from borrower_guide.law_in_use import library
from borrower_guide.letters.form import load_papers
from borrower_guide.letters.pages.told import ToldLetter, told_letters

REFERRAL = "referral"
BEGUN_HERE = ("materials_receipt", REFERRAL)
Status = Matter.Status
_EARLIER = (Status.INCOMPLETE, Status.PRINTABLE)


class Papers(NamedTuple):
    """`begin`: (title, address) of papers to begin; `fits`: the status to offer, or None."""

    letters: list[ToldLetter]
    begin: list[tuple[str, str]]
    fits: Status | None


def papers_of(opened: OpenCase, matter: Matter) -> Papers:
    """The letters of the case, the newest first, and what follows from those handed over."""
    letters, forms = told_letters(opened.state, library()), load_papers()
    new = reverse("letters:new", args=[opened.ref])
    begin = [(forms[key].title, f"{new}?paper={key}") for key in BEGUN_HERE]
    return Papers(letters, begin, _fitting(letters, Status(matter.status)))


def _fitting(letters: list[ToldLetter], status: Status) -> Status | None:
    """已转介 once a referral was handed over, 已交付 once another paper was; never a step back."""
    sent = {one.thing.payload["paper"] for one in letters if one.sent and not one.thing.withdrawn}
    if REFERRAL in sent and status in (*_EARLIER, Status.DELIVERED):
        return Status.REFERRED
    return Status.DELIVERED if sent and status in _EARLIER else None
