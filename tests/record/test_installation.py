"""A record names the installation that made it, where that is set, and how to find it."""

import json
from typing import Any

import pytest
from django.test.utils import override_settings

from borrower_guide.record.attachment import read_manifest
from borrower_guide.record.installation import installation
from borrower_guide.record.manifest import manifest_bytes
from borrower_guide.record.paper.compose import compose
from borrower_guide.record.render import html_of
from tests.record.sample import MADE_AT, SMALL, journal_of

HOST = "jilu.example"
WHOLE = {"operator": "某某法律援助中心<b>", "address": f"https://{HOST}/verify/"}


def html(site: dict[str, str], *, covered: bool = False) -> tuple[dict[str, Any], str]:
    data = manifest_bytes(
        journal_of(SMALL), made_at=MADE_AT, versions={}, certificate_sha256="0" * 64, site=site
    )
    manifest = read_manifest(data)
    assert manifest
    return json.loads(data), html_of(compose(manifest, covered=covered))


@pytest.mark.parametrize(
    ("hosts", "local", "operator", "told"),
    [
        ([HOST], False, WHOLE["operator"], WHOLE),
        ([".example", HOST], False, "", {"address": WHOLE["address"]}),
        ([".example"], False, "某某社", {"operator": "某某社"}),  # no name to go to
        (["127.0.0.1"], True, "", {}),
    ],
)
def test_only_what_is_set_is_said(
    hosts: list[str], local: bool, operator: str, told: dict[str, str]
) -> None:
    with override_settings(ALLOWED_HOSTS=hosts, LOCAL=local, OPERATOR=operator):
        assert installation() == told


def test_who_made_it_and_where_it_is_checked_stand_on_the_paper() -> None:
    content, page = html(WHOLE)
    assert (content["version"], content["site"]) == (3, WHOLE)
    assert f'<span class="p-code">{WHOLE["address"]}</span>' in page
    assert "办本站的是：某某法律援助中心&lt;b&gt;。" in page
    assert "网址（手写）" not in page


def test_where_nothing_is_set_there_is_a_blank_and_the_form_is_as_ever() -> None:
    content, page = html({})
    assert content["version"] == 1
    assert "site" not in content
    assert "网址（手写）" in page
    assert "办本站的是" not in page
