"""A site of its own to measure: settings, tables, cases of any size, and requests to its pages."""

import io
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "t" * 32  # as form token and as its cookie
OWNERS = f"csrfmiddlewaretoken={TOKEN}&writer=owner"  # a form of a case that its number opened


@contextmanager
def fresh_site() -> Iterator[Path]:
    """Set Django up on a data directory of this run alone, which goes afterwards."""
    (ROOT / "var").mkdir(exist_ok=True)
    data = tempfile.mkdtemp(prefix="bench-", dir=ROOT / "var")
    for name in [name for name in os.environ if name.startswith("BORROWER_GUIDE_")]:
        del os.environ[name]
    os.environ["BORROWER_GUIDE_DATA"] = data
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("prepare")
    try:
        yield Path(data)
    finally:
        shutil.rmtree(data, ignore_errors=True)


@dataclass(frozen=True)
class Ask:
    """One request: GET, or POST where `form` is given (already encoded)."""

    path: str
    cookies: dict[str, str] = field(default_factory=dict)
    form: str = ""
    first: bool = False  # a browser that has not been here: no form token yet

    @property
    def method(self) -> str:
        return "POST" if self.form else "GET"

    @property
    def cookie(self) -> str:
        kept = self.cookies | ({} if self.first else {"csrftoken": TOKEN})
        return "; ".join(f"{name}={value}" for name, value in kept.items())

    def environ(self) -> dict[str, Any]:
        """The WSGI environment, as gunicorn would make it."""
        path, _, query = self.path.partition("?")
        form = self.form.encode()
        return {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": "application/x-www-form-urlencoded" if form else "",
            "CONTENT_LENGTH": str(len(form)),
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "127.0.0.1",
            "HTTP_ACCEPT_ENCODING": "gzip",
            "HTTP_COOKIE": self.cookie,
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(form),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }

    def wire(self, host: str) -> bytes:
        """The bytes of the request over a connection that stays open."""
        form = self.form.encode()
        lines = [
            f"{self.method} {self.path} HTTP/1.1",
            f"Host: {host}",
            "Accept-Encoding: gzip",
            *([f"Cookie: {self.cookie}"] if self.cookie else []),
            *(["Content-Type: application/x-www-form-urlencoded"] if form else []),
            *([f"Content-Length: {len(form)}"] if form else []),
        ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + form


@dataclass(frozen=True)
class Got:
    """What came back: status, headers in lower case (the last of a name), body as sent."""

    status: int
    headers: dict[str, str]
    body: bytes


def answerer() -> Callable[[Ask], Got]:
    """The whole application, asked in this process."""
    from borrower_guide.wsgi import application

    def answer(ask: Ask) -> Got:
        told: list[Any] = []
        response = application(ask.environ(), lambda *given: told.extend(given[:2]))
        body = b"".join(response)
        response.close()
        headers = {name.lower(): value for name, value in told[1]}
        return Got(int(told[0][:3]), headers, body)

    return answer


def case_with(visits: int) -> tuple[str, dict[str, str]]:
    """A saved case with so many full visits: its address, and the cookie that opens it."""
    address, _, cookie = _saved(visits, None)
    return address, cookie


def case_of(entries: int) -> tuple[str, Any, dict[str, str]]:
    """A saved case of so many entries, most of them full visits: address, holding, cookie."""
    return _saved(entries, entries)


def _saved(visits: int, most: int | None) -> tuple[str, Any, dict[str, str]]:
    from django.utils import timezone

    from borrower_guide.cases import journal
    from borrower_guide.cases.access import cookies
    from borrower_guide.cases.models import CaseFile
    from borrower_guide.cases.taking.from_file import new_entries

    today, holding = timezone.localdate(), cookies.Holding.begun()
    row = CaseFile(id=holding.ref, created_on=today, last_used_on=today)
    journal.begin(row, holding, list(new_entries(case_file(visits), imported=False))[:most])
    opened = replace(holding, fresh=False, code=None)
    return f"/cases/{holding.ref}/", opened, {cookies.PREFIX + holding.ref: opened.sealed()}


def case_file(visits: int) -> Any:
    """The demo case with its fullest visit repeated until there are so many."""
    import json

    from borrower_guide.schema.case import Case

    demo = json.loads((ROOT / "fixtures" / "demo" / "case.json").read_text())
    fullest = max(demo["visits"], key=lambda visit: len(json.dumps(visit)))
    demo["visits"] = [fullest | {"id": f"V{number}"} for number in range(1, visits + 1)]
    return Case.read(demo)


def new_case() -> tuple[str, dict[str, str]]:
    """A case that has a key but no row yet: its address, and its cookie."""
    from borrower_guide.cases.access import cookies

    holding = cookies.Holding.begun()
    return f"/cases/{holding.ref}/", {cookies.PREFIX + holding.ref: holding.sealed()}


def guide_pages() -> dict[str, Ask]:
    """A request to every step and outcome of the main flow, each on a route that leads there."""
    from borrower_guide.guide import answers, shelves
    from borrower_guide.site.sealed import seal

    book = shelves.book()
    flow, proof = book.flows["visit"], book.proofs["visit"]
    return {
        key: Ask(
            f"/guide/visit/{key}/",
            {answers.COOKIE: seal({"visit": proof.witnesses[(key,)]}, purpose=answers.COOKIE)},
        )
        for key in flow.nodes
    }


def sample_nodes() -> tuple[str, str, str, str]:
    """Of the main flow: the first step, one half way, the last of the longest route, its result."""
    from borrower_guide.guide import shelves

    book = shelves.book()
    flow, ways = book.flows["visit"], book.proofs["visit"].witnesses

    def answered(node: Any) -> int:
        return len(ways[(node.id,)])

    steps = sorted(flow.steps, key=answered)
    results = [one for one in flow.outcomes if one.kind == "result"]
    return steps[0].id, steps[len(steps) // 2].id, steps[-1].id, max(results, key=answered).id
