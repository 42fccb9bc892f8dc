"""Work notes and consents: sealed, the desk's own, and in the record only when put there."""

import pytest
from django.db import connection

from borrower_guide.cases.models import KeySlot
from borrower_guide.cases.transactions import all_or_none
from borrower_guide.desk.emptying import empty_desk
from borrower_guide.desk.models import Matter, Memo
from tests.cases.disk import Disk
from tests.cases.made import Made
from tests.cases.pages import Page
from tests.desk.made import Desk, a_desk
from tests.desk.matters.made import browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("matter")]
CANARY = "金丝雀7f3a"
CONSENT = {"what": f"{CANARY}的来访记录", "whom": "某某调解委员会", "how": "signed", "on": "今天"}


def here(desk: Desk) -> str:
    return f"/desk/matters/{Matter.objects.get(advocate=desk.advocate).pk}/"


def noted(desk: Desk, text: str = CANARY) -> Page:
    form = browser(desk).get(here(desk) + "notes/new/").hidden
    return browser(desk).post(here(desk) + "notes/new/", **form | {"text": text})


def agreed(desk: Desk, **said: str) -> Page:
    form = browser(desk).get(here(desk) + "consents/new/").hidden
    return browser(desk).post(here(desk) + "consents/new/", **form | CONSENT | said)


def memo(desk: Desk, step: str) -> str:
    return f"{here(desk)}memos/{Memo.objects.latest('pk').name}/{step}/"


