"""接过来, 替人开始记: a case comes onto a desk by a 交接号, or is begun there for its owner."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from borrower_guide.cases.access import slots
from borrower_guide.cases.access.looking_up import NothingFound, number_field
from borrower_guide.cases.gate import CaseClosed
from borrower_guide.cases.handing.handoff import helpers
from borrower_guide.cases.models import KEEP_DAYS, Access
from borrower_guide.cases.writing import id_of_form
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.admitting import open_matter
from borrower_guide.desk.handing import beginning
from borrower_guide.desk.handing.taking import CALLED, take_over
from borrower_guide.desk.label import BadLabel, label_field, read_label
from borrower_guide.desk.models import Matter
from borrower_guide.desk.pages import for_advocates
from borrower_guide.site.inputs import TextField

BEGUN = "这一页已经开始过 编号 {number}。要再替别人开始，请重新打开这一页。"
NOT_AGREED = "要本人同意，在这里打了勾，才能存。"


@require_http_methods(["GET", "HEAD", "POST"])
@for_advocates
def take(request: HttpRequest, who: SignedIn) -> HttpResponse:
    """Type the 交接号, and go on to the case."""
    typed, faults = request.POST.get("code", ""), dict[str, str]()
    if request.method == "POST":
        try:
            matter = take_over(request, who, typed, read_label(request.POST.get("label", "")))
            return redirect("desk:matter", pk=matter.pk)
        except BadLabel as fault:
            faults["label"] = str(fault)
        except NothingFound as fault:
            faults["code"] = str(fault)
    code = number_field(
        "code",
        typed,
        faults.get("code", ""),
        called=CALLED,
        hint="16 位数字，在本人的手机上。中间空不空格都行。",
    )
    label = label_field(request.POST.get("label", ""), faults.get("label", ""))
    page = {"who": who, "code": code, "label": label, "faults": _told([code, label])}
    return render(request, "desk/handing/take.html", page, status=422 if faults else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_advocates
def begin(request: HttpRequest, who: SignedIn) -> HttpResponse:
    """Begin a case for whoever sits here, with what they agreed to, and go on to the slip."""
    faults = dict[str, str]()
    if request.method == "POST":
        try:
            label = read_label(request.POST.get("label", ""))
        except BadLabel as fault:
            faults["label"] = str(fault)
        if "consent" not in request.POST:
            faults["consent"] = NOT_AGREED
        if not faults:
            form = id_of_form(request)
            try:
                begun = beginning.begin(request, who, form, label, timezone.now())
                slip = reverse("desk:slip", args=[begun.matter.pk])
                return redirect(f"{slip}?again=1" if begun.again else slip)
            except beginning.BegunBefore as fault:
                faults["label"] = BEGUN.format(number=fault.matter.number)
    field = label_field(request.POST.get("label", ""), faults.get("label", ""))
    consent = [("f-consent", faults["consent"])] if "consent" in faults else []
    page = {
        "who": who,
        "label": field,
        "keep_days": KEEP_DAYS,
        "consent_error": faults.get("consent", ""),
        "consented": "consent" in request.POST,
        "entry_id": id_of_form(request),
        "faults": consent + _told([field]),
    }
    return render(request, "desk/handing/begin.html", page, status=422 if faults else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_advocates
def slip(request: HttpRequest, who: SignedIn, pk: int) -> HttpResponse:
    """号条, until it is handed over; a POST says that it was, and nobody here has the number."""
    matter = Matter.objects.filter(advocate=who.advocate, pk=pk).first()
    if matter is None:
        raise Http404
    doing = Access.Doing.PRINT if slots.shown(matter.ref).exists() else Access.Doing.VIEW
    doing = Access.Doing.WRITE if request.method == "POST" else doing
    opened = open_matter(request, who, matter, doing, "desk:slip")
    if opened is None:
        raise CaseClosed(matter.ref)
    if request.method == "POST":
        beginning.handed_over(opened)
        return redirect("desk:matter", pk=matter.pk)
    page = {
        "who": who,
        "matter": matter,
        "again": "again" in request.GET,
        "code": beginning.number_of(opened),
        "host": request.get_host(),
        "helpers": helpers(opened.case),
        "keep_days": opened.case.keep_days,
    }
    return render(request, "desk/handing/slip.html", page)


def _told(fields: list[TextField]) -> list[tuple[str, str]]:
    return [(field.id, field.error) for field in fields if field.error]
