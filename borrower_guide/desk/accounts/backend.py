"""How Django finds the account of a session."""

from django.contrib.auth.backends import BaseBackend

from borrower_guide.desk.models import Advocate


class VaultBackend(BaseBackend):
    """Accounts of people who still belong here. Passwords are tried in `signing_in`, not here."""

    def get_user(self, user_id: int) -> Advocate | None:
        """The account with its organisation; None once its owner left: sessions end at once."""
        found = Advocate.objects.select_related("organisation")
        return found.filter(pk=user_id, is_active=True).first()
