"""What every page of the desk asks first: who is it?"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.http import urlencode

from borrower_guide.desk.accounts.entrance import in_between
from borrower_guide.desk.accounts.held import hold
from borrower_guide.desk.accounts.session import SignedIn, signed_in, was_in
from borrower_guide.site import errors
from borrower_guide.site.kept import does, keep_typed, kept_fields

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)
ANOTHERS = "写的都还在。这一页要是别人登录时打开的，请他在另一个标签页登录，再回来点一次。"


def for_advocates(
    view: Callable[Concatenate[HttpRequest, SignedIn, P], R],
) -> Callable[Concatenate[HttpRequest, P], R | HttpResponse]:
    """Give the view who is signed in; send others to sign in, with what they typed kept.

    It is kept, too, where there is no such page for them: another may have opened it.
    """

    @wraps(view)
    def asked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> R | HttpResponse:
        if (who := signed_in(request)) is None:
            return signed_out(request)
        try:
            return view(request, who, *args, **kwargs)
        except Http404:
            if not any(field.typed for field in kept_fields(request)):
                raise
            title = f"没有找到这一页，还没{does(request)[1]}"
            return keep_typed(request, status=404, title=title, message=ANOTHERS)

    return asked


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """As site/errors.py; at a desk, where a sign-in is a reason, it says whose desk it is now."""
    at_desk = request.path.startswith(resolve_url("desk:list"))
    who = signed_in(request) if at_desk else None
    now = f"现在登录的是{who.advocate.label}，做的都算在这个账号上。" if who else ""
    return errors.csrf_failure(request, reason, now)


def signed_out(request: HttpRequest, writer: int | None = None) -> HttpResponse:
    """Send to sign in. What was typed is held for its `writer`, or else given back.

    The writer is an advocate; where none is named, whoever was in here a while ago.
    """
    writer = writer or was_in(request)
    if request.method == "POST" and writer and (held := hold(request, writer)):
        return in_between(request, held)
    if request.method == "POST":
        return keep_typed(
            request,
            status=403,
            title=f"已经退出登录，还没{does(request)[1]}",
            message="写的都还在。请在另一个标签页重新登录，再回来点一次。",
        )
    address = reverse(settings.LOGIN_URL)
    return redirect(f"{address}?{urlencode({'next': request.get_full_path()})}")
