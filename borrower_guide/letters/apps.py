"""The Django app of this room."""

from pathlib import Path

from django.apps import AppConfig

from borrower_guide.law.library import Library
from borrower_guide.schema.faults import ContentFault


class LettersConfig(AppConfig):
    """Room `letters`: papers made of a case."""

    name = "borrower_guide.letters"

    def ready(self) -> None:
        """Register the check of the blank forms."""
        from borrower_guide.letters import checks  # noqa: F401

    def content_faults(self, content: Path, library: Library) -> tuple[ContentFault, ...]:
        """What `check_content` tells of `letters/` in a folder of content, if it is there."""
        from borrower_guide.letters.faults import faults_in

        folder = content / "letters"
        return faults_in(library, folder) if folder.is_dir() else ()
