"""A file that was touched on the disk is not given."""

import pytest

from borrower_guide.cases.exhibits.chunks import CHUNK
from borrower_guide.cases.models import Blob
from tests.cases.exhibits.made import PDF, SECRET, added, files_of
from tests.cases.pages import Browser

pytestmark = pytest.mark.django_db


def flipped(data: bytes) -> bytes:
    return data[:100_000] + bytes([data[100_000] ^ 1]) + data[100_001:]


SEALED = CHUNK + 28

TOUCHED = {
    "flipped": flipped,
    "dropped": lambda data: data[:SEALED] + data[2 * SEALED :],
    "swapped": lambda data: data[SEALED : 2 * SEALED] + data[:SEALED] + data[2 * SEALED :],
    "repeated": lambda data: data[:SEALED] + data[:SEALED] + data[2 * SEALED :],
    "cut off": lambda data: data[: 3 * SEALED],
    "made longer": lambda data: data + b"x",
    "emptied": lambda data: b"",
}


@pytest.mark.parametrize("how", sorted(TOUCHED))
def test_a_touched_file_is_not_given(how: str, caplog: pytest.LogCaptureFixture) -> None:
    browser = Browser()
    case = browser.begun()
    address = added(browser, case)
    [path] = files_of(case)
    path.write_bytes(TOUCHED[how](path.read_bytes()))
    browser.client.raise_request_exception = True
    page = browser.get(address + "file/")
    assert page.status == 500
    assert "打不开了" in page.words
    assert SECRET not in page.response.content


def test_a_shorter_file_with_a_fitting_row_is_not_given() -> None:
    """Chunks are cut off and the row made to fit: the last chunk is bound to the whole."""
    browser = Browser()
    case = browser.begun()
    address = added(browser, case)
    [path] = files_of(case)
    path.write_bytes(path.read_bytes()[: 3 * SEALED])
    Blob.objects.update(size=3 * CHUNK)
    assert browser.get(address + "file/").status == 500


def test_a_file_in_the_place_of_another_is_not_given() -> None:
    browser = Browser()
    case = browser.begun()
    address = added(browser, case, PDF)
    added(browser, case, PDF[:-1] + b"!")
    first, second = files_of(case)
    first_bytes = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(first_bytes)
    assert browser.get(address + "file/").status == 500
