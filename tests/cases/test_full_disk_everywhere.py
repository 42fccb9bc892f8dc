"""Every address that writes, with the disk full at each of its writes in turn.

Whatever is refused: what was typed stands on the page, nothing is kept by half, and the same form
is kept once there is room. The scenes below must name every address of a case that takes a form.
"""

import logging
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings as site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone
from PIL import Image

from borrower_guide.cases import retention
from borrower_guide.cases.access import slots
from borrower_guide.cases.entries import Kind, NewEntry, new_id
from borrower_guide.cases.handing import handoff
from borrower_guide.cases.journal import PARTS
from borrower_guide.cases.models import CaseFile
from borrower_guide.desk.models import Matter
from borrower_guide.letters.pages import output as output_pages
from borrower_guide.record import keeping
from borrower_guide.record.make import Made as MadeRecord
from tests.cases.addresses import fillings
from tests.cases.disk import Disk
from tests.cases.pages import BY_OWNER, CONSENT, Page
from tests.cases.whole import Whole, a_pdf, whole_case
from tests.desk.made import a_desk
from tests.letters.opened import sent

pytestmark = pytest.mark.django_db(transaction=True)
Fields = dict[str, Any]

TYPED = "写了这一句7f3a"
REASON: Fields = {"reason": TYPED}
FORMS: dict[str, Fields] = {
    "cases:about": {"title": TYPED, "keep_days": "7", "reporter_role": "family"},
    "cases:visit_new": {"impact": TYPED, "acts": "insulted"},
    "cases:visit_intake": {"impact": TYPED},
    "cases:visit_edit": {"told_by": TYPED},
    "cases:visit_withdraw": REASON,
    "cases:exhibit_edit": {"title": TYPED},
    "cases:exhibit_withdraw": REASON,
    "cases:contact_new": {"content": TYPED},
    "cases:contact_edit": {"content": TYPED},
    "cases:contact_withdraw": REASON,
    "cases:complaint_new": {"place": "other", "channel": TYPED},
    "cases:complaint_edit": {"place": "other", "channel": TYPED},
    "cases:complaint_withdraw": REASON,
    "cases:note_new": {"text": TYPED},
    "cases:note_edit": {"text": TYPED},
    "cases:note_withdraw": REASON,
    "cases:loan_new": {"lender": TYPED},
    "cases:loan_edit": {"lender": TYPED},
    "cases:loan_withdraw": REASON,
    "cases:door": {"tap": "knocked", "note": TYPED},
    "cases:delete": {},
    "cases:helpers": {"make": "1"},
    "record:pickup_make": {},
    "record:pickup": {},
    "letters:edit": {"block.words": TYPED},
    "letters:withdraw": REASON,
    "letters:sent": {"sent_on": "2026-11-03", "sent_how": "post"},
}
WRITES_NOTHING = {"cases:close", "record:locked", "record:shop"}
LABEL = "王援助（北河法律援助站）"


class Ground:
    """A case, a browser in which it is open, and where its forms are."""

    def __init__(self) -> None:
        self.whole: Whole = whole_case()
        self.client: Client = self.whole.browser()
        self.case = f"/cases/{self.whole.ref}/"
        self.addresses = {
            route.name: route.address(self.whole.ref, filling)
            for route, filling in fillings(self.whole).items()
        }

    def form(self, address: str, **fields: Any) -> Callable[[], Any]:
        """The form at `address` with what it sends unseen; the same at every call."""
        page = self.client.get(address)
        hidden = sent(Page(page)) if page.status_code == 200 else BY_OWNER
        cookies = self.client.cookies.output(header="")

        def send() -> Any:
            self.client.cookies.load(cookies)
            fresh = {n: v() if callable(v) else v for n, v in fields.items()}
            return self.client.post(address, hidden | fresh)

        return send


def _photo() -> SimpleUploadedFile:
    out = BytesIO()
    Image.effect_noise((600, 400), 90).save(out, "JPEG")
    return SimpleUploadedFile("门口.jpg", out.getvalue())


