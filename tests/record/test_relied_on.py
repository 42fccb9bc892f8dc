"""Whose timestamps count on this installation: named in the settings, told by every answer."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse

from borrower_guide.record import checks
from borrower_guide.record.make import Made
from borrower_guide.record.sealing.key import SealingKey, certificate_pem
from tests.record.authority import NAME, Authority, served
from tests.record.opened import OpenedCase, open_with_visit

ROOT = Path(__file__).resolve().parents[2]
OURS, NOT_OURS = "是指定的机构发的：那个时候，这份文件已经有了", "不是指定的机构发的"


def pem(path: Path, *certificates: x509.Certificate) -> Path:
    path.write_bytes(b"".join(one.public_bytes(Encoding.PEM) for one in certificates))
    return path


@pytest.fixture
def opened(client: Client) -> OpenedCase:
    return open_with_visit(client)


def made_with(opened: OpenedCase, url: str, settings: Any) -> bytes:
    settings.TSA_URL = url
    opened.post("record:make", entry="")
    return bytes(opened.get("record:pdf").content)


def checked(data: bytes) -> str:
    answer = Client().post(reverse("record:verify"), {"file": BytesIO(data)})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["certificate", "root"])
def test_the_page_says_whose_it_is(
    who: str, opened: OpenedCase, authority: Authority, settings: Any, tmp_path: Path
) -> None:
    settings.TSA_CERTIFICATES = pem(tmp_path / "tsa.pem", getattr(authority, who))
    with served(authority) as url:
        page = checked(made_with(opened, url, settings))
    assert OURS in page
    assert NAME in page
    assert "<dt>时间戳由谁发</dt>" in page
    assert 'class="notice" role="status"' in page


@pytest.mark.django_db
def test_the_page_warns_of_one_that_is_not_theirs(
    opened: OpenedCase, authority: Authority, foreign: Authority, settings: Any, tmp_path: Path
) -> None:
    with served(foreign) as url:
        data = made_with(opened, url, settings)
    assert "没有核对发它的机构是谁" in checked(data)
    settings.TSA_CERTIFICATES = pem(tmp_path / "tsa.pem", authority.certificate, authority.root)
    page = checked(data)
    assert "做成以后没有改动" in page
    assert NOT_OURS in page
    assert "<dt>时间戳自称由谁发</dt>" in page
    assert 'class="notice-warn" role="status"' in page


@pytest.mark.django_db
def test_a_token_of_another_authority_is_not_sealed_in(
    opened: OpenedCase, authority: Authority, foreign: Authority, settings: Any, tmp_path: Path
) -> None:
    settings.TSA_CERTIFICATES = pem(tmp_path / "tsa.pem", authority.certificate)
    with served(foreign) as url:
        page = checked(made_with(opened, url, settings))
    assert "没有第三方时间戳" in page
    assert "没有拿到第三方的时间戳" in opened.get("record:preview").content.decode()


@pytest.mark.parametrize(
    ("who", "code", "words"),
    [("authority", 0, OURS), ("foreign", 1, NOT_OURS), ("", 0, "没有核对发它的机构是谁")],
)
def test_the_command_relies_on_the_same(
    who: str,
    code: int,
    words: str,
    stamped: Made,
    key: SealingKey,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    record, trust = tmp_path / "record.pdf", tmp_path / "trust.pem"
    record.write_bytes(stamped.data)
    trust.write_bytes(certificate_pem(key.certificate))
    told = {"BORROWER_GUIDE_DATA": str(tmp_path)}
    if who:
        held = pem(tmp_path / "tsa.pem", request.getfixturevalue(who).certificate)
        told["BORROWER_GUIDE_TSA_CERTIFICATES"] = str(held)
    run = subprocess.run(
        [sys.executable, ROOT / "manage.py", "verify_record", record, "--trust", trust],
        capture_output=True,
        text=True,
        env={k: v for k, v in os.environ.items() if not k.startswith("DJANGO_")} | told,
    )
    assert (run.returncode, run.stderr) == (code, "")
    assert words in run.stdout


def faults() -> list[str]:
    found = run_checks(tags=["security"], include_deployment_checks=True)
    return [str(one.id) for one in found if str(one.id).startswith("record.")]


def test_without_any_there_is_nothing_to_say(settings: Any) -> None:
    assert settings.TSA_CERTIFICATES is None
    assert faults() == []


@pytest.mark.parametrize("content", [None, b"", b"nonsense", b"-----BEGIN CERTIFICATE-----\nAA"])
def test_a_file_that_holds_none_is_a_fault(
    content: bytes | None, settings: Any, tmp_path: Path
) -> None:
    path = settings.TSA_CERTIFICATES = tmp_path / "tsa.pem"
    if content is not None:
        path.write_bytes(content)
    settings.TSA_URL = "https://tsa.example/"
    [fault] = checks.the_authorities_can_be_relied_on()
    assert fault.id == "record.E001"
    assert "BORROWER_GUIDE_TSA_CERTIFICATES" in fault.msg
    assert str(path) in fault.msg
    assert faults() == ["record.E001"]


def test_a_certificate_that_can_be_no_authoritys_is_a_fault(
    settings: Any, tmp_path: Path, authority: Authority, key: SealingKey
) -> None:
    server = Authority(usage=ExtendedKeyUsageOID.SERVER_AUTH).certificate
    settings.TSA_CERTIFICATES = pem(tmp_path / "tsa.pem", authority.root, server, key.certificate)
    assert faults() == ["record.E001", "record.E001"]


@pytest.mark.parametrize(("year", "wrong"), [(2026, []), (2025, ["record.E002"])])
def test_one_must_be_valid_where_an_authority_is_asked(
    year: int,
    wrong: list[str],
    settings: Any,
    tmp_path: Path,
    authority: Authority,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.TSA_CERTIFICATES = pem(tmp_path / "tsa.pem", authority.certificate)
    monkeypatch.setattr(checks.timezone, "now", lambda: datetime(year, 11, 24, 13, tzinfo=UTC))
    assert faults() == []
    settings.TSA_URL = "https://tsa.example/"
    assert faults() == wrong
