"""The Django app of this room."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Room `cases`: the journal, its keys, and the pages to write in it."""

    name = "borrower_guide.cases"

    def ready(self) -> None:
        from borrower_guide.cases import checks  # noqa: F401  registers the trigger check