def whole_database() -> str:
    """Every value of every table, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [repr(row) for row in cursor.fetchall()]
    return "\n".join(found)


def test_a_note_is_kept_sealed_and_read_by_its_writer_alone(desk: Desk, made: Made) -> None:
    assert noted(desk, f"约了周三\n{CANARY}").status == 302
    page = browser(desk).get(here(desk))
    assert CANARY in page.words
    assert "只有你看得到" in page.words
    stored = whole_database()
    assert CANARY not in stored
    assert CANARY.encode().hex() not in stored
    assert CANARY not in browser(desk).get(f"/cases/{made.case.pk}/timeline/").text
    assert not [entry for entry in made.entries() if CANARY in str(entry.payload)]
    lead = a_desk("zhao", organisation=desk.advocate.organisation, is_lead=True)
    for step in ("share", "take-back", "delete"):
        assert lead.client.get(memo(desk, step)).status_code == 404
        assert lead.client.post(memo(desk, step)).status_code == 404
    assert Memo.objects.count() == 1


def test_a_form_sent_twice_is_one_note_and_another_text_another(desk: Desk) -> None:
    form = browser(desk).get(here(desk) + "notes/new/").hidden
    for text in ("甲", "甲", "乙"):
        browser(desk).post(here(desk) + "notes/new/", **form | {"text": text})
    assert Memo.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "写一句，再存"),
        (" \n ", "写一句，再存"),
        ("字" * 5001, "太长了，最多 5000 字，现在 5001 字"),
    ],
)
def test_a_note_that_is_none(desk: Desk, text: str, message: str) -> None:
    page = noted(desk, text)
    assert page.status == 422
    assert page.faults == {"f-text": message}
    assert text.strip() in page.text
    assert not Memo.objects.exists()


def test_a_note_is_put_into_the_record_once_under_ones_name(desk: Desk, made: Made) -> None:
    noted(desk)
    shown = browser(desk).get(memo(desk, "share"))
    assert "王援助（北河法律援助站）" in shown.words
    assert CANARY in shown.words
    assert len(made.entries()) == 2
    for saved in ("shared", "shared_before"):
        assert browser(desk).post(memo(desk, "share")).moved_to.endswith(f"saved={saved}")
    assert len(made.entries()) == 3
    entry = made.entries()[-1]
    assert (entry.by, entry.payload["text"]) == ("王援助（北河法律援助站）", CANARY)
    assert "已放进本人的记录" in browser(desk).get(here(desk)).words
    browser(desk).post(memo(desk, "delete"))
    assert len(made.entries()) == 3


def test_into_a_case_that_was_taken_back_nothing_is_put(desk: Desk, made: Made) -> None:
    noted(desk)
    KeySlot.objects.filter(kind="advocate").delete()
    page = browser(desk).post(memo(desk, "share"))
    assert page.status == 409
    assert "放不进去" in page.words
    assert CANARY not in browser(desk).get(memo(desk, "share")).words
    assert len(made.entries()) == 2
    assert CANARY in browser(desk).get(here(desk)).words


def test_without_a_key_the_client_is_not_blamed(desk: Desk, made: Made) -> None:
    with all_or_none():
        empty_desk(desk.advocate)
    noted(desk)
    for page in (browser(desk).get(memo(desk, "share")), browser(desk).post(memo(desk, "share"))):
        assert "钥匙没有了" in page.words
        assert "收回" not in page.words
    assert len(made.entries()) == 2


def test_a_consent_and_its_end_stand_beside_each_other(desk: Desk) -> None:
    agreed(desk)
    words = browser(desk).get(here(desk)).words
    for said in (CONSENT["what"], CONSENT["whom"], "写下来，签了字"):
        assert said in words
    address = memo(desk, "take-back")
    form = browser(desk).get(address).hidden
    assert browser(desk).post(address, **form, on="今天", reason="改主意了").status == 302
    words = browser(desk).get(here(desk)).words
    for said in (CONSENT["what"], "已收回", "改主意了"):
        assert said in words
    assert "本人收回了" not in words
    assert CANARY not in whole_database()
    assert "改主意了" not in whole_database()


def test_nobody_owes_a_reason(desk: Desk) -> None:
    agreed(desk)
    assert browser(desk).post(memo(desk, "take-back"), on="今天").status == 302


FAULTS = [
    ({"what": ""}, {"f-what": "请写同意给出什么"}),
    ({"whom": ""}, {"f-whom": "请写给谁"}),
    ({"on": ""}, {"f-on": "请写是哪天"}),
    ({"on": "2099-01-01"}, {"f-on": "这一天还没到，请看是不是写错了"}),
    ({"what": "字" * 201}, {"f-what": "太长了，最多 200 字，现在 201 字"}),
    ({"what": "", "on": "某天"}, {"f-what", "f-on"}),
]


@pytest.mark.parametrize(("said", "faults"), FAULTS)
def test_a_consent_with_a_fault_loses_nothing(desk: Desk, said: dict, faults: dict) -> None:
    page = agreed(desk, words="原话在这里", **said)
    assert page.status == 422
    assert (page.faults if isinstance(faults, dict) else set(page.faults)) == faults
    assert "原话在这里" in page.text
    for name, text in (CONSENT | said).items():
        assert name == "how" or page.value(name) == text
    assert 'value="signed" id="f-how-signed" checked' in page.text


def test_an_end_with_a_fault_says_so(desk: Desk) -> None:
    agreed(desk)
    page = browser(desk).post(memo(desk, "take-back"), on="", reason="改主意了")
    assert page.faults == {"f-on": "请写是哪天"}
    assert "改主意了" in page.text
    assert CONSENT["what"] in page.words


def test_a_consent_is_deleted_with_its_end(desk: Desk) -> None:
    agreed(desk)
    address = memo(desk, "delete")
    browser(desk).post(memo(desk, "take-back"), on="今天")
    assert "也一起删掉" in browser(desk).get(address).words
    assert browser(desk).post(address).moved_to.endswith("saved=deleted")
    assert not Memo.objects.exists()


def test_a_note_has_no_end_and_a_consent_goes_into_no_record(desk: Desk) -> None:
    noted(desk)
    assert browser(desk).get(memo(desk, "take-back")).status == 404
    agreed(desk)
    assert browser(desk).get(memo(desk, "share")).status == 404


@pytest.mark.parametrize("below", ["notes/new/", "consents/new/"])
def test_on_a_full_disk_what_was_typed_is_given_back(desk: Desk, disk: Disk, below: str) -> None:
    typed = CONSENT | {"text": CANARY}
    with disk.counting(room=0):
        page = browser(desk).post(here(desk) + below, **typed)
    assert page.status == 507
    assert CANARY in page.text
    assert not Memo.objects.exists()


def test_a_memo_of_another_row_opens_nothing(desk: Desk) -> None:
    """Sealed for its place: whoever moves rows about in the database gains nothing."""
    noted(desk)
    row = Memo.objects.get()
    Memo.objects.filter(pk=row.pk).update(name="0" * 32)
    words = browser(desk).get(here(desk)).words
    assert CANARY not in words
    assert "打不开了" in words
