"""A page of a case, kept as it was last made, sealed like an entry.

A glance is shown only while all that made it is the same: the end of the journal and how many
entries it has, the day, the build, the law in use, and what the page adds. It is opened with the
case key alone. What belongs to one request (a form token, an entry id, a notice, a draft) stands
in a hole.
"""

import hmac
import logging
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from borrower_guide.cases import room, rows
from borrower_guide.cases.access.keys import WrongKey, seal, unseal
from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.models import CaseFile, Glance
from borrower_guide.cases.rows import Newest
from borrower_guide.cases.transactions import patience
from borrower_guide.site.build import build_digest
from borrower_guide.site.context import site

log = logging.getLogger(__name__)
_KEPT = "SELECT sealed FROM cases_glance WHERE case_id = %s AND name = %s AND made_of = %s"
PATIENCE_MS = 200  # a page that is only kept for the next time waits for no writer


HOLE = "\0"


def framed(request: HttpRequest) -> tuple[object, ...]:
    """All that decides the frame around a page: its address, and what templates are told of it."""
    return (
        request.get_full_path(),
        *(one for one in site(request).values() if not callable(one)),
    )


def glance(opened: OpenCase, name: str, facts: object, render: Callable[[], str]) -> str:
    """The HTML of `name`, as it was kept or by `render`.

    `facts`: all that it depends on beside the journal, the day and the build; told apart by repr.
    """
    newest = rows.newest(opened.ref)
    if newest is None:
        return render()
    made_of = _made_of(opened.key, newest, name, facts)
    kept = _kept(opened, name, made_of)
    if kept is not None:
        return kept
    html = render()
    if opened.entries[-1].digest == newest.digest:  # else one was written meanwhile
        _keep(opened.case, opened.key, name, made_of, html)
    return html


def _made_of(key: bytes, newest: Newest, name: str, facts: object) -> str:
    """Under the case key, so that the row tells nobody the day or the size of letters."""
    law = sorted(settings.SWITCHED_OFF_PROVISIONS)
    said = (name, newest, timezone.localdate(), build_digest(), law, facts)
    return hmac.digest(key, repr(said).encode(), "sha256").hex()


def _kept(opened: OpenCase, name: str, made_of: str) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(_KEPT, [opened.ref, name, made_of])
        row = cursor.fetchone()
    if row is None:
        return None
    try:
        return unseal(opened.key, bytes(row[0]), _place(opened.ref, name, made_of)).decode()
    except WrongKey:
        log.warning("A glance cannot be opened; it is made anew.")
        return None


def _keep(case: CaseFile, key: bytes, name: str, made_of: str, html: str) -> None:
    """In place of the last one; a page is shown even if it cannot be kept."""
    if connection.needs_rollback:
        return
    sealed = seal(key, html.encode(), _place(case.pk, name, made_of))
    row = Glance(case=case, name=name, made_of=made_of, sealed=sealed)
    try:
        room.take(len(sealed))
        with patience(PATIENCE_MS), transaction.atomic():
            Glance.objects.bulk_create(
                [row],
                update_conflicts=True,
                unique_fields=["case", "name"],
                update_fields=["made_of", "sealed"],
            )
    except (OSError, DatabaseError) as error:
        log.warning("A glance is not kept: %s", type(error).__name__)


def _place(ref: str, name: str, made_of: str) -> str:
    return f"glance:{ref}:{name}:{made_of}"
