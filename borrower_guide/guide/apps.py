"""The Django app of this room."""

from django.apps import AppConfig


class GuideConfig(AppConfig):
    """Room `guide`."""

    name = "borrower_guide.guide"
