"""The page for a copy under a password: sent, never kept; the password never told."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from borrower_guide.cases.models import Blob, SealedEntry
from borrower_guide.record.given import Given
from borrower_guide.record.pages import locked as pages
from borrower_guide.record.sealing.key import certificate
from borrower_guide.record.verdict import Status
from borrower_guide.record.verify import verify_record
from borrower_guide.turns import Turns
from tests.record.authority import Authority, served
from tests.record.opened import OpenedCase, open_with_record, open_with_visit
from tests.record.sample import PASSWORD


@pytest.fixture
def opened(client: Client) -> OpenedCase:
    return open_with_record(client)


def ask(
    opened: OpenedCase, password: str = PASSWORD, again: str | None = None, **hidden: str
) -> Any:
    again = password if again is None else again
    return opened.post("record:locked", password=password, password_again=again, **hidden)


@pytest.mark.django_db
def test_the_page_sends_a_copy_and_keeps_none(opened: OpenedCase) -> None:
    before = (Blob.objects.count(), SealedEntry.objects.count())
    stored = opened.get("record:pdf").content
    answer = ask(opened)
    assert answer["Content-Type"] == "application/pdf"
    assert "-mima.pdf" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    trust = certificate(settings.DATA_DIR / "seal")
    plain = verify_record(stored, trust)
    locked = verify_record(answer.content, Given(trust, password=PASSWORD))
    assert locked.status is Status.INTACT
    assert (locked.record_number, locked.digest) == (plain.record_number, plain.digest)
    assert (Blob.objects.count(), SealedEntry.objects.count()) == before
    assert opened.get("record:pdf").content == stored
    assert ask(opened).content != answer.content


def files_with(words: bytes) -> Iterator[Path]:
    for path in Path(settings.DATA_DIR).rglob("*"):
        if path.is_file() and words in path.read_bytes():
            yield path


@pytest.mark.django_db(transaction=True)
def test_the_password_is_in_no_file_address_log_or_page(
    opened: OpenedCase, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [ask(opened), ask(opened, again="other")]
    monkeypatch.setattr(pages, "locked_copy", lambda *_, **__: 1 / 0)
    opened.client.raise_request_exception = False
    answers.append(ask(opened))
    assert [answer.status_code for answer in answers] == [200, 422, 500]
    assert not list(files_with(PASSWORD.encode()))
    assert PASSWORD not in caplog.text
    for answer in answers:
        assert PASSWORD.encode() not in answer.content
        assert PASSWORD not in str(answer.headers) + answer.cookies.output()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("password", "again", "words"),
    [("", "", "太短"), ("abcdefg", "abcdefg", "太短"), (PASSWORD, "lanse7", "两次打的不一样")],
)
def test_faults_stand_beside_their_box(
    password: str, again: str, words: str, opened: OpenedCase
) -> None:
    answer = ask(opened, password, again)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert 'type="password"' in page
    assert PASSWORD not in page
    assert "忘了密码" in page
    assert "不要和文件走同一条路" in page


NOBODY = "http://127.0.0.1:1/"
TOLD = "没有要到时间戳"


@pytest.mark.django_db
def test_a_copy_without_the_timestamp_that_was_asked_for_is_not_sent_unawares(
    opened: OpenedCase, settings: Any
) -> None:
    settings.TSA_URL = NOBODY
    assert TOLD not in opened.get("record:locked").content.decode()
    answer = ask(opened)
    page = answer.content.decode()
    assert (answer.status_code, answer["Content-Type"]) == (503, "text/html; charset=utf-8")
    assert TOLD in page
    assert b"%PDF" not in answer.content
    assert PASSWORD not in page
    hidden = {"unstamped": "1"}
    assert all(f'name="{name}" value="{value}"' in page for name, value in hidden.items())
    assert TOLD in ask(opened, **hidden).content.decode()
    wrong = ask(opened, again="other", **hidden).content.decode()
    assert "两次打的不一样" in wrong
    assert 'name="without"' in wrong


@pytest.mark.django_db
@pytest.mark.parametrize("stamped", [True, False])
def test_it_can_be_asked_for_again_or_left_out(
    stamped: bool, opened: OpenedCase, authority: Authority, settings: Any
) -> None:
    hidden = {"unstamped": "1"} | ({} if stamped else {"without": "1"})
    with served(authority) as url:
        settings.TSA_URL = url if stamped else NOBODY
        answer = ask(opened, **hidden)
    trust = certificate(settings.DATA_DIR / "seal")
    verdict = verify_record(answer.content, Given(trust, password=PASSWORD))
    assert verdict.status is Status.INTACT
    assert bool(verdict.timestamp) is stamped


@pytest.mark.django_db
def test_too_many_at_once_are_asked_to_come_again(
    opened: OpenedCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = Turns("test", at_once=1, waiting=0, seconds=0)
    monkeypatch.setattr(pages, "TURNS", turns)
    with turns.turn():
        assert ask(opened).status_code == 503


@pytest.mark.django_db
def test_without_a_record_there_is_nothing_to_lock(client: Client) -> None:
    opened = open_with_visit(client)
    for answer in (opened.get("record:locked"), ask(opened)):
        assert (answer.status_code, answer.url) == (302, opened.url("record:preview"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("password", "words"),
    [(PASSWORD, "做成以后没有改动"), ("", "给出密码再核对"), ("no", "密码不对")],
)
def test_the_page_for_checking_takes_a_password(
    password: str, words: str, opened: OpenedCase
) -> None:
    file = BytesIO(ask(opened).content)
    file.name = "jilu.pdf"
    answer = Client().post(reverse("record:verify"), {"file": file, "password": password})
    page = answer.content.decode()
    assert words in page.replace("要给出密码才能核对", "给出密码再核对")
    assert 'type="password"' in page
    assert PASSWORD not in page
