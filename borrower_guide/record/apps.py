"""The Django app of this room."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """Room `record`."""

    name = "borrower_guide.record"

    def ready(self) -> None:
        """Register the check of the certificates for timestamps."""
        from borrower_guide.record import checks  # noqa: F401
