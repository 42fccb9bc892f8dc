"""What the database itself refuses, tried from a plain connection that knows nothing of us."""

import sqlite3

import pytest
from django.core.checks import run_checks
from django.db import connection

from borrower_guide.cases.triggers import TRIGGERS
from tests.cases.made import Made, a_case, a_visit

pytestmark = pytest.mark.django_db(transaction=True)

REFUSED = {
    "update": "UPDATE cases_entry SET digest = 'x'",
    "update or replace": "UPDATE OR REPLACE cases_entry SET seq = 1 WHERE seq = 2",
    "delete one": "DELETE FROM cases_entry WHERE seq = 2",
    "delete all": "DELETE FROM cases_entry",
    "replace by case and seq": (
        "INSERT OR REPLACE INTO cases_entry (case_id, seq, entry_id, digest, sealed)"
        " SELECT case_id, 2, 'other', digest, sealed FROM cases_entry WHERE seq = 2"
    ),
    "replace by entry id": (
        "INSERT OR REPLACE INTO cases_entry (case_id, seq, entry_id, digest, sealed)"
        " SELECT case_id, 3, entry_id, digest, sealed FROM cases_entry WHERE seq = 2"
    ),
    "replace by row": (
        "INSERT OR REPLACE INTO cases_entry (id, case_id, seq, entry_id, digest, sealed)"
        " SELECT id, case_id, 3, 'other', digest, sealed FROM cases_entry WHERE seq = 2"
    ),
    "leave a gap": (
        "INSERT INTO cases_entry (case_id, seq, entry_id, digest, sealed)"
        " SELECT case_id, 9, 'other', digest, sealed FROM cases_entry WHERE seq = 2"
    ),
    "write for no case": (
        "INSERT INTO cases_entry (case_id, seq, entry_id, digest, sealed)"
        " SELECT 'nobodys', 1, 'other', digest, sealed FROM cases_entry WHERE seq = 2"
    ),
    "rename the case": "UPDATE cases_casefile SET id = 'other'",
    "rename the case or replace": "UPDATE OR REPLACE cases_casefile SET id = 'other'",
    "replace the case": "INSERT OR REPLACE INTO cases_casefile SELECT * FROM cases_casefile",
}


@pytest.fixture
def made() -> Made:
    return a_case(a_visit())


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize("name", REFUSED)
def test_the_database_refuses(made: Made, name: str, recursive: str) -> None:
    plain = sqlite3.connect(connection.settings_dict["NAME"])
    plain.execute(f"PRAGMA recursive_triggers = {recursive}")
    before = plain.execute("SELECT * FROM cases_entry ORDER BY id").fetchall()
    with pytest.raises(sqlite3.IntegrityError, match="entr"):
        plain.execute(REFUSED[name])
    assert plain.execute("SELECT * FROM cases_entry ORDER BY id").fetchall() == before
    plain.close()
    assert len(made.entries()) == 2


def test_a_case_is_not_made_again_over_what_was_left_of_it(made: Made) -> None:
    """Drop the case, drop its last entry, put the case back: the chain would still hold."""
    plain = sqlite3.connect(connection.settings_dict["NAME"])
    [row] = plain.execute("SELECT * FROM cases_casefile").fetchall()
    plain.execute("DELETE FROM cases_casefile")
    plain.execute("DELETE FROM cases_entry WHERE seq = 2")
    with pytest.raises(sqlite3.IntegrityError, match="not made again"):
        plain.execute(f"INSERT INTO cases_casefile VALUES ({','.join('?' * len(row))})", row)
    plain.close()
    assert len(made.entries()) == 2


@pytest.mark.parametrize("name", TRIGGERS)
def test_the_check_finds_a_lost_trigger(made: Made, name: str) -> None:
    assert not run_checks(databases=["default"], tags=["database"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [name])
        [sql] = cursor.fetchone()
        cursor.execute(f"DROP TRIGGER {name}")
        try:
            [error] = run_checks(databases=["default"], tags=["database"])
        finally:
            cursor.execute(sql)
    assert error.id == "cases.E001"
