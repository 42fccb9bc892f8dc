"""How the frame around a page looks to this browser: the size of its letters, screen or paper."""

from dataclasses import dataclass
from typing import Self

from django.http import HttpRequest

from borrower_guide.site.kept import OF_A_CASE
from borrower_guide.site.text_size import TextSize, size_of

_BY_ANSWERS = "guide:step"
_PAPER = "print"


@dataclass(frozen=True, slots=True)
class Frame:
    """All of it is drawn from closed lists, so kept pages can be told apart by it.

    `paper`: the page is shown as it is printed. `alone`: no other browser can open this address.
    """

    size: TextSize = "normal"
    paper: bool = False
    alone: bool = False

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """The frame that a request asks for, by its cookie and `?print=1`."""
        return cls(size_of(request), _PAPER in request.GET, _is_alone(request))

    @property
    def look(self) -> str:
        """The classes of `html`; none on an ordinary page."""
        large = "" if self.size == "normal" else f"text-{self.size}"
        return " ".join(name for name in (large, "on-paper" if self.paper else "") if name)

    @property
    def opened(self) -> str:
        """The attribute that opens what is folded: nobody can tap on paper."""
        return " open" if self.paper else ""


def paper_address(request: HttpRequest) -> str:
    """The same page as printed, as a query for its own address; the answer to a form has none."""
    if request.method == "POST":
        return ""
    query = request.GET.copy()
    query[_PAPER] = "1"
    return f"?{query.urlencode()}"


def screen_address(request: HttpRequest) -> str:
    """The same page as on a screen."""
    query = request.GET.copy()
    query.pop(_PAPER, None)
    return request.path + (f"?{query.urlencode()}" if query else "")


def full_address(request: HttpRequest) -> str:
    """Host and path, to be typed from paper."""
    return request.get_host() + request.path


def _is_alone(request: HttpRequest) -> bool:
    match = request.resolver_match
    by_answers = match is not None and match.view_name == _BY_ANSWERS
    return by_answers or bool(OF_A_CASE.match(request.path))