def _first_save(ground: Ground) -> Callable[[], Any]:
    ground.client = Client()
    address = ground.client.get("/cases/new/")["Location"]
    return ground.form(address, **CONSENT, impact=TYPED, acts="insulted")


def _first_tap(ground: Ground) -> Callable[[], Any]:
    ground.client = Client()
    address = ground.client.get("/cases/door/")["Location"]
    return ground.form(address, **CONSENT, tap="knocked", note=TYPED)


def _upload(ground: Ground) -> Callable[[], Any]:
    return ground.form(f"{ground.case}exhibits/new/", title=TYPED, file=_photo)


def _draft(ground: Ground) -> Callable[[], Any]:
    return ground.form(f"{ground.case}notes/new/", text=TYPED, keep_draft="1")


def _number_change(ground: Ground) -> Callable[[], Any]:
    ground.client.get(f"{ground.case}number/change/")  # makes the next number
    return ground.form(f"{ground.case}number/change/")


def _number(ground: Ground) -> Callable[[], Any]:
    """The number that was replaced goes when the new one is typed back or skipped."""
    assert _number_change(ground)().status_code == 302
    return ground.form(f"{ground.case}number/", skip="1")


def _close_all(ground: Ground) -> Callable[[], Any]:
    return ground.form(f"{ground.case}close/all/", number=ground.whole.made.holding.code)


def _organise(ground: Ground) -> Callable[[], Any]:
    tap = NewEntry(kind=Kind.MOMENT, subject=new_id(), payload={"tap": "knocked"})
    ground.whole.made.append(tap)
    return ground.form(f"{ground.case}door/visit/?m=M2", account=TYPED)


def _letter(ground: Ground) -> Callable[[], Any]:
    address = ground.addresses["letters:new"]
    return ground.form(f"{address}?paper=complaint_letter&to=lender_own&v=V1&edit=1")


def _letter_pickup(ground: Ground) -> Callable[[], Any]:
    return ground.form(ground.addresses["letters:edit"].replace("edit/", "pickup/"))


def _record(ground: Ground) -> Callable[[], Any]:
    address = f"{ground.case}record/"
    return ground.form(address, keep=Page(ground.client.get(address)).checked("keep"))


def _import(ground: Ground) -> Callable[[], Any]:
    whole = b"".join(ground.client.get(f"{ground.case}export.zip"))
    ground.client = Client()

    def file() -> SimpleUploadedFile:
        return SimpleUploadedFile("a.zip", whole)

    return ground.form("/cases/import/", **CONSENT, file=file)


def _fetch(ground: Ground) -> Callable[[], Any]:
    page = Page(ground.client.get(f"{ground.case}pickup/"))
    number = "".join(re.findall(r"<span>(\d{4})</span>", page.text))
    ground.client = Client()
    return ground.form("/pickup/", number=number, take="1")


def _take_back(ground: Ground) -> Callable[[], Any]:
    made = ground.whole.made
    slot = slots.advocate(made.case, made.key, b"v" * 32, LABEL, timezone.now())
    slot.save(force_insert=True)
    return ground.form(ground.addresses["cases:helpers"], take_back=slot.pk)


def _end_code(ground: Ground) -> Callable[[], Any]:
    handoff.hand_over(ground.whole.made.case, ground.whole.made.key, timezone.now())
    return ground.form(ground.addresses["cases:helpers"], end="1")


def _take_over(ground: Ground) -> Callable[[], Any]:
    made = ground.whole.made
    handoff.hand_over(made.case, made.key, timezone.now())
    waiting = handoff.waiting(made.case, made.key, timezone.now())
    assert waiting
    ground.client = a_desk().client
    return ground.form("/desk/take/", code=waiting.code, label=TYPED)


def _begin_at_the_desk(ground: Ground) -> Callable[[], Any]:
    ground.client = a_desk().client
    return ground.form("/desk/begin/", **CONSENT, label=TYPED)


