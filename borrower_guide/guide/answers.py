"""A person's answers: one encrypted cookie that goes with the browser session, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from borrower_guide.guide.engine import MANY
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
    return Kept(_texts(found, flow) if isinstance(found, dict) else {})


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


def _texts(found: Mapping[str, object], flow: Flow) -> dict[str, str]:
    # The content may have changed since; an answer that a step no longer knows stops the walk.
    return {key: text for key, text in found.items() if key in flow.nodes and isinstance(text, str)}
