"""Every page of a case has a name that its owner understands."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from borrower_guide.cases.handing.places import OWNERS, PLACES, place_words
from tests.cases.addresses import case_routes


def test_every_address_of_a_case_has_words() -> None:
    names = {route.name for route in case_routes()}
    assert not names - set(PLACES)
    own = {place for place in PLACES if not place.startswith("desk:")}
    assert own - names <= {"record:preview"}, "words for a page that there is not"


def test_what_the_desk_writes_down_has_words() -> None:
    assert not set(noted_by_the_desk()) - set(PLACES)


def noted_by_the_desk() -> Iterator[str]:
    """The places that the desk hands over with what is done."""
    for path in (Path(settings.BASE_DIR) / "borrower_guide/desk").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                values = [*node.args, *(one.value for one in node.keywords if one.arg == "place")]
                told = [value.value for value in values if isinstance(value, ast.Constant)]
                if ast.unparse(node.func).endswith(("open_matter", "admit_to", "lay_on_desk")):
                    yield from (one for one in told if isinstance(one, str) and "desk:" in one)


def test_words_are_words() -> None:
    for place, words in PLACES.items():
        assert words or place == "desk:take"
        assert not re.search(r"[a-z]{2,}:|_", words)


def test_pages_of_the_owner_alone_are_told_as_such() -> None:
    assert all("用续填号才打得开" in place_words(place) for place in OWNERS)


def test_a_page_of_the_desk_that_is_not_told_apart() -> None:
    assert place_words("desk:whatever") == "他们工作台上的一页"
    assert {*noted_by_the_desk()} >= {"desk:begin", "desk:slip"}
