"""Writing all or nothing, and not waiting for what can be left undone."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction

log = logging.getLogger(__name__)


class NotSaved(Exception):
    """Nothing was written: the disk is full or the database cannot be reached."""


@contextmanager
def patience(milliseconds: int) -> Iterator[None]:
    """Wait no longer than this for another writer: what is done here can be left undone."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        [usual] = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {int(milliseconds)}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(usual)}")


@contextmanager
def all_or_none() -> Iterator[None]:
    """What is written in the block is written together. Raises NotSaved with nothing written."""
    try:
        with transaction.atomic():
            yield
    except DatabaseError as error:
        log.error("Not saved: %s", type(error).__name__)
        raise NotSaved from error
