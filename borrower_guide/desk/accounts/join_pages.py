"""加入: the number and a password, then the phone, then the recovery codes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from borrower_guide.cases.access.attempts import note_opening
from borrower_guide.cases.access.looking_up import NothingFound, found_by, number_field
from borrower_guide.desk.accounts import fields, inviting, joining, pending, session
from borrower_guide.desk.accounts.drawing import qr, typed_secret
from borrower_guide.desk.accounts.joining import Joining, NotJoined
from borrower_guide.desk.accounts.session import signed_in
from borrower_guide.desk.accounts.usernames import read_name
from borrower_guide.desk.models import Invitation

JOIN, CODES = "join", "recovery-codes"
CALLED = "邀请号"
OVER = "没有这个邀请。号可能打错了，也可能用过、作废或过了 72 小时。"


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """First step. Nothing is stored; what is set up goes on in this browser."""
    if request.method != "POST":
        return _form(request, {})
    name, password, again = (
        request.POST.get(field, "") for field in ("username", "password", "password_again")
    )
    try:
        invitation = _invitation(request)
    except NothingFound as fault:
        return _form(request, {"code": str(fault)})
    if faults := joining.faults(invitation, name, password, again):
        return _form(request, faults)
    begun = Joining.begun(invitation, read_name(name), password)
    response = redirect("desk:join_phone")
    pending.keep(response, begun.as_json, JOIN)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: HttpRequest) -> HttpResponse:
    """Second step: scan, and type a code back. Only then there is an account, signed in."""
    said = pending.pending(request, JOIN)
    if said is None:
        return redirect("desk:join")
    begun = Joining.from_json(said)
    if request.method != "POST":
        return _phone(request, begun, {})
    if joining.account_of(begun):  # the answer to the first time was lost
        return _to_codes(begun)
    try:
        who = joining.finish(begun, request.POST.get("one_time_code", ""), timezone.now())
    except NotJoined as fault:
        faults = {fault.field: str(fault)}
        again = fault.field == "one_time_code"
        return _phone(request, begun, faults) if again else _form(request, faults)
    response = _to_codes(begun)
    session.sign_in(request, response, who)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: HttpRequest) -> HttpResponse:
    """Third step: the recovery codes, until the person says that they have them."""
    said = pending.pending(request, CODES)
    if said is None or request.method == "POST":
        response = redirect("desk:list")
        pending.drop(response)
        return response
    page = {"who": signed_in(request), "codes": said["codes"], "username": said["username"]}
    return render(request, "desk/accounts/codes.html", page)


def _to_codes(begun: Joining) -> HttpResponse:
    response = redirect("desk:codes")
    pending.keep(response, {"codes": begun.codes, "username": begun.username}, CODES)
    return response


def _invitation(request: HttpRequest) -> Invitation:
    """Raises NothingFound or Busy."""
    found = found_by(
        request,
        request.POST.get("code", ""),
        lambda code: inviting.find(code, timezone.now()),
        missing=OVER,
        called=CALLED,
    )
    note_opening(request)
    return found


def _form(request: HttpRequest, faults: dict[str, str]) -> HttpResponse:
    typed = request.POST
    inputs = [
        number_field(
            "code",
            typed.get("code", ""),
            faults.get("code", ""),
            called=CALLED,
            hint="16 位数字，负责人给的。中间空不空格都行。",
        ),
        fields.text(
            "username",
            "用户名",
            typed.get("username", ""),
            faults,
            help="自己起，登录时用。汉字、字母、数字都行。重新开始的，填原来的。",
            autocomplete="username",
        ),
        *fields.new_password(faults),
    ]
    page = {"fields": inputs, "faults": fields.summary(faults), "action": "desk:join"}
    return render(request, "desk/accounts/join.html", page, status=422 if faults else 200)


def _phone(request: HttpRequest, begun: Joining, faults: dict[str, str]) -> HttpResponse:
    page = {
        "picture": qr(begun.username, begun.secret),
        "secret": typed_secret(begun.secret),
        "field": fields.phone_code(faults),
        "faults": fields.summary(faults),
        "unsaved": "账号还没开好",
    }
    return render(request, "desk/accounts/phone.html", page, status=422 if faults else 200)
