"""A system check: the triggers in the live database are the ones in the source."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from borrower_guide.cases.models import SealedEntry
from borrower_guide.cases.triggers import TRIGGERS

HINT = "Run cases.triggers.create in a migration after the table was rebuilt."


@register(Tags.database)
def triggers_hold(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """cases.E001: a trigger is missing from, or differs in, a database that has the table."""
    return [error for alias in databases or () for error in _differences(alias)]


def _differences(alias: str) -> list[CheckMessage]:
    connection = connections[alias]
    if connection.vendor != "sqlite":
        return []
    table = SealedEntry._meta.db_table
    if table not in connection.introspection.table_names():
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        live = {name: _folded(sql) for name, sql in cursor.fetchall()}
    wrong = [name for name, sql in TRIGGERS.items() if live.get(name) != _folded(sql)]
    return [
        Error(f"The trigger {name} is not as written.", HINT, id="cases.E001") for name in wrong
    ]


def _folded(sql: str) -> str:
    return " ".join(sql.split())
