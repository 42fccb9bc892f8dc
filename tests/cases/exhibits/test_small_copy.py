"""The smaller picture: upright, readable, and nothing but its pixels."""

import io
import logging

import pytest
from PIL import Image

from borrower_guide.cases.exhibits import small_copy
from borrower_guide.turns import Turns
from tests.cases.exhibits.made import a_photo, add, added, body, files_of
from tests.cases.pages import Browser

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_the_small_copy_has_its_pixels_alone(form: str) -> None:
    browser = Browser()
    case = browser.begun()
    address = added(browser, case, a_photo((2400, 1200), form, orientation=6))
    assert "小图" in browser.get(address).words
    sent = browser.get(address + "small.jpg")
    data = body(sent)
    assert sent.response["Content-Type"] == "image/jpeg"
    assert len(data) <= small_copy.MOST_BYTES
    picture = Image.open(io.BytesIO(data))
    assert picture.size == (800, 1600)  # upright
    assert picture.getpixel((400, 100))[2] > 200  # blue was on the left, and is on top
    assert not dict(picture.getexif())
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"canary" not in data
    assert b"Exif" not in data


def test_a_long_screenshot_can_still_be_read() -> None:
    out = io.BytesIO()
    Image.new("RGB", (1080, 9000), "white").save(out, "PNG")
    copy = small_copy.small_copy(io.BytesIO(out.getvalue()))
    assert copy
    assert Image.open(io.BytesIO(copy)).size == (800, 6667)


def test_a_noisy_picture_is_made_small_enough() -> None:
    out = io.BytesIO()
    Image.effect_noise((3000, 3000), 200).save(out, "PNG")
    copy = small_copy.small_copy(io.BytesIO(out.getvalue()))
    assert copy
    assert len(copy) <= small_copy.MOST_BYTES


@pytest.mark.parametrize(
    ("side", "form"), [(6_400, "PNG"), (9_500, "PNG"), (14_000, "PNG"), (4_500, "WEBP")]
)
def test_a_bomb_is_refused(side: int, form: str) -> None:
    out = io.BytesIO()
    Image.new("1", (side, side)).save(out, form)
    browser = Browser()
    case = browser.begun()
    page = add(browser, case, "x.png", out.getvalue())
    assert page.faults == {"f-file": "这张照片的尺寸太大，请换一张小的"}
    assert not files_of(case)


def test_a_broken_photo_is_kept_as_it_came() -> None:
    logging.disable(logging.CRITICAL)
    try:
        browser = Browser()
        case = browser.begun()
        data = a_photo()[:200]
        address = added(browser, case, data)
    finally:
        logging.disable(logging.NOTSET)
    assert browser.get(address + "small.jpg").status == 404
    assert body(browser.get(address + "file/")) == data


def test_while_others_are_shrunk_what_was_typed_is_given_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(small_copy, "TURNS", Turns("test", at_once=0, waiting=0, seconds=0))
    browser = Browser()
    case = browser.begun()
    page = add(browser, case, "x.jpg", a_photo(), title="门口的人")
    assert (page.status, "门口的人" in page.words) == (503, True)
    assert "现在用的人多，还没存" in page.words
    assert "文件要再选一次" in page.words
    assert not files_of(case)
    monkeypatch.undo()
    assert add(browser, case, "x.jpg", a_photo(), title="门口的人").moved_to
