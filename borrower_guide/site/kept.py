"""A refused or failed request, given back as a form with everything typed still in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# What a person taps and never types: a name from a closed list, a short count, the label of a
# thing (V1), an id, what we sealed, or JSON.
_CHOICE = re.compile(
    r"[0-9]{0,2}|[LVE][0-9]{1,3}|[a-z][a-z0-9_]*|[0-9a-f-]{16,}|gAAAA[\w-]{60,}=*|\{.*\}", re.DOTALL
)
OF_A_CASE = re.compile(r"/cases/(?!new/|open/|import/|close/)[^/]+/")
# What a page would have done, and not have done: most save, these do not.
_DOES = {
    "/cases/open/": ("打开", "打开"),
    "/cases/import/": ("放", "放进来"),
    "/verify/": ("核对", "核对"),
    "/money/": ("算", "算"),
    "/pickup/": ("取", "取到"),
    "/desk/in/": ("登录", "登录"),
    "/desk/take/": ("接", "接过来"),
}
# By the end of an address: "save once more" would be a trap there.
_AT_THE_END = {
    "/record/": ("做", "做成"),
    "/record/shop.pdf": ("做", "做成"),
    "/record/pickup/": ("做", "做成"),
    "/delete/": ("删", "删掉"),
    "/drop/": ("删", "删掉"),
    "/withdraw/": ("撤回", "撤回"),
    "/leave/": ("办", "办好"),
    "/close/": ("关", "关上"),
    "/close/all/": ("关", "关上"),
}
_SECRET = "csrfmiddlewaretoken"  # noqa: S105  (a name)
# Never given back: asked for again, under the words of the page that it was typed on.
PASSWORDS = {
    "old_password": "原来的密码",
    "password": "密码",
    "password_again": "密码再输一次",
    "one_time_code": "动态码或恢复码",
}
_NUMBER = "resume_code"
AGAIN = "kept"
_FILES = "files_refused"
WHOLE = "whole"  # the last field of a form with a file: without it the body broke off


@dataclass(frozen=True, slots=True)
class Kept:
    """One value of the refused form."""

    name: str
    value: str

    @property
    def typed(self) -> bool:
        """Whether a person may have typed it, so that it is shown and can be changed."""
        return not _CHOICE.fullmatch(self.value)

    @property
    def rows(self) -> int:
        """Lines of the text area that shows it: one to eight."""
        return min(8, 1 + len(self.value) // 15 + self.value.count("\n"))


@dataclass(frozen=True, slots=True)
class Way:
    """One of several buttons of such a page: what it sends, and its words."""

    name: str
    value: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A form as it was sent to `address`, but for what is never given back.

    `files` and `passwords` are the names of inputs to be filled in again; `number`, a 续填号 that
    was typed.
    """

    address: str
    fields: tuple[Kept, ...]
    files: tuple[str, ...] = ()
    passwords: tuple[str, ...] = ()
    number: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        return cls(
            address=request.get_full_path(),
            fields=tuple(kept_fields(request)),
            files=tuple(dict.fromkeys([*request.FILES, *request.__dict__.get(_FILES, ())])),
            passwords=tuple(name for name in PASSWORDS if name in request.POST),
            number=request.POST.get(_NUMBER, ""),
        )


def keep_typed(request: HttpRequest, *, status: int, title: str, message: str) -> HttpResponse:
    """Answer a POST that was not carried out with a page that sends the same again.

    All fields of the request are in its form, free text visible, with a fresh token; it posts to
    the same address. Below a case it also asks for the number, sent as `resume_code`. Files cannot
    be given back and passwords are not, so they are asked for again. Nothing is read from or
    written to the database.
    """
    return give_back(request, Sent.of(request), status=status, title=title, message=message)


def give_back(
    request: HttpRequest,
    sent: Sent,
    *,
    status: int,
    title: str,
    message: str,
    asks_number: bool = True,
    ways: Sequence[Way] = (),
) -> HttpResponse:
    """The same for a form that was sent earlier; `ways` stand in the place of the one button."""
    of_a_case = bool(sent.number or OF_A_CASE.match(sent.address))
    page = {
        "heading": title,
        "message": message,
        "sent": sent,
        "passwords": [(name, PASSWORDS[name]) for name in sent.passwords],
        "whole": WHOLE,
        "asks_number": of_a_case and asks_number,
        "again": AGAIN,
        "does": does_at(sent.address)[0],
        "ways": ways,
    }
    return render(request, "site/kept.html", page, status=status)


def ask_again(request: HttpRequest, name: str) -> None:
    """Note that a file came in the field `name` and was not taken, so that it is asked for."""
    request.__dict__.setdefault(_FILES, []).append(name)


def does(request: HttpRequest) -> tuple[str, str]:
    """What the page that this form was sent to does (再存一次), and what is not done (还没存上)."""
    return does_at(request.path)


def does_at(address: str) -> tuple[str, str]:
    """The same for a form that was sent there."""
    path = address.partition("?")[0]
    found = [words for start, words in _DOES.items() if path.startswith(start)]
    found += [words for end, words in _AT_THE_END.items() if path.endswith(end)]
    return found[0] if found else ("存", "存上")


def was_kept(request: HttpRequest) -> bool:
    """Whether this POST comes from such a page already."""
    return AGAIN in request.POST


def way_taken(request: HttpRequest) -> str:
    """Which of the ways named AGAIN was taken on such a page."""
    return request.POST.get(AGAIN, "")


def kept_fields(request: HttpRequest) -> list[Kept]:
    """Every value of the form in its order; never the token or a password, the number apart."""
    return [
        Kept(name, value)
        for name, values in request.POST.lists()
        if name not in (_SECRET, _NUMBER, AGAIN, WHOLE, *PASSWORDS)
        for value in values
    ]
