"""我的账号: another password, other recovery codes, another phone; each asks for the password."""

import pyotp
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from borrower_guide.desk.accounts import changing, fields, passwords, pending, session
from borrower_guide.desk.accounts.drawing import qr, typed_secret
from borrower_guide.desk.accounts.entrance import own_address
from borrower_guide.desk.accounts.join_pages import CODES
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.accounts.signing_in import confirmed
from borrower_guide.desk.pages import for_advocates
from borrower_guide.site.inputs import TextField

PHONE = "new-phone"
_ASKS = ["GET", "HEAD", "POST"]
Faults = dict[str, str]


@require_http_methods(["GET", "HEAD"])
@for_advocates
def account(request: HttpRequest, who: SignedIn) -> HttpResponse:
    """Whose account it is, what was noticed, and what can be changed."""
    page = {
        "who": who,
        "left": who.advocate.recovery_codes.count(),
        "done": request.GET.get("done"),
        "after": own_address(request.GET.get("next", "")),
    }
    return render(request, "desk/accounts/account.html", page)


@require_POST
@for_advocates
def noticed(request: HttpRequest, who: SignedIn) -> HttpResponse:
    """The advocate has read that somebody knew the password, and says that it was no stranger."""
    changing.forget_half_open(who)
    return redirect(own_address(request.POST.get("next", "")))


@require_http_methods(_ASKS)
@for_advocates
def password(request: HttpRequest, who: SignedIn) -> HttpResponse:
    """Another password, for the same vault. Other browsers are closed by it."""
    faults: Faults = {}
    if request.method == "POST":
        new, again = (request.POST.get(name, "") for name in ("password", "password_again"))
        faults = _unconfirmed(request, who) | passwords.faults(new, again, who.advocate)
        if not faults:
            changing.change_password(who, new)
            response = redirect(reverse("desk:account") + "?done=password")
            session.sign_in(request, response, who)
            return response
    inputs = [fields.old_password(faults), *fields.new_password(faults, "新密码")]
    return _asked(request, who, faults, inputs, "password")


@require_http_methods(_ASKS)
@for_advocates
def new_codes(request: HttpRequest, who: SignedIn) -> HttpResponse:
    """Ten other recovery codes; those from before are good no longer."""
    faults = _unconfirmed(request, who)
    if request.method != "POST" or faults:
        return _asked(request, who, faults, [fields.old_password(faults)], "codes")
    codes = changing.renew_recovery_codes(who)
    response = redirect("desk:codes")
    pending.keep(response, {"codes": codes, "username": who.advocate.username}, CODES)
    return response


@require_http_methods(_ASKS)
@for_advocates
def new_phone(request: HttpRequest, who: SignedIn) -> HttpResponse:
    """First the password; then another secret is shown until a code of it is typed back."""
    faults = _unconfirmed(request, who)
    if request.method != "POST" or faults:
        return _asked(request, who, faults, [fields.old_password(faults)], "phone")
    response = redirect("desk:phone_code")
    said = {"secret": pyotp.random_base32(), "advocate": who.advocate.pk}
    pending.keep(response, said, PHONE)
    return response


@require_http_methods(_ASKS)
@for_advocates
def phone_code(request: HttpRequest, who: SignedIn) -> HttpResponse:
    """The other phone is taken once it is shown to work; until then the old one is good."""
    said = pending.pending(request, PHONE)
    if said is None or said["advocate"] != who.advocate.pk:
        return redirect("desk:new_phone")
    typed = request.POST.get("one_time_code", "")
    if request.method == "POST" and changing.change_phone(
        who, said["secret"], typed, timezone.now()
    ):
        response = redirect(reverse("desk:account") + "?done=phone")
        pending.drop(response)
        return response
    faults = {"one_time_code": changing.WRONG_CODE} if request.method == "POST" else {}
    page = {
        "who": who,
        "picture": qr(who.advocate.username, said["secret"]),
        "secret": typed_secret(said["secret"]),
        "field": fields.phone_code(faults),
        "faults": fields.summary(faults),
        "unsaved": "新手机还没连上",
    }
    return render(request, "desk/accounts/phone.html", page, status=422 if faults else 200)


def _unconfirmed(request: HttpRequest, who: SignedIn) -> Faults:
    """What is wrong with the password that must be typed before anything is changed."""
    if request.method != "POST":
        return {}
    error = confirmed(request, who, request.POST.get("old_password", ""))
    return {"old_password": error} if error else {}


def _asked(
    request: HttpRequest, who: SignedIn, faults: Faults, inputs: list[TextField], what: str
) -> HttpResponse:
    page = {"who": who, "fields": inputs, "faults": fields.summary(faults), "what": what}
    return render(request, "desk/accounts/change.html", page, status=422 if faults else 200)
