"""What every template may say about this installation."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the operator, and the registration numbers that Chinese law wants in the footer."""
    return {
        "operator": settings.OPERATOR,
        "icp_number": settings.ICP_NUMBER,
        "psb_number": settings.PSB_NUMBER,
    }
