"""Before a page of a case: an advocate who may read it is written down, then admitted."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import resolve

from borrower_guide.cases.journal import NotSaved
from borrower_guide.desk.accounts.session import signed_in
from borrower_guide.desk.admitting import admit_to
from borrower_guide.desk.doing import doing_of
from borrower_guide.site.kept import keep_typed


class Admission:
    """The only way of an advocate to a case's pages: first the Access row, then the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, names: dict[str, Any]
    ) -> HttpResponse | None:
        if "ref" not in names or (who := signed_in(request)) is None:
            return None
        place = resolve(request.path_info).view_name
        try:
            admit_to(request, who, names["ref"], doing_of(request.method, place), place)
        except NotSaved:
            return keep_typed(
                request,
                status=507,
                title="现在打不开",
                message="存储满了或暂时连不上。记不下“谁看过”，就不能看。请过一会儿再试。",
            )
        return None
