"""One matter: what the case lacks, what is due, its papers, and the line in the list."""

import re
from typing import Any

import pytest
from django.db import connection

from borrower_guide.cases import journal
from borrower_guide.cases.entries import Kind, NewEntry, new_id
from borrower_guide.cases.forms.sections import section_of
from borrower_guide.cases.models import Access, KeySlot
from borrower_guide.cases.transactions import all_or_none
from borrower_guide.desk.accounts.vault import lock
from borrower_guide.desk.emptying import empty_desk
from borrower_guide.desk.models import Matter
from borrower_guide.law_in_use import library
from tests.cases.made import Made, a_case
from tests.desk.made import Desk, a_desk, signed_in_client, taken
from tests.desk.matters.made import browser, change, in_days, look, row, today

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("matter")]


def thing(kind: Kind, **payload: Any) -> NewEntry:
    name = new_id()
    return NewEntry(kind=kind, subject=name, id=name, payload=payload)


def accesses() -> list[tuple[str, str]]:
    return list(Access.objects.order_by("pk").values_list("doing", "place"))


def test_a_look_is_written_down_once_and_noted_for_the_list(desk: Desk) -> None:
    page = look(desk)
    assert page.status == 200
    assert accesses() == [("take", "desk:take"), ("view", "desk:matter")]
    seen = row(desk)
    assert seen.looked_on == today()
    assert seen.missing
    assert f"还缺 {seen.missing} 处" in page.words
    assert f"缺 {seen.missing} 处" in browser(desk).get("/desk/").words


def test_each_gap_leads_to_where_it_is_filled_in(desk: Desk, made: Made) -> None:
    made.append(thing(Kind.LOAN, platform="某某App"), thing(Kind.COMPLAINT, channel="某某处"))
    text = look(desk).text
    assert "一页写完一次来访" in text
    for below in ("visits", "loans", "complaints"):
        assert f'href="/cases/{made.case.pk}/{below}/' in text
    links = [part.split('"')[0] for part in text.split('href="')[1:]]
    for link in (one for one in links if "?part=" in one or one.endswith("/edit/")):
        assert desk.client.get(link).status_code == 200
    assert any("?part=" in link for link in links)


def test_every_gap_of_a_visit_has_a_section() -> None:
    texts = library().gap_texts
    for path in {*texts.missing, *texts.contradiction, *texts.near_edge} - {"loan.lender_type"}:
        assert section_of(path)
    assert section_of("loan.lender_type").id == "loan"


def test_a_case_without_a_visit_is_not_called_whole() -> None:
    desk = a_desk("li")
    taken(desk, a_case(thing(Kind.NOTE, text="先空着")))
    page = look(desk)
    assert "还没有记来访" in page.words
    assert row(desk).missing == 1


def test_the_register_tells_each_complaint_and_when_to_ask_again(desk: Desk, made: Made) -> None:
    long_ago = "2026-03-02"  # a year whose working days are known
    bank = thing(Kind.LOAN, lender="某某银行", lender_type="bank")
    name = next(one.name for one in library().channels if one.id == "lender_own")
    asked = thing(Kind.COMPLAINT, channel=name, filed_on=long_ago, reference_no="A-17")
    open_end = thing(Kind.COMPLAINT, channel="某某街道", filed_on=long_ago)
    undated = thing(Kind.COMPLAINT, channel="某某协会")
    made.append(bank, asked, open_end, undated)
    page = look(desk)
    register = page.words.split("投诉登记")[1].split("写过的纸")[0]
    for words in (name, "A-17", "还没有", "没有查到期限", "没有写哪天投诉的", "可以再问 过了"):
        assert words in register
    due = page.words.split("到日子的")[2]
    assert "可以再问" in due.split("还缺")[0]


def test_ones_own_next_day_is_among_what_is_due(desk: Desk) -> None:
    assert "你自己定的" not in look(desk).words
    Matter.objects.update(next_on=in_days(2))
    assert "还有 2 天 你自己定的下一个日子" in look(desk).words


def test_a_withdrawn_complaint_asks_nothing(desk: Desk, made: Made) -> None:
    one = thing(Kind.COMPLAINT, channel="某某街道", filed_on="2026-01-05")
    made.append(one)
    address = f"/cases/{made.case.pk}/complaints/{one.subject}/withdraw/"
    browser(desk).write(address, reason="记重了")
    assert "已撤回" in look(desk).words.split("投诉登记")[1]


