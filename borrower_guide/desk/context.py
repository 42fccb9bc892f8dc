"""What every page of the desk may say about this browser."""

from django.http import HttpRequest

from borrower_guide.desk.handing.left_open import is_left_open


def browser(request: HttpRequest) -> dict[str, bool]:
    """`left_open`: a case was opened by its number here, beside the desk."""
    return {"left_open": is_left_open(request)}
