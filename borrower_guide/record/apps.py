"""The Django app of this room."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """Room `record`."""

    name = "borrower_guide.record"
