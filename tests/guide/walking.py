"""Walking the main flow with a test client: answers of one whole route, and how to send them."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.test import Client

from borrower_guide.guide import shelves

CAME = {
    "safe": "yes",
    "who": "borrower",
    "stage": "came",
    "after_kind": "assess",
    "seen": "firsthand",
    "when": "today",
    "hour": "night",
    "place": "home",
    "entered": "uninvited",
    "left": "left",
    "notice": "no",
    "consent": "not_asked",
    "told": "neighbour",
    "manner": "civil,insulted",
    "force": "none",
    "identity": "refused",
    "money": "none",
    "have": "photo,paper",
    "lender": "bank",
}


def post(client: Client, step: str, answer: str) -> HttpResponse:
    return client.post(f"/guide/visit/{step}/", {step: answer.split(",") if answer else []})  # type: ignore[return-value]


def go(client: Client, answers: Mapping[str, str]) -> str:
    """Answer one step after the other; returns the address of what comes next."""
    address = ""
    for step, answer in answers.items():
        response = post(client, step, answer)
        assert response.status_code == 303, step
        address = response["Location"]
    return address


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def way_to(node: str, **changes: str) -> dict[str, str]:
    """The answers of one route that leads to a step or an outcome, with some of them changed."""
    return {**shelves.book().proofs["visit"].witnesses[(node,)], **changes}


def until(answers: Mapping[str, str], step: str) -> dict[str, str]:
    """The answers that come before the one to `step`."""
    steps = list(answers)
    return {key: answers[key] for key in steps[: steps.index(step)]}
