"""谁能看到什么: open to all, linked where it is needed, and true of the tables."""

import re

import pytest
from django.apps import apps
from django.test import Client

from tests.desk.made import a_desk

pytestmark = pytest.mark.django_db

PAGE = "/desk/reading/"
# Every column of the desk that lies in clear, and the words that tell of it. A new column must be
# told on the page, or be sealed.
TOLD = {
    "账号": {
        "Organisation": {"name", "made_on"},
        "Advocate": {
            "organisation", "username", "name", "is_lead", "is_active", "joined_on",
            "half_open_at", "totp_step",
        },
    },
    "个案列表": {
        "Matter": {
            "advocate", "organisation", "ref", "slot", "number", "label", "status", "taken_on",
            "next_on", "missing", "looked_on",
        },
    },
    "笔记": {"Memo": {"matter", "kind", "made_at"}},
    "批量打印": {
        "Batch": {"advocate", "made_at", "ends_at", "papers", "own", "blanks"},
        "BatchItem": {"batch", "matter", "opponents", "state", "reason", "pages"},
    },
    "邀请": {"Invitation": {"advocate", "organisation", "name", "is_lead", "ends_at"}},
}  # fmt: skip
# Ciphertext, random bytes, an HMAC under the pepper, or a digest that covers a random id.
SEALED = {
    "Advocate": {"salt", "vault", "totp"},
    "RecoveryCode": {"advocate", "digest"},
    "Invitation": {"locator"},
    "Memo": {"sealed", "name"},
    "BatchItem": {"sealed"},
}


def words(page: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", page))


def test_it_is_open_to_everybody_and_linked(client: Client) -> None:
    assert client.get(PAGE).status_code == 200
    for address in ("/desk/in/", "/desk/join/"):
        assert f'href="{PAGE}"' in client.get(address).content.decode()
    assert f'href="{PAGE}"' in a_desk().client.get("/desk/").content.decode()
    assert 'href="/desk/in/"' in client.get("/about/").content.decode()


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/desk/", "我的个案"),
        ("/desk/?show=due", "到日子的"),
        ("/desk/?show=closed", "我的个案"),
        ("/desk/take/", "接过来"),
        (PAGE, "谁能看到什么"),
        ("/desk/account/", "我的账号"),
    ],
)
def test_the_navigation_says_where_one_is(address: str, name: str) -> None:
    page = a_desk().client.get(address).content.decode()
    nav = page.split("</nav>")[0]
    assert re.findall(r'aria-current="page">([^<]+)<', nav) == [name]


def test_every_column_in_clear_is_told(client: Client) -> None:
    page = client.get(PAGE).content.decode()
    told: dict[str, set[str]] = {}
    for heading, tables in TOLD.items():
        assert f"<dt>{heading}</dt>" in page
        for table, columns in tables.items():
            told.setdefault(table, set()).update(columns)
    for model in apps.get_app_config("desk").get_models():
        name = model.__name__
        columns = {field.name for field in model._meta.concrete_fields} - {"id"}
        assert columns == told.get(name, set()) | SEALED.get(name, set()), name


def test_it_names_the_cookies_of_an_advocate(client: Client) -> None:
    page = words(client.get(PAGE).content.decode())
    for cookie in ("desk", "vault", "setup", "left", "office", "known"):
        assert f"{cookie}是" in page or f"{cookie}记着" in page
