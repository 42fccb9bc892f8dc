"""Ending a session, also where the disk is full: whoever leaves must be able to."""

import logging

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError, transaction
from django.http import HttpRequest

log = logging.getLogger(__name__)


def end_session(request: HttpRequest) -> None:
    """Delete the session of this browser, if it has one, on the server and in the answer.

    If the row cannot be deleted now, it rests until its quarter of an hour is over; the browser
    loses its cookie all the same.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return
    try:
        with transaction.atomic():
            request.session.flush()
    except DatabaseError as error:
        log.error("A session is not deleted: %s", type(error).__name__)
        request.session = SessionStore()