def handed_over(desk: Desk, made: Made, paper: str) -> None:
    """Write a paper of the case and hand it over, as the advocate's browser does."""
    here = f"/cases/{made.case.pk}/letters/new/"
    form = browser(desk).get(f"{here}?paper={paper}&edit=1")
    letter = browser(desk).post(here, **form.hidden).moved_to.split("?")[0]
    sent = browser(desk).write(f"{letter}sent/", sent_on="今天", sent_how="in_person")
    assert sent.status == 302


@pytest.mark.parametrize(
    ("paper", "title", "status", "label"),
    [
        ("materials_receipt", "材料收据", "delivered", "已交付"),
        ("referral", "转介单", "referred", "已转介"),
    ],
)
def test_a_paper_handed_over_offers_the_status_that_fits(
    desk: Desk, made: Made, paper: str, title: str, status: str, label: str
) -> None:
    page = look(desk)
    assert f"写一张{title}" in page.words
    assert "改成“" not in page.words
    handed_over(desk, made, paper)
    page = look(desk)
    assert f"{title} 已经交了" in page.words
    assert f"改成“{label}”" in page.words
    assert change(desk, status=status).status == 302
    assert row(desk).status == status
    assert "改成“" not in look(desk).words
    Matter.objects.update(status="closed")
    assert "改成“" not in look(desk).words


def test_what_was_taken_back_is_a_line_and_nothing_more(desk: Desk, made: Made) -> None:
    change(desk, label="三楼甲", status="printable")
    browser(desk).post(f"/desk/matters/{row(desk).pk}/notes/new/", text="约了周三")
    KeySlot.objects.filter(kind="advocate").delete()
    before = accesses()
    page = look(desk)
    assert page.status == 200
    for words in ("已收回", "三楼甲", "可打印", "约了周三"):
        assert words in page.words
    for words in ("还缺", "投诉登记", "写过的纸", "时间线", made.case.pk):
        assert words not in page.text
    assert accesses() == before
    journal.erase(made.case)
    assert "已收回" in look(desk).words
    assert change(desk, status="closed").status == 302


def test_after_a_lost_password_the_case_is_not_called_taken_back(desk: Desk, made: Made) -> None:
    """The key went with the vault; its owner did nothing."""
    with all_or_none():
        empty_desk(desk.advocate)
    case = f"/cases/{made.case.pk}/"
    pages = {
        "matter": look(desk),
        "list": browser(desk).get("/desk/"),
        "shut": browser(desk).get(case),
        "unsaved": browser(desk).post(f"{case}notes/new/", text="约了周三"),
    }
    for name, page in pages.items():
        assert "钥匙没有了" in page.words, name
        assert not re.search("已收回。|本人收回了|可能已经收回|本人已经收回", page.words), name
    for name in ("matter", "shut"):
        assert "请本人再给一个交接号" in pages[name].words
    assert "已收回" not in re.sub(r"(?s)<nav.*?</nav>", "", pages["list"].text)
    assert "没有找到" in browser(desk).get("/desk/?show=gone").words
    taken(desk, made)
    assert "钥匙没有了" not in look(desk).words


def test_a_key_under_another_vault_opens_nothing(desk: Desk) -> None:
    """Begun anew while the page was asked for, or a row moved in the database."""
    desk.who.__dict__["vault"] = lock(desk.advocate, "另外一句更长的话")
    desk.advocate.save()
    words = look(Desk(desk.who, signed_in_client(desk.who))).words
    assert "钥匙没有了" in words
    assert "本人收回了" not in words


def test_what_cannot_be_written_down_is_not_shown(desk: Desk) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TRIGGER full BEFORE INSERT ON cases_access"
            " BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        )
    try:
        page = look(desk)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER full")
    assert page.status == 507
    assert "谁看过" in page.words
    assert "还缺" not in page.words


def test_the_pages_of_the_case_lead_back(desk: Desk, made: Made) -> None:
    page = browser(desk).get(f"/cases/{made.case.pk}/timeline/")
    assert f'href="/desk/of/{made.case.pk}/"' in page.text
    back = browser(desk).get(f"/desk/of/{made.case.pk}/")
    assert back.moved_to == f"/desk/matters/{row(desk).pk}/"
    other = a_desk("li", organisation=desk.advocate.organisation)
    assert other.client.get(f"/desk/of/{made.case.pk}/").status_code == 404