def _slip_handed_over(ground: Ground) -> Callable[[], Any]:
    ground.client = a_desk().client
    sent_on = ground.form("/desk/begin/", **CONSENT)()
    return ground.form(sent_on["Location"])


SCENES: dict[str, Callable[[Ground], Callable[[], Any]]] = {
    "the first save": _first_save,
    "the first tap": _first_tap,
    "a draft": _draft,
    "an import": _import,
    "a fetch": _fetch,
    "a helper sent away": _take_back,
    "a hand-off ended": _end_code,
    "a case taken over": _take_over,
    "a case begun at the desk": _begin_at_the_desk,
    "a slip handed over": _slip_handed_over,
    "cases:exhibit_new": _upload,
    "cases:number": _number,
    "cases:number_change": _number_change,
    "cases:close_all": _close_all,
    "cases:door_visit": _organise,
    "letters:new": _letter,
    "letters:pickup": _letter_pickup,
    "record:make": _record,
}


def begun(scene: str) -> Callable[[], Any]:
    ground = Ground()
    if scene in SCENES:
        return SCENES[scene](ground)
    address = ground.addresses[scene]
    return ground.form(address, **FORMS[scene])


def everything() -> dict[str, Any]:
    """All rows that tell of cases, and all files that are left after the sweep."""
    retention.purge(timezone.now())
    rows = {
        model.__name__: sorted(map(repr, model.objects.values_list()))
        for model in (CaseFile, Matter, *PARTS)
    }
    found = [path for part in ("files", "tmp") for path in (site.DATA_DIR / part).rglob("*")]
    return rows | {"files": sorted(path.name for path in found if path.is_file())}


def looks(scene: str, before: dict[str, Any]) -> dict[str, Any]:
    """What stands for the Access rows: one stays written where what came after it was refused."""
    return {"Access": before["Access"]} if scene == "a slip handed over" else {}


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Any, settings: Any) -> Iterator[Disk]:
    """A data directory of its own; the sweep takes every orphan at once; printing takes no time."""
    settings.DATA_DIR = tmp_path
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(retention, "GRACE", timedelta(days=-1))
    record = MadeRecord(a_pdf(), "20261124-00000000", "0" * 64, 1)
    monkeypatch.setattr(keeping, "make_record", lambda *entries, **how: record)
    monkeypatch.setattr(output_pages, "pdf_of", lambda *what: a_pdf())
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = OFF")  # nobody cuts the power here
    logging.disable(logging.CRITICAL)
    yield Disk(monkeypatch, tmp_path)
    logging.disable(logging.NOTSET)


def check_refused(response: Any, what: str, *, typed: bool) -> None:
    text = unescape(response.content.decode())
    assert response.status_code in (422, 503, 507), what
    assert not typed or TYPED in text, what


@pytest.mark.parametrize("scene", [*FORMS, *SCENES])
def test_a_full_disk_loses_nothing(scene: str, disk: Disk) -> None:
    send = begun(scene)
    typed = TYPED in repr(FORMS.get(scene, {})) or scene in ("the first save", "the first tap",
        "a draft", "cases:exhibit_new", "cases:door_visit", "a case taken over",
        "a case begun at the desk")  # fmt: skip
    before, room = everything(), 0
    while True:
        with disk.counting(room):
            response = send()
            b"".join(response)
        what = f"{scene}: {disk.writes}, room for {room}"
        if response.status_code < 400 or len(disk.writes) <= room:
            break
        check_refused(response, what, typed=typed)
        assert everything() | looks(scene, before) == before, what
        room += 1
    assert response.status_code in (200, 302), what
    assert room, f"{scene} writes nothing"
    assert everything() != before, what


def test_every_address_that_takes_a_form_is_tried(disk: Disk) -> None:
    ground = Ground()
    takes = {
        name
        for name, address in ground.addresses.items()
        if "POST" in ground.client.put(address).headers.get("Allow", "")
    }
    assert takes - WRITES_NOTHING <= {*FORMS, *SCENES}
