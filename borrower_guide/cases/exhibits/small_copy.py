"""A smaller picture for screen and print, upright and without anything but its pixels."""

import io
import logging
from collections.abc import Iterator
from typing import BinaryIO

from PIL import Image, ImageOps

from borrower_guide.turns import Turns

log = logging.getLogger(__name__)

LONGEST, SHORT_SIDE_OF_LONG, MOST_BYTES = 1600, 800, 1_500_000
# JPEG is read at a fraction of its size; PNG unfolds to nine bytes a pixel, WebP to sixteen.
MOST_PIXELS = {"JPEG": 89_000_000, "MPO": 89_000_000, "PNG": 40_000_000, "WEBP": 20_000_000}
_BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)
# The worst picture unfolds to 400 MB.
TURNS = Turns("picture", at_once=1, waiting=2, seconds=20)


class TooManyPixels(ValueError):
    """A picture that would unfold to more memory than any photo of a phone needs."""


def small_copy(picture: BinaryIO) -> bytes | None:
    """A JPEG of at most MOST_BYTES, its longest side LONGEST; None if it cannot be read.

    A long screenshot keeps a short side of SHORT_SIDE_OF_LONG, so that its words can be read.
    Raises TooManyPixels, and NoTurn where others wait already; what reading `picture` raises on
    its own account is swallowed too.
    """
    with TURNS.turn():
        try:
            with Image.open(picture, formats=("JPEG", "PNG", "WEBP")) as opened:
                return _shrunk(opened)
        except (TooManyPixels, *_BOMB) as bomb:
            raise TooManyPixels from bomb
        except Exception as fault:  # a broken file makes Pillow raise nearly anything
            log.warning("A picture cannot be read: %s", type(fault).__name__)
            return None


def _shrunk(opened: Image.Image) -> bytes:
    if opened.width * opened.height > MOST_PIXELS.get(opened.format or "", MOST_PIXELS["PNG"]):
        raise TooManyPixels
    size = _fitted(opened.size)
    opened.draft("RGB", size)  # JPEG alone: decodes at a half, a quarter or an eighth
    opened.thumbnail(size, Image.Resampling.LANCZOS)
    upright = ImageOps.exif_transpose(opened)
    return next(data for data in _attempts(_bare(upright)) if len(data) <= MOST_BYTES)


def _fitted(size: tuple[int, int]) -> tuple[int, int]:
    short, long = sorted(size)
    most = min(LONGEST / long, 1)
    if long > 3 * short:
        most = min(max(most, SHORT_SIDE_OF_LONG / short), 30_000 / long, 1)
    return max(1, round(size[0] * most)), max(1, round(size[1] * most))


def _bare(picture: Image.Image) -> Image.Image:
    """The pixels alone, on white: comments, places and profiles stay behind."""
    bare = Image.new("RGB", picture.size, "white")
    seen = picture.convert("RGBA") if picture.has_transparency_data else picture.convert("RGB")
    bare.paste(seen, mask=seen if seen.mode == "RGBA" else None)
    return bare


def _attempts(bare: Image.Image) -> Iterator[bytes]:
    """Ever smaller files of the same picture."""
    while True:
        for quality in (85, 70, 50):
            out = io.BytesIO()
            bare.save(out, "JPEG", quality=quality)
            yield out.getvalue()
        bare = bare.reduce(2)
