"""Every reading page, question and outcome: light, asking no one else; of scripts the way out."""

import html
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.test import Client

from borrower_guide.guide import answers, shelves
from borrower_guide.guide.flow import Step
from borrower_guide.site.sealed import seal

PAGE, QUESTION = 12 * 1024, 8 * 1024
ZIPPED = {"accept-encoding": "gzip"}
ELSEWHERE = re.compile(r'<(?:link|img|iframe|form)\b[^>]*?\b(?:href|src|action)="(?!/|data:)[^"]')
SCRIPT = re.compile(r"<script([^>]*)>")
LINK = re.compile(r'<a\b[^>]*?\bhref="(/[^"#]*)')
OTHER_ROOMS = ("/cases/", "/leave/", "/pickup/")

NODES = shelves.book().flows["visit"].nodes


def weigh(client: Client, address: str, most: int) -> str:
    """The page as text, once its weight and what it loads are found right."""
    response = client.get(address, headers=ZIPPED)
    assert response.status_code == 200, address
    assert len(response.content) <= most, address
    page: str = client.get(address).content.decode()
    assert SCRIPT.findall(page) == [' src="/static/js/leave.js" defer'], address
    assert not ELSEWHERE.search(page), address
    return page


@pytest.mark.parametrize("key", NODES)
def test_a_step_of_the_flow(client: Client, key: str) -> None:
    route = shelves.book().proofs["visit"].witnesses[(key,)]
    client.cookies[answers.COOKIE] = seal({"visit": route}, purpose=answers.COOKIE)
    most = QUESTION if isinstance(NODES[key], Step) else PAGE
    weigh(client, f"/guide/visit/{key}/", most)


def linked(page: str) -> Iterator[str]:
    for href in LINK.findall(page):
        address = html.unescape(href)
        if not address.startswith(OTHER_ROOMS) and not urlsplit(address).path.endswith(".ics"):
            yield address


def test_every_page_that_links_lead_to(client: Client) -> None:
    waiting, seen = ["/", "/guide/companions/", "/guide/response/"], set[str]()
    while waiting:
        address = waiting.pop()
        # A question of the flow is another page for each route; those stand in the test above.
        if address in seen or address.startswith("/guide/visit/"):
            continue
        seen.add(address)
        response = client.get(address)
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            waiting += linked(weigh(client, address, PAGE))
        else:
            assert response.status_code in (200, 302, 303), address
    provisions = {f"/law/{key}/" for key in shelves.library().provisions}
    assert provisions <= seen
