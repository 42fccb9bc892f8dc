"""For whom a form of a case was opened: it brings that back, and writes for nobody else.

A browser in an office may hold a client's key and an advocate's session at once, and either may
come and go while a page stands open. The keys decide who may write; this, whether it is still the
one for whom the page was made. It opens nothing, so it is neither secret nor signed.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from borrower_guide.cases.access import slots
from borrower_guide.cases.entries import OWNER
from borrower_guide.cases.naming import writer_of
from borrower_guide.site.kept import AGAIN, Sent, Way, does, give_back

FIELD = "writer"
# The other answers to the question, and who carries them out: desk/middleware.py.
SIGN_IN, SIGN_OUT = "sign_in", "sign_out"


class AnotherWriter(Exception):
    """The form was opened for somebody else, or does not say for whom; nothing was done.

    `writer` and `by` are who would write now: the value of the field, and the journal's word.
    """

    def __init__(self, ref: str, writer: str, by: str) -> None:
        self.ref, self.writer, self.by = ref, writer, by
        super().__init__(ref)


def opened_for(request: HttpRequest) -> str:
    """For whom the form was opened: OWNER, or the slot of an advocate; empty if it does not say."""
    return request.POST.get(FIELD, "")


def check(request: HttpRequest, ref: str, writer: str, by: str) -> None:
    """Before a page of the case at `ref` does what a form asks. Raises AnotherWriter."""
    own_page = request.path.startswith(reverse("cases:overview", args=[ref]))
    if request.method == "POST" and own_page and opened_for(request) != writer:
        raise AnotherWriter(ref, writer, by)


def ask(request: HttpRequest, fault: AnotherWriter) -> HttpResponse:
    """The form again with all that was typed, and whose words they would become.

    For whom it was opened is not told: whoever reads this need not know them.
    """
    act, undone = does(request)
    then = f"接着{act}，就写明是{writer_of(fault.by)}写的。"
    return give_back(
        request,
        Sent.of(request),
        status=409,
        title=f"还没{undone}，先看清会算谁写的",
        message=_before(opened_for(request)) + _now(fault) + then,
        asks_number=False,
        ways=_ways(request, fault),
    )


def _before(before: str) -> str:
    if not before:
        return "看不出这一页是谁打开的。"
    if before == OWNER:
        return "这一页是用续填号打开的，写的算记录人的。"
    return "这一页是先前登录的援助人员打开的。"


def _now(fault: AnotherWriter) -> str:
    owners = fault.writer == OWNER
    return "现在这份记录是用续填号打开的。" if owners else f"现在登录的是{fault.by}。"


def _ways(request: HttpRequest, fault: AnotherWriter) -> list[Way]:
    """First that of whoever opened it: what stands there is most likely theirs."""
    go_on = Way(FIELD, fault.writer, f"我是{writer_of(fault.by)}，接着{does(request)[0]}")
    before = opened_for(request)
    if before == OWNER:
        return [Way(AGAIN, SIGN_OUT, "我是记录人，先退出登录"), go_on]
    if before and slots.held(before, fault.ref):
        return [Way(AGAIN, SIGN_IN, "我是打开这一页的人，先登录"), go_on]
    return [go_on]
