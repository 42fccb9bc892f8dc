"""Every address of a case, from the table of addresses itself, so that a new one joins by itself.

Parameters are filled with what a real case has. One that cannot be filled so that its owner gets
a page raises: then `_candidates` wants a line.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice, product
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from borrower_guide.cases.entries import Kind
from borrower_guide.cases.forms.sections import SECTIONS
from borrower_guide.cases.things import MODELS
from tests.cases.whole import Whole

MOST_TRIED = 2_000


@dataclass(frozen=True, eq=False)
class Route:
    """One line of the table. `name` as for `reverse`; `parameters` are its parts but for `ref`."""

    name: str
    text: str
    converters: Mapping[str, Any]

    @property
    def parameters(self) -> list[str]:
        return [name for name in self.converters if name != "ref"]

    def address(self, ref: str, filling: Mapping[str, str]) -> str:
        text, of_a_case = self.text, {"ref": ref} if "ref" in self.converters else {}
        for name, value in (of_a_case | dict(filling)).items():
            kind = type(self.converters[name]).__name__.removesuffix("Converter").lower()
            kind = {"string": "str"}.get(kind, kind)
            text = text.replace(f"<{kind}:{name}>", value).replace(f"<{name}>", value)
        assert "<" not in text, f"unknown way to write a parameter: {text}"
        return f"/{text}"


@cache
def case_routes() -> tuple[Route, ...]:
    """All that hang below a case, of whatever room, each once."""
    found = {route.text: route for route in _below(get_resolver(), "") if "ref" in route.converters}
    return tuple(found.values())


@cache
def routes_of(room: str) -> tuple[Route, ...]:
    """All addresses of one room, by the name that `reverse` knows it by, each once."""
    found = {route.text: route for route in _below(get_resolver(), "")}
    return tuple(route for route in found.values() if route.name.startswith(f"{room}:"))


@cache
def plain_routes() -> tuple[str, ...]:
    """All addresses that take no parameter."""
    return tuple(f"/{one.text}" for one in _below(get_resolver(), "") if not one.converters)


def fillings(whole: Whole) -> dict[Route, dict[str, str]]:
    """For each address parameters at which the owner gets something. Raises AssertionError."""
    client, values = whole.browser(), _candidates(whole)
    for route in case_routes():
        if route not in FOUND:
            FOUND[route] = _places(route, whole, client)
    return {route: _filled(route, values, FOUND[route]) for route in case_routes()}


# Where among the candidates the right ones stand; every whole case is made in one order.
FOUND: dict[Route, tuple[int, ...]] = {}


def _places(route: Route, whole: Whole, client: Client) -> tuple[int, ...]:
    values = _candidates(whole)
    ranges = [range(len(values[name])) for name in route.parameters]
    for places in islice(product(*ranges), MOST_TRIED):
        response = client.get(route.address(whole.ref, _filled(route, values, places)))
        b"".join(response)  # a file is closed at its end
        if response.status_code != 404:
            return places
    raise AssertionError(f"no way found to fill {route.text}: say how in {__name__}")


def _filled(
    route: Route, values: Mapping[str, list[str]], places: tuple[int, ...]
) -> dict[str, str]:
    names = zip(route.parameters, places, strict=True)
    return {name: values[name][place] for name, place in names}


def _candidates(whole: Whole) -> dict[str, list[str]]:
    kinds = [kind.value for kind in Kind]
    fields = {name: None for model in MODELS.values() for name in model.model_fields}
    numbers = [str(number) for number in range(1, 20)]
    return {
        "subject": whole.subjects,
        "other": whole.subjects,
        "kind": [*kinds, *(f"{kind}s" for kind in kinds)],
        "field": list(fields),
        "part": [section.id for section in SECTIONS],
        "blob": whole.blobs,  # one alone: their order is random
        "entry": whole.entry_ids,
        "entry_id": whole.entry_ids,
        "seq": numbers,
        "number": numbers,
        "page": numbers,
    }


def _below(resolver: URLResolver, before: str, room: str = "") -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        text = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Route(f"{room}:{pattern.name}", text, pattern.pattern.converters)
        else:
            yield from _below(pattern, text, pattern.namespace or room)
