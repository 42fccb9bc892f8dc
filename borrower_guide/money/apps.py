"""The Django app of this room."""

from django.apps import AppConfig


class MoneyConfig(AppConfig):
    """Room `money`: what a loan costs, and what can be paid."""

    name = "borrower_guide.money"

    def ready(self) -> None:
        """Register the check of the content on interest."""
        from borrower_guide.money import checks  # noqa: F401
