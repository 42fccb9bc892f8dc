"""What the article got wrong is said rightly, and can be seen. The table: docs/content.md."""

import re

import pytest
from django.test import Client

from borrower_guide.guide import answers, shelves
from borrower_guide.site.sealed import seal
from tests.guide.walking import text

CORRECTIONS = [
    (1, "visit:prepare", ["法律没有一概禁止上门"], ["民法典[^。]*允许上门"]),
    (2, "visit:consent", ["没有找到哪条法律说要先经你同意"], []),
    (2, "visit:entered", ["要经过你明确同意"], ["未经同意上门"]),
    (3, "visit:hour", ["22:00 到次日 8:00", "推荐性国家标准，不是法律"], []),
    (4, "visit:result", ["六个月内没有被公安机关发现"], []),
    (5, "/guide/response/identity/", ["没有找到哪条法律专门要求来的人出示证件", "行业公约"], []),
    (6, "/channels/", ["国家金融监督管理总局", "12378"], ["银行业监督管理委员会"]),
    (7, "/channels/", ["没有找到叫“全国网贷平台投诉受理中心”"], []),
    (7, "/law/unchecked/", ["全国网贷平台投诉受理中心"], []),
    (8, "/channels/nifa_report/", ["举报线索，不是投诉裁决"], []),
    (9, "/channels/police_110/", ["欠多少", "受案回执"], []),
    (10, "/guide/response/debt/", ["利息先从本金里扣", "不能都套一个数"], ["36", "法定上限"]),
    (11, "/guide/response/attitude/", ["从头算", "就不能再用“过期”来回绝"], []),
    (12, "/guide/response/negotiate/", ["分期要双方同意"], ["五年分期"]),
    (13, "/guide/response/evidence/", ["录音", "原来的", "不发到网上"], []),
    (14, "/guide/response/debt/", ["五年", "免费查两次", "二十天"], ["严重负面影响"]),
    (15, "visit:relation", ["一般不算夫妻共同的债", "不得向没有还款义务的人催收"], []),
    (16, "visit:court_message", ["一般是民事的事"], ["不会坐牢"]),
]


def page_of(client: Client, place: str) -> str:
    if place.startswith("/"):
        return text(client, place)
    flow, key = place.split(":")
    route = shelves.book().proofs[flow].witnesses[(key,)]
    client.cookies[answers.COOKIE] = seal({flow: route}, purpose=answers.COOKIE)
    return text(client, f"/guide/{flow}/{key}/")


@pytest.mark.parametrize(
    ("number", "place", "said", "unsaid"), CORRECTIONS, ids=[f"{c[0]}-{c[1]}" for c in CORRECTIONS]
)
def test_a_correction_is_visible(
    client: Client, number: int, place: str, said: list[str], unsaid: list[str]
) -> None:
    page = page_of(client, place)
    main = re.sub("<[^>]+>", "", page[page.index("<main") : page.index("</main>")])
    assert [words for words in said if not re.search(words, main)] == []
    assert [words for words in unsaid if re.search(words, main)] == []


def test_all_sixteen_stand_in_the_table() -> None:
    assert {number for number, *_ in CORRECTIONS} == set(range(1, 17))
