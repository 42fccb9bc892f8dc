"""A person's answers: one encrypted cookie that goes with the browser session, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from borrower_guide.guide.engine import MANY, choice
from borrower_guide.guide.flow import Flow
from borrower_guide.site.sealed import seal, unseal

COOKIE = "guide"
PATH = "/guide/"
HOURS = 12


@dataclass(frozen=True, slots=True)
class Kept:
    """Answers of one flow, on its route or off it. `lost`: a cookie came that no longer opens."""

    answers: Mapping[str, str]
    lost: bool = False


def read(request: HttpRequest, flow: Flow) -> Kept:
    """The answers that this browser brings; none if the cookie is altered, foreign or too old."""
    if not (token := request.COOKIES.get(COOKIE)):
        return Kept({})
    data = unseal(token, purpose=COOKIE, max_age=HOURS * 3600)
    if data is None:
        return Kept({}, lost=True)
    found = data.get(flow.id)
    return Kept(dict(_valid(found, flow)) if isinstance(found, dict) else {})


def keep(response: HttpResponse, flow: Flow, answers: Mapping[str, str]) -> HttpResponse:
    """Send the answers along; without max-age, so that they go when the browser closes."""
    response.set_cookie(
        COOKIE,
        seal({flow.id: dict(answers)}, purpose=COOKIE),
        path=PATH,
        secure=not settings.LOCAL,
        httponly=True,
        samesite="Lax",
    )
    return response


def forget(response: HttpResponse) -> HttpResponse:
    """Start again: take the cookie away."""
    response.delete_cookie(COOKIE, path=PATH, samesite="Lax")
    return response


def joined(values: list[str]) -> str:
    """Several ticks as one answer."""
    return MANY.join(values)


def _valid(found: Mapping[str, object], flow: Flow) -> Mapping[str, str]:
    # Content may have changed since the cookie was made: what it no longer knows is dropped.
    steps = {step.id: step for step in flow.steps}
    return {
        key: text
        for key, text in found.items()
        if key in steps and isinstance(text, str) and choice(steps[key], text)
    }
