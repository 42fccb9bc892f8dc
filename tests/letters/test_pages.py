"""The pages of papers: choose, write, keep, change, hand over; nothing typed is lost."""

import re

import pytest

from borrower_guide.cases.entries import new_id
from borrower_guide.letters.choosing import citable
from borrower_guide.letters.form import load_papers
from borrower_guide.letters.kept import paper_of
from borrower_guide.letters.paper import Origin, Paper
from borrower_guide.schema.vocabulary import LenderType
from tests.letters.made import LIBRARY, PAPERS
from tests.letters.opened import Desk, box_of, sent
from tests.schema.samples import FULL

pytestmark = pytest.mark.django_db

COMPLAINT = "paper=complaint_letter&to=lender_own&v=V1&r=identity&r=written_reply"


@pytest.fixture
def desk() -> Desk:
    return Desk(FULL)


def test_every_paper_is_listed_and_can_be_begun(desk: Desk) -> None:
    page = desk.get(desk.all)
    for form in load_papers().values():
        assert form.title in page.words
        assert form.about in page.words
        assert desk.get(f"{desk.all}new/?paper={form.id}").status == 200


@pytest.mark.parametrize("paper", load_papers())
def test_every_paper_can_be_written_and_kept(desk: Desk, paper: str) -> None:
    form = load_papers()[paper]
    to = f"&to={form.channels[0]}" if form.channels else ""
    answer = desk.write(f"paper={paper}{to}&v=V1&c=P1")
    assert answer.status == 302, answer.text
    shown = desk.get(answer.moved_to)
    assert shown.status == 200
    assert "存好了" in shown.words
    assert form.title in desk.get(desk.all).words


def test_all_visits_are_ticked_at_first_and_nothing_else(desk: Desk) -> None:
    page = desk.get(f"{desk.all}new/?paper=complaint_letter")
    assert page.checked("v") == ["V1"]
    assert page.checked("r") == page.checked("p") == []
    assert page.checked("to") == ["lender_own"]


def test_a_witness_tells_of_one_visit_and_a_letter_that_asks_again_asks() -> None:
    [visit] = FULL["visits"]
    desk = Desk(FULL | {"visits": [visit, {"id": "V2"}, {"id": "V3"}]})
    assert desk.get(f"{desk.all}new/?paper=witness_statement").checked("v") == ["V3"]
    page = desk.get(f"{desk.all}new/?paper=follow_up")
    assert page.checked("v") == ["V1", "V2", "V3"]
    assert page.checked("r") == ["progress"]


def test_room_is_for_the_pen_until_something_is_typed_there(desk: Desk) -> None:
    page = desk.begin("paper=complaint_letter&to=lender_own&v=V1")
    assert box_of(page.text, "requests") == ""
    desk.send(page)
    block = kept(desk).block("requests")
    assert block
    assert [line.origin for line in block.lines] == [Origin.ROOM] * 2
    edit = desk.one("edit/")
    desk.send(desk.get(edit), edit, requests="给我看授权书\n书面答复我")
    block = kept(desk).block("requests")
    assert block
    assert [(line.origin, line.cells) for line in block.lines] == [
        (Origin.OWN, ("给我看授权书",)),
        (Origin.OWN, ("书面答复我",)),
    ]


def test_a_copy_keeps_the_sums_of_the_first(desk: Desk) -> None:
    page = desk.begin("paper=negotiation_letter&to=lender_own")
    sums = {"income": "5000", "food": "3000", "debts.0.lender": "某某银行", "debts.0.owed": "1500"}
    desk.browser.post(f"{desk.all}new/", **sent(page), **sums, **{"debts.0.monthly": "500"})
    desk.send(desk.get(f"{desk.all}new/?paper=negotiation_letter&from={desk.letters[0].subject}"))
    assert "1500.00" in desk.get(desk.one(which=1)).words


def test_where_one_does_not_turn_to_is_said_before_it_is_chosen(desk: Desk) -> None:
    page = desk.get(f"{desk.all}new/?paper=complaint_letter").words
    offices = [one for one in PAPERS["complaint_letter"].channels if not fits_a_bank(one)]
    assert offices
    assert page.count("你记的是银行，一般不找这里。") == len(offices)
    unknown = Desk(FULL | {"loans": [{"id": "L1", "lender": "某某"}]})
    assert "一般不找这里" not in unknown.get(f"{unknown.all}new/?paper=complaint_letter").words


def test_the_police_are_turned_to_whoever_lent(desk: Desk) -> None:
    assert "一般不找这里" not in desk.get(f"{desk.all}new/?paper=police_statement").words


def test_a_provision_is_chosen_by_what_it_says(desk: Desk) -> None:
    page = desk.get(f"{desk.all}new/?paper=complaint_letter").words
    offered = citable(desk.state, desk.state.visits, LIBRARY)
    assert offered
    assert all(LIBRARY.provisions[one.id].gist in page for one in offered)


def fits_a_bank(channel: str) -> bool:
    [found] = [one for one in LIBRARY.channels if one.id == channel]
    return found.offered(LenderType.BANK, frozenset())


