"""What every page of the desk may say about this browser."""

from django.http import HttpRequest

from borrower_guide.desk.handing.left_open import is_by_number, is_left_open


def browser(request: HttpRequest) -> dict[str, bool | str]:
    """`left_open`: a case was opened by its number here, beside the desk.

    `here_at_desk`: the page of the desk that it is, for the navigation; elsewhere empty.
    `by_number`: it is a page of a case that its number opened, where advocates sign in, too.
    """
    place = request.resolver_match.view_name if request.resolver_match else ""
    here = place.removeprefix("desk:") if place.startswith("desk:") else ""
    return {
        "left_open": is_left_open(request),
        "here_at_desk": here,
        "by_number": is_by_number(request),
    }
