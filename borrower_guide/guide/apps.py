"""The Django app of this room."""

from django.apps import AppConfig


class GuideConfig(AppConfig):
    """Room `guide`."""

    name = "borrower_guide.guide"

    def ready(self) -> None:
        """Register the checks of the authored content."""
        from borrower_guide.guide import checks  # noqa: F401
