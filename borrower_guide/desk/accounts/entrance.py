"""The pages for going in and out."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods, require_POST

from borrower_guide.desk.accounts import pending, session
from borrower_guide.desk.accounts.held import FIELD, held_for
from borrower_guide.desk.accounts.session import SignedIn, signed_in, was_in
from borrower_guide.desk.accounts.signing_in import NotSignedIn, let_in
from borrower_guide.site.inputs import TextField
from borrower_guide.site.kept import does_at, give_back

BACK = "写的都还在。看一遍，再点一次。"
SOMEBODY = "然后请看“我的账号”：可能有人知道你的密码。"


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """User name, password and code in one form; then the page that was asked for."""
    after = own_address(request.POST.get("next") or request.GET.get("next", ""))
    if request.method != "POST":
        return redirect(after) if signed_in(request) else _form(request, after=after)
    held = request.POST.get(FIELD, "")
    typed = [request.POST.get(name, "") for name in ("username", "password", "one_time_code")]
    try:
        who = let_in(request, *typed)
    except NotSignedIn as fault:
        return _form(request, after=after, held=held, username=typed[0], error=str(fault))
    session.begin(request, who)
    response = _onward(request, who, after, held)
    session.give_key(request, response, who)
    pending.drop(response)  # it may be a colleague's, who did not say that the codes are kept
    return response


def in_between(request: HttpRequest, held: str) -> HttpResponse:
    """Ask to sign in again where a form came too late; `held` is what was typed, sealed."""
    return _form(request, held=held)


def instead(request: HttpRequest) -> HttpResponse:
    """Ask to sign in again in the place of a page of a case, which is not there for a stranger."""
    return _form(request, after=request.get_full_path(), status=404)


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


def _onward(request: HttpRequest, who: SignedIn, after: str, held: str) -> HttpResponse:
    """What was typed before, or the page that was asked for; but first what was noticed."""
    noticed = who.advocate.half_open_at is not None
    if sent := held_for(who.advocate, held):
        title = f"登录好了，刚才写的还没{does_at(sent.address)[1]}"
        message = BACK + (SOMEBODY if noticed else "")
        return give_back(request, sent, status=200, title=title, message=message, asks_number=False)
    if noticed:
        after = f"{reverse('desk:account')}?{urlencode({'next': after})}"
    return redirect(after)


def _form(
    request: HttpRequest,
    *,
    after: str = "",
    held: str = "",
    username: str = "",
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    name = _username(username, error)
    page = {
        "fields": [name, *_SECRETS],
        "after": after,
        "held": held,
        "faults": [(name.id, error)] if error else [],
        "left": "out" in request.GET,
        "rested": was_in(request) is not None and signed_in(request) is None,
    }
    told = 422 if error else 403 if held else status
    return render(request, "desk/accounts/in.html", page, status=told)


def _username(typed: str, error: str) -> TextField:
    return TextField(
        name="username",
        label="用户名",
        value=typed,
        error=error,
        optional=False,
        autocomplete="username",
    )


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
        autocomplete="one-time-code",
    ),
)
