"""取件号: the owner's page."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from borrower_guide.cases.models import Pickup
from tests.cases.made import a_case
from tests.cases.pages import BY_OWNER
from tests.record.fetching import Owner, look, take, words
from tests.record.opened import open_with_record, open_with_visit

pytestmark = pytest.mark.django_db


def test_the_owner_sees_number_address_minute_and_what_the_shop_sees(owner: Owner) -> None:
    code = owner.offers()
    page = owner.client.get(owner.shown)
    until = timezone.localtime(Pickup.objects.get().ends_at)
    assert len(code) == 16
    for told in ("testserver/pickup/", f"用到 {until:%H:%M}", "下载 5 次", "全部内容", "作废"):
        assert told in words(page), told
    assert f'href="http://testserver/pickup/{code}/"' in page.content.decode()
    assert owner.code() == code, "shown again on reload"


def test_the_qr_code_is_dots_with_a_white_ground_and_nothing_inline(owner: Owner) -> None:
    owner.offers()
    page = owner.client.get(owner.shown).content.decode()
    svg = re.search(r'<div class="qr".*?(<svg.*?</svg>)', page, re.S)
    assert svg
    assert 'fill="#fff"' in svg[1]
    assert "style=" not in page
    assert "<text" not in svg[1]


def test_the_record_page_leads_to_it_and_back(owner: Owner) -> None:
    code = owner.offers()
    page = owner.client.get(owner.record).content.decode()
    assert f'href="{owner.shown}"' in page
    assert code not in page
    owner.ends()
    assert f'href="{owner.shown}"' not in owner.client.get(owner.record).content.decode()


def test_the_copy_for_the_shop_can_be_fetched_instead(client: Client) -> None:
    opened = open_with_visit(client)
    address = opened.url("record:pickup_make")
    assert client.post(address, BY_OWNER | {"copy": "shop"}).url == opened.url("record:preview")
    opened.post("record:make", entry="a" * 32)
    client.post(address, BY_OWNER | {"copy": "shop"})
    page = opened.get("record:pickup").content.decode()
    code = "".join(re.findall(r"<span>(\d{4})</span>", page))
    assert "记录 PDF，打印店版" in words(look(code))
    given = take(code)
    assert given.content == opened.get("record:shop").content
    assert "-dayin.pdf" in given["Content-Disposition"]


def test_the_copy_is_printed_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = open_with_record(client)
    first = opened.get("record:shop").content
    monkeypatch.setattr("borrower_guide.record.pages.shop_copy.print_copy", None)
    assert opened.get("record:shop").content == first


def test_without_a_record_there_is_nothing_to_fetch() -> None:
    made = a_case()
    client = Client()
    client.cookies[f"c_{made.case.pk}"] = made.holding.sealed()
    answer = client.post(f"/cases/{made.case.pk}/record/pickup/", BY_OWNER)
    assert (answer.status_code, answer.url) == (302, f"/cases/{made.case.pk}/record/")
    assert not Pickup.objects.exists()
