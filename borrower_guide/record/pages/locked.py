"""带密码的一份: made when the button is pressed, sent, and kept nowhere, like its password."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from borrower_guide.cases.gate import OpenCase, open_case
from borrower_guide.record.locked_copy import LEAST, LockedCopy, locked_copy, password_fault
from borrower_guide.record.sealing.key import sealing_key
from borrower_guide.record.sealing.seal import Stamp
from borrower_guide.record.stamping import stamp
from borrower_guide.record.stored import PDF, Stored, stored
from borrower_guide.site.downloads import attachment
from borrower_guide.site.inputs import TextField
from borrower_guide.turns import BUSY, NoTurn, Turns

TURNS = Turns("locked", at_once=1, waiting=2, seconds=5)
DIFFERENT = "两次打的不一样。请两格都再打一次。"
HELP = f"至少 {LEAST} 个字符，英文字母和数字混着用，不要用手机号和生日。"


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, ref: str) -> HttpResponse:
    """The form; POST gives the newest record under the password that was typed twice.

    Where a timestamp was asked for and none came, it gives the form again, and the choice.
    """
    opened = open_case(request, ref)
    record = stored(opened)
    if record is None:
        return redirect("record:preview", ref=opened.ref)
    if request.method != "POST":
        return _form(request, opened)
    password, again = request.POST.get("password", ""), request.POST.get("password_again", "")
    fault = password_fault(password)
    differs = DIFFERENT if not fault and password != again else ""
    if fault or differs:
        return _form(request, opened, fault, differs, status=422)
    asked = None if "without" in request.POST else stamp()
    try:
        with TURNS.turn():
            made = _made(record, password, asked)
    except NoTurn:
        return _form(request, opened, BUSY, status=503)
    if asked and not made.timestamp:  # what was made is dropped: nobody gets less unawares
        return _form(request, opened, unstamped=True, status=503)
    return _sent(record, made.data)


def _form(
    request: HttpRequest,
    opened: OpenCase,
    fault: str = "",
    differs: str = "",
    *,
    unstamped: bool = False,
    status: int = 200,
) -> HttpResponse:
    page = {
        "opened": opened,
        "stamped": bool(settings.TSA_URL),
        "unstamped": unstamped or "unstamped" in request.POST,
        **_fields(fault, differs),
    }
    return render(request, "record/locked.html", page, status=status)


def _made(record: Stored, password: str, asked: Stamp | None) -> LockedCopy:
    key = sealing_key(settings.DATA_DIR / "seal")
    return locked_copy(record.data, password, key=key, at=timezone.now(), stamp=asked)


def _sent(record: Stored, data: bytes) -> HttpResponse:
    response = HttpResponse(data, content_type=PDF)
    response["Content-Disposition"] = attachment(record.name.replace(".pdf", "-mima.pdf"))
    response["Content-Encoding"] = "identity"  # cannot be packed, so its length is known
    return response


def _fields(fault: str = "", differs: str = "") -> dict[str, object]:
    """Both boxes, always empty: a password is never sent back."""
    password = TextField(
        name="password", label="密码", help=HELP, secret=True, optional=False, error=fault
    )
    again = TextField(
        name="password_again", label="再打一次密码", secret=True, optional=False, error=differs
    )
    faults = [(box.id, box.error) for box in (password, again) if box.error]
    return {"fields": (password, again), "faults": faults}
