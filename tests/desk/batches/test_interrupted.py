"""A batch that is broken off, refused or overtaken: what was made stays, the rest can be made."""

import errno
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections
from django.http import HttpResponseBase
from django.urls import reverse

from borrower_guide.cases import blobs
from borrower_guide.cases.models import Access, KeySlot
from borrower_guide.desk.batches import making, papers, running
from borrower_guide.desk.batches.files import folder_of
from borrower_guide.desk.models import Advocate, Batch, BatchItem
from borrower_guide.printing import render, weight
from borrower_guide.record import keeping
from borrower_guide.record.make import Made
from borrower_guide.turns import Turns, _stripe
from tests.desk.batches.made import Office, a_letter, hang_up, page_texts, records_in
from tests.desk.made import signed_in_client
from tests.site.test_turns import LONG, Asking, until

LETTERS = {"paper": [], "letters": "letters.newest"}


@pytest.fixture
def office(db: None) -> Office:
    """Three cases with a letter each, which prints faster than a record."""
    office = Office(3)
    for made in office.made:
        made.append(a_letter())
    return office


def started(office: Office, batch: Batch) -> tuple[HttpResponseBase, Iterator[bytes]]:
    """The growing page, with nothing but its head read."""
    answer = office.desk.client.post(office.address(batch, "go"))
    pieces = iter(answer.streaming_content)  # type: ignore[attr-defined]
    next(pieces)
    return answer, pieces


def files_of(batch: Batch) -> int:
    return len(list(folder_of(batch.pk).iterdir()))


def take_back(office: Office, which: int) -> None:
    KeySlot.objects.filter(case=office.made[which].case, kind="advocate").delete()


def test_a_broken_line_loses_nothing_and_nothing_is_made_twice(office: Office) -> None:
    batch = office.begin(**LETTERS)
    answer, pieces = started(office, batch)
    next(pieces)
    hang_up(answer)
    assert office.states(batch) == ["made", "waiting", "waiting"]
    assert "继续做（还有 2 个）" in office.get(batch).content.decode()
    assert office.go(batch).count("做好了：") == 2
    assert office.go(batch).count("做好了：") == 0
    assert Access.objects.filter(place="desk:batch_go").count() == 3
    assert files_of(batch) == 3


