"""What a browser holds of an open case: one sealed cookie a case, under /cases/ only."""

import base64
import secrets
import time
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from borrower_guide.cases.access.codes import new_code
from borrower_guide.cases.access.keys import new_key
from borrower_guide.schema.when import SHANGHAI
from borrower_guide.site.sealed import seal, unseal

PREFIX, PATH, PURPOSE = "c_", "/cases/", "case"
IDLE, LONGEST, MOST = 30 * 60, 12 * 60 * 60, 5


@dataclass(frozen=True, kw_only=True)
class Holding:
    """One open case in this browser.

    `code` is the number until its last digits were typed back; `fresh` until the first save;
    `prefill` brings the guide's answers to the form. `next_slot` and `next_code` are ready before
    a change of number is asked for, so that a lost reply loses nothing. Times are Unix seconds.
    """

    ref: str
    slot: str
    key: bytes
    opened: float
    seen: float
    code: str | None = None
    fresh: bool = False
    prefill: dict[str, Any] | None = None
    next_slot: str | None = None
    next_code: str | None = None

    @classmethod
    def begun(cls, prefill: dict[str, Any] | None = None) -> Self:
        """Key before case: reference, key and number of a case that has no row yet."""
        now = time.time()
        return cls(
            ref=secrets.token_hex(8),
            slot=secrets.token_hex(8),
            key=new_key(),
            opened=now,
            seen=now,
            code=new_code(),
            fresh=True,
            prefill=prefill,
        )

    @property
    def alive(self) -> bool:
        """Not forgotten: rest closes a case, but not one whose number nobody has written down."""
        now = time.time()
        rested = now - self.seen > IDLE and self.code is None
        return not rested and now - self.opened <= LONGEST

    @property
    def opened_text(self) -> str:
        """The minute at which it was opened here, in Shanghai: all that tells two files apart."""
        return f"{datetime.fromtimestamp(self.opened, SHANGHAI):%H:%M}"

    def sealed(self) -> str:
        """The cookie's value, seen now."""
        key = base64.b64encode(self.key).decode("ascii")
        said = {**vars(self), "key": key, "seen": time.time()}
        return seal({name: said[name] for name in said if said[name]}, purpose=PURPOSE)


def held(request: HttpRequest) -> list[Holding]:
    """All cases that are open in this browser, the one opened first in front."""
    names = [name.removeprefix(PREFIX) for name in request.COOKIES if name.startswith(PREFIX)]
    refs = dict.fromkeys([*names, *_changes(request)])
    found = [holding for ref in refs if (holding := read(request, ref))]
    return sorted(found, key=lambda holding: holding.opened)


def read(request: HttpRequest, ref: str) -> Holding | None:
    """What this browser holds of a case; None if nothing, or too long ago."""
    if ref in (changes := _changes(request)):
        return changes[ref]
    data = unseal(request.COOKIES.get(PREFIX + ref, ""), purpose=PURPOSE, max_age=LONGEST)
    if data is None or data.get("ref") != ref:
        return None
    holding = Holding(**{**data, "key": base64.b64decode(data["key"])})
    return holding if holding.alive else None


def keep(request: HttpRequest, holding: Holding, **changes: Any) -> Holding:
    """Hold this from now on; the middleware writes it into the response."""
    kept = replace(holding, **changes)
    _changes(request)[kept.ref] = kept
    return kept


def drop(request: HttpRequest, ref: str) -> None:
    """Hold this no longer."""
    _changes(request)[ref] = None


def make_room(request: HttpRequest) -> None:
    """Close one if five are open already; `gave_way` then tells of it.

    Forms that were never saved go first, then the case opened first. One whose number nobody has
    written down stays: closing it would lose it.
    """
    holdings = held(request)
    closable = [one for one in holdings if one.fresh] + [one for one in holdings if not one.code]
    if len(holdings) < MOST or not closable:
        return
    drop(request, closable[0].ref)
    request.__dict__["case_gave_way"] = not closable[0].fresh


def gave_way(request: HttpRequest) -> bool:
    """Whether this request closed a written case to make room for another."""
    return bool(request.__dict__.get("case_gave_way"))


def write(request: HttpRequest, response: HttpResponse) -> None:
    """Put what changed during this request into its response.

    A picture brings none: many come beside one page, and one that comes while the browser already
    leaves would put the key back that 离开 took away.
    """
    if response.get("Content-Type", "").startswith("image/"):
        return
    for ref, holding in _changes(request).items():
        if holding is None:
            response.delete_cookie(PREFIX + ref, path=PATH, samesite="Lax")
        else:
            response.set_cookie(
                PREFIX + ref,
                holding.sealed(),
                path=PATH,
                httponly=True,
                secure=not settings.LOCAL,
                samesite="Lax",
            )


def leave_as_they_are(request: HttpRequest) -> None:
    """Write none: the response may come after this browser let go of a case."""
    _changes(request).clear()


def _changes(request: HttpRequest) -> dict[str, Holding | None]:
    """What this request has kept and dropped so far, by reference."""
    changes: dict[str, Holding | None] = request.__dict__.setdefault("case_cookies", {})
    return changes
