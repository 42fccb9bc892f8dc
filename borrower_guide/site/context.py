"""What every template may say about this installation, and about the browser that asks."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from borrower_guide.site.frame import Frame, full_address, paper_address, screen_address


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the frame, who runs this, and the numbers that Chinese law wants in the footer.

    The addresses are made only where a template prints them.
    """
    return {
        "frame": Frame.of(request),
        "paper_at": partial(paper_address, request),
        "screen_at": partial(screen_address, request),
        "address": partial(full_address, request),
        "operator": settings.OPERATOR,
        "contact": settings.CONTACT,
        "icp_number": settings.ICP_NUMBER,
        "psb_number": settings.PSB_NUMBER,
    }
