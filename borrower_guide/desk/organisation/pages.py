"""单位: who belongs, who is invited, and the counts; for a lead."""

from unicodedata import category

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from borrower_guide.desk.accounts import inviting
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.models import Invitation
from borrower_guide.desk.organisation import counts, staff
from borrower_guide.desk.organisation.invited import invited
from borrower_guide.desk.organisation.leads import for_leads
from borrower_guide.site.inputs import Choices, Option, TextField


@require_safe
@for_leads
def organisation(request: HttpRequest, who: SignedIn) -> HttpResponse:
    """Who belongs, who is invited, and the counts."""
    return _page(request, who)


@require_POST
@for_leads
def invite(request: HttpRequest, who: SignedIn) -> HttpResponse:
    """The number stands in the answer, and nowhere else."""
    name = " ".join(request.POST.get("name", "").split())
    longest = Invitation._meta.get_field("name").max_length or 0
    if not 0 < len(name) <= longest:
        return _page(request, who, "写上名字" if not name else f"名字最多 {longest} 个字")
    if any(category(char)[0] == "C" for char in name):  # one turns what stands after it around
        return _page(request, who, "名字里有看不见的字符，请重新打一遍")
    is_lead = request.POST.get("is_lead") == "1"
    ours, now = who.advocate.organisation, timezone.now()
    code = inviting.invite(ours, name, now, by=who, is_lead=is_lead)
    return invited(request, who, name, code)


@require_POST
@for_leads
def end_invitation(_request: HttpRequest, who: SignedIn, pk: int) -> HttpResponse:
    """The number is good no longer; a second time changes nothing."""
    inviting.end(pk, by=who)
    return redirect(reverse("desk:organisation") + "?done=ended")


@require_safe
@for_leads
def counts_file(_request: HttpRequest, who: SignedIn) -> HttpResponse:
    """The counts for a spreadsheet."""
    text = counts.as_csv(counts.table(who.advocate.organisation))
    head = {"Content-Disposition": 'attachment; filename="counts.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=head)


def _page(request: HttpRequest, who: SignedIn, error: str = "") -> HttpResponse:
    ours, now = who.advocate.organisation, timezone.now()
    name = TextField(
        name="name",
        label="名字",
        help="借款人会看到这个名字和单位名。用真名，或单位里叫得出的名字。",
        value=request.POST.get("name", ""),
        error=error,
        optional=False,
    )
    page = {
        "who": who,
        "members": staff.members(ours),
        "left": staff.members(ours, is_active=False),
        "invitations": ours.invitations.filter(ends_at__gt=now).order_by("ends_at"),
        "name": name,
        "lead_box": _lead_box(checked=request.POST.get("is_lead") == "1"),
        "faults": [(name.id, error)] if error else [],
        "headings": counts.HEADINGS,
        "rows": counts.table(ours),
        "done": request.GET.get("done"),
    }
    return render(request, "desk/organisation/page.html", page, status=422 if error else 200)


def _lead_box(*, checked: bool) -> Choices:
    option = Option(
        "1", "也当负责人", "能请人、请人离开，能看单位的数目。看不到别人的个案。", checked
    )
    return Choices(name="is_lead", label="权限", options=(option,), type="checkbox", optional=True)
