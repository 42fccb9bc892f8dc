"""The Django app of this room."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Room `desk`: advocates, their accounts, the cases that were handed to them, their paper."""

    name = "borrower_guide.desk"
