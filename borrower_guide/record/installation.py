"""What a record says of the installation that makes it, so that whoever has it can find it."""

from django.conf import settings
from django.urls import reverse


def installation() -> dict[str, str]:
    """Who runs it, and the address of 核对记录; only what is set. A local one has no address."""
    names = (name for name in settings.ALLOWED_HOSTS if name[:1] not in (".", "*"))
    host = "" if settings.LOCAL else next(names, "")
    address = f"https://{host}{reverse('record:verify')}" if host else ""
    told = {"operator": settings.OPERATOR, "address": address}
    return {name: text for name, text in told.items() if text}
