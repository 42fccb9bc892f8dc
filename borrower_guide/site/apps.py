"""The Django app of this room."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Room `site`: the frame around every page, and the pages that belong to no case."""

    name = "borrower_guide.site"

    def ready(self) -> None:
        """Register the check of who runs this installation."""
        from borrower_guide.site import checks  # noqa: F401
