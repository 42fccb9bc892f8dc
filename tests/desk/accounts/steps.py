"""From an invitation to an account, as a browser without scripts does it."""

import re
from typing import Any

import pyotp
from django.test import Client
from django.utils import timezone

GOOD = "走廊里第三盏灯总是坏的！"


def first(client: Client, code: str, /, **changed: str) -> Any:
    """The number, a name and a password."""
    told = {"code": code, "username": "li", "password": GOOD, "password_again": GOOD}
    return client.post("/desk/join/", told | changed)


def secret(client: Client, address: str = "/desk/join/phone/") -> str:
    """What the phone reads off the page."""
    page = client.get(address).content.decode()
    [shown] = re.findall(r'class="typed-secret"[^>]*>([A-Z2-7 ]+)<', page)
    return shown.replace(" ", "")


def second(client: Client, address: str = "/desk/join/phone/") -> Any:
    """The code that the phone shows now."""
    code = pyotp.TOTP(secret(client, address)).at(timezone.now())
    return client.post(address, {"one_time_code": code})


def shown_codes(client: Client) -> list[str]:
    """The recovery codes, as long as they are shown."""
    page = client.get("/desk/codes/").content.decode()
    return re.findall(r"<li>(\d{4} \d{4} \d{4} \d{4})</li>", page)


def shown_number(page: str) -> str:
    """The number of 16 digits in a box of its own."""
    return "".join(re.findall(r"<span>(\d{4})</span>", page))