def test_a_full_disk_fails_one_case_and_leaves_no_half(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch, moved, move = office.begin(way="cover", **LETTERS), [], blobs.move_to

    def full(staged: Any, path: Any) -> Any:
        moved.append(path)
        if len(moved) == 4:  # the second case's letter; its cover is there already
            raise OSError(errno.ENOSPC, "full")
        return move(staged, path)

    monkeypatch.setattr(blobs, "move_to", full)
    assert "没做成：存储满了" in office.go(batch)
    assert office.states(batch) == ["made", "failed", "made"]
    assert files_of(batch) == 4
    assert not list((settings.DATA_DIR / "tmp").glob("*.upload"))
    assert "存储满了" in office.get(batch).content.decode()
    assert office.go(batch).count("做好了：") == 1
    assert office.states(batch) == ["made"] * 3


def test_what_is_too_long_for_one_paper_is_left_with_the_reason(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = office.begin(**LETTERS)
    with monkeypatch.context() as patch:
        patch.setattr(settings, "PAPER_MB", weight.BASE_MB)
        assert "没做成：太长了，一份做不下。" in office.go(batch)
    assert (office.states(batch), files_of(batch)) == (["failed"] * 3, 0)
    office.go(batch)
    assert office.states(batch) == ["made"] * 3


def test_what_cannot_be_written_down_is_not_printed(office: Office) -> None:
    batch = office.begin(**LETTERS)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TRIGGER full BEFORE INSERT ON cases_access"
            " BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        )
    try:
        page = office.go(batch)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER full")
    assert (page.count("没做成"), page.count("做好了")) == (3 + 1, 0)
    assert files_of(batch) == 0


def test_a_state_that_cannot_be_noted_is_made_again(office: Office) -> None:
    batch = office.begin(**LETTERS)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TRIGGER full BEFORE UPDATE ON desk_batchitem"
            " BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        )
    try:
        assert "没做成：存储满了" in office.go(batch)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER full")
    assert (office.states(batch), files_of(batch)) == (["waiting"] * 3, 0)
    assert office.go(batch).count("做好了：") == 3


def test_one_broken_case_does_not_stop_the_others(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    batch, printed, print_letter = office.begin(**LETTERS), [], papers.print_letter

    def broken(*given: Any) -> Any:
        printed.append(given)
        if len(printed) == 2:
            raise RuntimeError("那天晚上他们敲了一个小时的门")
        return print_letter(*given)

    monkeypatch.setattr(papers, "print_letter", broken)
    assert "没做成：出了没想到的错" in office.go(batch)
    assert office.states(batch) == ["made", "failed", "made"]
    assert "RuntimeError" in caplog.text
    assert "那天晚上" not in caplog.text


def test_a_case_taken_back_while_it_is_made_is_left_out(office: Office) -> None:
    batch = office.begin(**LETTERS)
    _, pieces = started(office, batch)
    next(pieces)
    take_back(office, 1)
    page = b"".join(pieces).decode()
    assert "本人收回了，没有做" in page
    assert office.states(batch) == ["made", "taken_back", "made"]
    assert office.go(batch).count("做好了：") == 0


def test_a_case_taken_back_comes_out_of_no_old_batch(office: Office) -> None:
    batch = office.begin(**LETTERS)
    office.go(batch)
    everything = len(page_texts(office.pdf(batch)))
    take_back(office, 0)
    answer = office.get(batch, "pdf")
    assert answer.status_code == 302
    page = office.desk.client.get(answer.url).content.decode()  # type: ignore[attr-defined]
    assert "刚才没有下载" in page
    assert "本人收回了" in page
    assert BatchItem.objects.get(matter=office.matters[0]).sealed is None
    assert len(page_texts(office.pdf(batch))) == everything * 2 // 3
    names = office.zip(batch).namelist()
    assert not [name for name in names if name.startswith(office.matters[0].number)]
    assert "本人收回了" in office.zip(batch).read("list.csv").decode()


def test_with_no_case_left_there_is_nothing_to_take(office: Office) -> None:
    batch = office.begin(0, **LETTERS)
    office.go(batch)
    take_back(office, 0)
    assert [office.get(batch, "pdf").status_code for _ in range(2)] == [302, 302]


def test_a_file_that_went_bad_is_told_and_made_again(office: Office) -> None:
    batch = office.begin(**LETTERS)
    office.go(batch)
    path = next(path for path in folder_of(batch.pk).iterdir() if path.is_file())
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    assert office.get(batch, "zip").status_code == 302
    assert sorted(office.states(batch)) == ["failed", "made", "made"]
    assert office.go(batch).count("做好了：") == 1
    assert len(office.zip(batch).namelist()) == 4


def test_papers_of_a_borrower_at_the_same_address_do_not_stop_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One is at work and one waits: whoever is no advocate has no more from this address."""
    monkeypatch.setattr(render.TURNS, "_seconds", LONG)
    monkeypatch.setattr(running, "PAUSE", 0)
    batch, leave = office.begin(), threading.Event()
    shared = {_stripe(f"advocate {office.desk.advocate.pk}")}  # of 256; theirs is another
    here = next(one for one in ("192.0.2.1", "192.0.2.2") if _stripe(one) not in shared)
    office.desk.client.defaults["REMOTE_ADDR"] = here
    first = Asking(here, render.TURNS, leave)
    until(lambda: first.told)
    second = Asking(here, render.TURNS, leave)
    until(lambda: render.TURNS._inside._value == 1)
    try:
        office.go(batch)
    finally:
        leave.set()
        first.join(LONG)
        second.join(LONG)
    assert office.states(batch) == ["made"] * 3


def test_where_others_print_it_waits_then_stops_and_can_go_on(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = office.begin(**LETTERS)
    with monkeypatch.context() as busy:
        busy.setattr(render, "TURNS", Turns("test", at_once=0, waiting=0, seconds=0))
        busy.setattr(running, "PAUSE", 0)
        page = office.go(batch)
    assert "停在这里了" in page
    assert office.states(batch) == ["waiting"] * 3
    assert office.go(batch).count("做好了：") == 3


@pytest.mark.parametrize("how", ["signs out", "leaves"])
def test_who_is_out_prints_no_further(office: Office, how: str) -> None:
    batch = office.begin(**LETTERS)
    _, pieces = started(office, batch)
    next(pieces)
    if how == "leaves":
        Advocate.objects.update(is_active=False)
    else:
        office.desk.client.post(reverse("desk:sign_out"))
    assert "已经退出登录" in b"".join(pieces).decode()
    assert office.states(batch) == ["made", "waiting", "waiting"]


def test_thrown_away_while_it_is_made_it_ends(office: Office) -> None:
    batch = office.begin(**LETTERS)
    _, pieces = started(office, batch)
    next(pieces)
    office.desk.client.post(office.address(batch, "drop"))
    assert "已经删掉" in b"".join(pieces).decode()
    assert not folder_of(batch.pk).exists()


def test_thrown_away_while_a_case_is_printed_leaves_no_file(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch, put = office.begin(0, **LETTERS), making.files.sealed_list

    def meanwhile(*given: Any) -> bytes:
        Batch.objects.filter(pk=batch.pk).delete()
        return put(*given)

    monkeypatch.setattr(making.files, "sealed_list", meanwhile)
    office.go(batch)
    assert files_of(batch) == 0


def test_fifty_cases(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a double for the printer; what fifty real ones take is measured in bench/batch.py."""
    office, data = (
        Office(50),
        render.render_pdf("<html lang=zh-CN><title>x</title><p>x</p></html>").data,
    )
    made = Made(data, "20261129-1", "0" * 64, 1)
    monkeypatch.setattr(keeping, "make_record", lambda *_, **__: made)
    batch = office.begin(opponents="3")
    page = office.go(batch)
    assert page.count("做好了：") == 50
    assert "50 / 50" in page
    assert len(page_texts(office.pdf(batch))) == 50 * 5
    assert len(office.zip(batch).namelist()) == 50 + 1


@pytest.mark.django_db(transaction=True)
def test_two_browsers_at_once_make_each_case_once(monkeypatch: pytest.MonkeyPatch) -> None:
    office = Office(3)
    batch = office.begin()
    clients = [office.desk.client, signed_in_client(office.desk.who)]
    both, pages = threading.Barrier(2), []

    def press(client: Any) -> None:
        both.wait()
        answer = client.post(office.address(batch, "go"))
        pages.append(b"".join(answer.streaming_content).decode())
        connections.close_all()

    presses = [threading.Thread(target=press, args=[client]) for client in clients]
    for one in presses:
        one.start()
    for one in presses:
        one.join()
    assert sum(page.count("做好了：") for page in pages) == 3
    assert [records_in(made) for made in office.made] == [1, 1, 1]
    assert office.states(batch) == ["made"] * 3
    assert files_of(batch) == 3
