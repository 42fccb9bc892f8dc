"""The pages for going in and out."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods, require_POST

from borrower_guide.desk.accounts import pending, session
from borrower_guide.desk.accounts.session import signed_in
from borrower_guide.desk.accounts.signing_in import NotSignedIn, let_in
from borrower_guide.site.inputs import TextField


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """User name, password and code in one form; then the page that was asked for."""
    after = own_address(request.POST.get("next") or request.GET.get("next", ""))
    if request.method != "POST":
        return redirect(after) if signed_in(request) else _form(request, after)
    typed = [request.POST.get(name, "") for name in ("username", "password", "one_time_code")]
    try:
        who = let_in(request, *typed)
    except NotSignedIn as fault:
        return _form(request, after, str(fault))
    if who.advocate.half_open_at:
        after = f"{reverse('desk:account')}?{urlencode({'next': after})}"
    response = redirect(after)
    session.sign_in(request, response, who)
    pending.drop(response)  # it may be a colleague's, who did not say that the codes are kept
    return response


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session on the server; a copy of the cookies opens nothing from now on."""
    response = redirect(f"{resolve_url(settings.LOGIN_URL)}?out=1")
    session.sign_out(request, response)
    return response


def own_address(wanted: str) -> str:
    """Where to go on: an address of this site, or the list."""
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return resolve_url("desk:list")


def _form(request: HttpRequest, after: str, error: str = "") -> HttpResponse:
    name = TextField(
        name="username",
        label="用户名",
        value=request.POST.get("username", ""),
        error=error,
        optional=False,
        autocomplete="username",
    )
    page = {
        "fields": [name, *_SECRETS],
        "after": after,
        "faults": [(name.id, error)] if error else [],
        "left": "out" in request.GET,
    }
    return render(request, "desk/accounts/in.html", page, status=422 if error else 200)


_SECRETS = (
    TextField(
        name="password",
        label="密码",
        optional=False,
        secret=True,
        autocomplete="current-password",
    ),
    TextField(
        name="one_time_code",
        label="动态码或恢复码",
        help="手机验证器上的 6 位数字。手机不在身边，输一个恢复码，用掉就没有了。",
        optional=False,
        inputmode="numeric",
        short=True,
        autocomplete="one-time-code",
    ),
)
