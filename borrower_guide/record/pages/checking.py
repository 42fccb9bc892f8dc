"""核对记录: a file comes up, an answer goes back, nothing is kept."""

from cryptography.hazmat.primitives import hashes
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from borrower_guide.record.given import Given
from borrower_guide.record.paper.words import logged_words
from borrower_guide.record.sealing.key import certificate, certificate_pem
from borrower_guide.record.stamping import relied_on
from borrower_guide.record.verdict import Fault, Status, Verdict
from borrower_guide.record.verify import LIMIT, verify_record
from borrower_guide.site.inputs import TextField
from borrower_guide.turns import BUSY, NoTurn, Turns

# A file of 100 MB is read whole: not more than two at a time.
TURNS = Turns("verify", at_once=2, waiting=1, seconds=2)
FORM = 64 * 1024  # what the form adds to the file
PASSWORD = TextField(
    name="password", label="密码", help="文件加了密码才要填。", secret=True, autocomplete="off"
)


# Changes nothing and reads no cookie, so an expired form need not stand in the way.
@csrf_exempt
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """The form, and the answer for one file."""
    trust = certificate(settings.DATA_DIR / "seal")
    fingerprint = trust.fingerprint(hashes.SHA256()).hex()
    page: dict[str, object] = {"fingerprint": fingerprint, "password": PASSWORD}
    if request.method == "POST":
        try:
            verdict = _answer(request)
        except NoTurn:
            page["faults"] = [("file", BUSY)]
            return render(request, "record/verify.html", page, status=503)
        if verdict is None:
            page["faults"] = [("file", "还没有选文件。请选要核对的 PDF。")]
        else:
            stamp = verdict.timestamp
            page |= {
                "verdict": verdict,
                "sealed_at": _words(verdict.sealed_at),
                "stamped_at": _words(stamp.at if stamp else None),
            }
    return render(request, "record/verify.html", page, status=422 if "faults" in page else 200)


def _answer(request: HttpRequest) -> Verdict | None:
    if int(request.META.get("CONTENT_LENGTH") or 0) > LIMIT + FORM:
        return _too_large()
    given = request.FILES.get("file")
    if not isinstance(given, UploadedFile):
        return None
    with TURNS.turn():
        password = request.POST.get("password", "")
        trust = certificate(settings.DATA_DIR / "seal")
        return verify_record(given.read(), Given(trust, password, relied_on()))


def _words(moment: str | None) -> list[str]:
    """Day and time, each not to be broken over two lines; nothing where there is none."""
    return logged_words(moment).split(" ") if moment else []


def _too_large() -> Verdict:
    return Verdict(
        Status.UNREADABLE, faults=(Fault("too_large", "文件", "文件超过 100 MB，不读。"),)
    )


@require_safe
def certificate_file(_request: HttpRequest) -> HttpResponse:
    """The certificate to check with elsewhere and offline."""
    pem = certificate_pem(certificate(settings.DATA_DIR / "seal"))
    response = HttpResponse(pem, content_type="application/x-pem-file")
    response["Content-Disposition"] = 'attachment; filename="certificate.pem"'
    return response
