"""What the database itself refuses, on any connection: to change an entry, or to drop one.

So with the rows that tell what somebody else did with a case.

The case row is the lock on its entries, so it is held fast too: with entries left it is neither
made again (entries could be dropped in between) nor given another id.

A migration that touches the tables named here must run `drop` before and `create` after: SQLite
rebuilds a table to change it and loses its triggers silently. `checks.py` compares.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

JOURNAL = {
    "entry_never_changes": """
        CREATE TRIGGER entry_never_changes BEFORE UPDATE ON cases_entry
        BEGIN SELECT RAISE(ABORT, 'an entry never changes'); END""",
    # Dropping is for whole cases only: the case row goes first, its entries after it.
    "entry_never_dropped": """
        CREATE TRIGGER entry_never_dropped BEFORE DELETE ON cases_entry
        WHEN EXISTS (SELECT 1 FROM cases_casefile WHERE id = OLD.case_id)
        BEGIN SELECT RAISE(ABORT, 'an entry is never dropped alone'); END""",
    # Before, not after: INSERT OR REPLACE would otherwise delete the old row without a trigger.
    "entry_only_appended": """
        CREATE TRIGGER entry_only_appended BEFORE INSERT ON cases_entry
        WHEN NEW.seq IS NOT (SELECT COALESCE(MAX(seq), 0) + 1 FROM cases_entry
                             WHERE case_id = NEW.case_id)
          OR EXISTS (SELECT 1 FROM cases_entry
                     WHERE id = NEW.id OR (case_id = NEW.case_id AND entry_id = NEW.entry_id))
        BEGIN SELECT RAISE(ABORT, 'entries are only appended'); END""",
    # Foreign keys say the same, but a plain connection has them off.
    "entry_has_its_case": """
        CREATE TRIGGER entry_has_its_case BEFORE INSERT ON cases_entry
        WHEN NOT EXISTS (SELECT 1 FROM cases_casefile WHERE id = NEW.case_id)
        BEGIN SELECT RAISE(ABORT, 'an entry has its case'); END""",
    "case_never_made_again": """
        CREATE TRIGGER case_never_made_again BEFORE INSERT ON cases_casefile
        WHEN EXISTS (SELECT 1 FROM cases_entry WHERE case_id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'a case with entries is not made again'); END""",
    "case_keeps_its_id": """
        CREATE TRIGGER case_keeps_its_id BEFORE UPDATE OF id ON cases_casefile
        BEGIN SELECT RAISE(ABORT, 'a case keeps its id and its entries'); END""",
}


ACCESSES = {
    "access_never_changes": """
        CREATE TRIGGER access_never_changes BEFORE UPDATE ON cases_access
        BEGIN SELECT RAISE(ABORT, 'what was done is not rewritten'); END""",
    "access_never_dropped": """
        CREATE TRIGGER access_never_dropped BEFORE DELETE ON cases_access
        WHEN EXISTS (SELECT 1 FROM cases_casefile WHERE id = OLD.case_id)
        BEGIN SELECT RAISE(ABORT, 'what was done is not dropped alone'); END""",
    "access_never_replaced": """
        CREATE TRIGGER access_never_replaced BEFORE INSERT ON cases_access
        WHEN EXISTS (SELECT 1 FROM cases_access WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'what was done is not rewritten'); END""",
}
TRIGGERS = JOURNAL | ACCESSES


def create(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Make those of the journal (SQLite: the only database that is promised)."""
    _create(editor, JOURNAL)


def drop(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Take those of the journal away, so that a migration can rebuild a table."""
    _drop(editor, JOURNAL)


def create_accesses(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Make those of the accesses."""
    _create(editor, ACCESSES)


def drop_accesses(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Take those of the accesses away."""
    _drop(editor, ACCESSES)


def _create(editor: BaseDatabaseSchemaEditor, triggers: dict[str, str]) -> None:
    if editor.connection.vendor == "sqlite":
        for sql in triggers.values():
            editor.execute(sql)


def _drop(editor: BaseDatabaseSchemaEditor, triggers: dict[str, str]) -> None:
    if editor.connection.vendor == "sqlite":
        for name in triggers:
            editor.execute(f"DROP TRIGGER IF EXISTS {name}")