def test_its_words_can_be_copied_part_by_part(desk: Desk) -> None:
    desk.write("paper=report_letter&to=nifa_report&v=V1&r=identity", words="一二三\n四五")
    page = desk.get(desk.get(desk.one()).links("/fill/")[0])
    told = dict(re.findall(r'(?s)<h2[^>]*>([^<]+) <small>.*?class="whole">(.*?)</p>', page.text))
    assert told["经过"] == "一二三\n四五"
    assert "经过 6 字" in page.words
    assert told["要求"] == "核实来的人是谁，有没有授权"
    assert "骂人、羞辱" in told["举报的事"]
    assert "举报人" not in told
    assert "https://jubao.nifa.org.cn" in page.words


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        (COMPLAINT, True),
        ("paper=follow_up&c=P1&r=progress", True),
        ("paper=exhibit_list&v=V1", False),
        ("paper=recording_note", False),
        ("paper=witness_statement&v=V1", False),
    ],
)
def test_only_what_goes_to_an_office_can_be_filled_in_there(
    desk: Desk, query: str, offered: bool
) -> None:
    desk.write(query)
    assert bool(desk.get(desk.one()).links("/fill/")) is offered


def test_only_what_findings_of_the_visits_cite_can_be_cited(desk: Desk) -> None:
    page = desk.get(f"{desk.all}new/?paper=complaint_letter")
    offered = re.findall(r'name="p" value="([^"]+)"', page.text)
    assert offered
    labels = re.findall(r'name="p"[^>]*><span>(.*?)</span>', page.text)
    assert len(labels) == len(set(labels)) == len(offered)
    told = desk.begin(f"{COMPLAINT}&p={offered[0]}&p=cc-1")
    assert sent(told)["p"] == [offered[0]]
    without = desk.begin(f"paper=complaint_letter&to=lender_own&p={offered[0]}")
    assert "p" not in sent(without)


@pytest.mark.parametrize("query", ["paper=complaint_letter&edit=1", "paper=follow_up&edit=1"])
def test_what_must_be_chosen_is_asked_for(desk: Desk, query: str) -> None:
    page = desk.get(f"{desk.all}new/?{query}")
    assert page.status == 422
    assert page.summary
    assert page.faults


def test_the_boxes_hold_what_the_case_says(desk: Desk) -> None:
    page = desk.begin(COMPLAINT)
    assert box_of(page.text, "words") == "来访 1：他们先敲门。\n\t后来喊我的名字。"
    assert "放款机构：某某银行" in box_of(page.text, "respondent")
    assert "核实来的人是谁" in box_of(page.text, "requests")
    assert 'id="f-block-complainant"' not in page.text
    assert "证件号码" in page.words


def test_an_untouched_paper_keeps_every_source(desk: Desk) -> None:
    desk.write(COMPLAINT)
    origins = {line.origin for block in kept(desk).blocks for line in block.lines}
    assert Origin.OWN not in origins
    assert {Origin.ENTRY, Origin.REQUEST, Origin.HAND} <= origins


def kept(desk: Desk) -> Paper:
    return paper_of(desk.letters[-1].payload)


def test_what_was_typed_is_the_persons_own_and_the_rest_keeps_its_source(desk: Desk) -> None:
    text = box_of(desk.begin(COMPLAINT).text, "respondent")
    desk.write(COMPLAINT, respondent=f"{text}\n放款机构：另一家\n分行在某某路")
    block = kept(desk).block("respondent")
    assert block
    own = [line.cells for line in block.lines if line.origin is Origin.OWN]
    assert own == [("放款机构", "另一家"), ("分行在某某路",)]
    assert [line.cells for line in block.lines if line.origin is Origin.HAND]
    assert any(line.origin is Origin.ENTRY for line in block.lines)


def test_an_emptied_box_is_not_printed_and_can_be_filled_again(desk: Desk) -> None:
    desk.write(COMPLAINT, words="")
    assert "喊我的名字" not in desk.get(desk.one()).text
    page = desk.get(desk.one("edit/"))
    assert box_of(page.text, "words") == ""
    desk.send(page, desk.one("edit/"), words="我重新写的")
    assert "我重新写的" in desk.get(desk.one()).text


def test_sent_twice_it_is_one_letter(desk: Desk) -> None:
    page = desk.begin(COMPLAINT)
    first, second = desk.send(page), desk.send(page)
    assert (first.moved_to[-3:], second.moved_to[-4:]) == ("new", "same")
    third = desk.send(page, words="又想起来一句")
    assert third.moved_to.endswith("saved=amended")
    assert len(desk.letters) == 1
    assert "又想起来一句" in desk.get(desk.one()).text


@pytest.mark.parametrize("text", ["长" * 20_001, "a\x00b", "短\n" * 301])
def test_a_fault_stands_beside_its_box_and_loses_nothing(desk: Desk, text: str) -> None:
    page = desk.write(COMPLAINT, words=text, requests="书面答复我")
    assert page.status == 422
    assert "f-block-words" in page.faults
    assert box_of(page.text, "requests") == "书面答复我"
    assert sent(page)["r"] == ["identity", "written_reply"]
    assert desk.letters == ()


def test_two_tabs_that_change_different_boxes_merge(desk: Desk) -> None:
    desk.write(COMPLAINT)
    one, other = desk.get(desk.one("edit/")), desk.get(desk.one("edit/"))
    desk.send(one, desk.one("edit/"), words="左边改的")
    desk.send(other, desk.one("edit/"), requests="右边改的")
    text = desk.get(desk.one()).text
    assert "左边改的" in text
    assert "右边改的" in text


def test_nothing_changed_writes_nothing(desk: Desk) -> None:
    desk.write(COMPLAINT)
    before = len(desk.made.entries())
    answer = desk.send(desk.get(desk.one("edit/")), desk.one("edit/"))
    assert answer.moved_to.endswith("saved=same")
    assert len(desk.made.entries()) == before


def test_half_written_it_waits(desk: Desk) -> None:
    page = desk.begin(COMPLAINT)
    desk.browser.post(
        f"{desk.all}new/", **sent(page), **{"block.words": "写到一半"}, keep_draft="1"
    )
    [link] = desk.get(desk.all).links("draft=")
    back = desk.get(link)
    assert box_of(back.text, "words") == "写到一半"
    assert desk.send(back, words="写完了").status == 302
    assert desk.get(desk.all).links("draft=") == []


def test_two_tabs_that_change_one_letter_wait_apart(desk: Desk) -> None:
    desk.write(COMPLAINT)
    edit = desk.one("edit/")
    one, other = desk.get(edit), desk.get(edit)
    for page, words in ((one, "左边写到一半"), (other, "右边写到一半")):
        desk.browser.post(edit, **sent(page), **{"block.words": words}, keep_draft="1")
    desk.send(other, edit, words="右边写完了")
    [link] = desk.get(edit).links("draft=")
    assert box_of(desk.get(link).text, "words") == "左边写到一半"


def test_another_one_begins_with_what_was_changed(desk: Desk) -> None:
    desk.write(COMPLAINT, words="我改过的话")
    link = desk.get(desk.one()).links("from=")[0]
    page = desk.get(link)
    assert box_of(page.text, "words") == "我改过的话"
    assert sent(page)["v"] == ["V1"]
    desk.send(page)
    assert len(desk.letters) == 2


def test_the_timeline_calls_it_by_its_title(desk: Desk) -> None:
    desk.write(COMPLAINT)
    case = desk.all.removesuffix("letters/")
    page = desk.get(f"{case}timeline/?kind=record")
    assert page.links("/letters/")
    assert "投诉书" in page.words
    assert "投诉书" in desk.get(case).words


def test_a_letter_is_no_printed_record(desk: Desk) -> None:
    desk.write(COMPLAINT)
    record = f"{desk.all.removesuffix('letters/')}record/"
    page = desk.get(record)
    assert page.status == 200
    assert "做好了" not in page.words
    assert "投诉书" in page.words.split("完整性")[-1]
    assert desk.get(f"{record[:-1]}.pdf").status == 302


def test_a_letter_does_not_hide_that_a_record_is_old(desk: Desk) -> None:
    record = f"{desk.all.removesuffix('letters/')}record/"
    desk.browser.post(record, entry=new_id())
    assert "还没有印进去" not in desk.get(record).words
    desk.write(COMPLAINT)
    assert "还没有印进去" in desk.get(record).words


def test_sums_are_counted_before_they_are_kept(desk: Desk) -> None:
    page = desk.begin("paper=negotiation_letter&to=lender_own")
    sums = {"income": "5000", "food": "3000", "debts.0.lender": "某某银行", "debts.0.owed": "1500"}
    sums |= {"debts.0.monthly": "500", "first_due": "2027-01-10"}
    shown = desk.browser.post(f"{desk.all}new/", **sent(page), **sums, count="1")
    assert "2027年3月10日" in shown.words
    assert desk.letters == ()
    wrong = desk.browser.post(f"{desk.all}new/", **sent(page), **(sums | {"income": "许多"}))
    assert (wrong.status, "f-income" in wrong.summary) == (422, True)
    desk.browser.post(f"{desk.all}new/", **sent(page), **sums)
    assert "2027年3月10日" in desk.get(desk.one()).words


def test_no_words_stand_in_an_address(desk: Desk) -> None:
    page = desk.get(f"{desk.all}new/?paper=complaint_letter")
    assert 'method="get"' in page.text
    assert not re.findall(r"<(?:textarea|input[^>]*type=\"text\")", page.text)


def test_what_is_kept_of_a_printed_one_is_told_in_words(desk: Desk) -> None:
    desk.write(COMPLAINT)
    assert desk.browser.client.get(desk.one("letter.pdf")).status_code == 200
    told = desk.get(f"{desk.all.removesuffix('letters/')}stored/").words
    assert "文书，做成的 PDF" in told
