"""Pictures for the rich case: a door upright, a landscape, a long screenshot; drawn, not taken."""

import io
from typing import Any

from PIL import Image, ImageDraw

from borrower_guide.cases.entries import Entry
from borrower_guide.cases.state import project
from tests.record.sample import CASE, journal_of

SIZES = {"E1": (900, 1200), "E2": (720, 1560), "E5": (1600, 1000), "E6": (1200, 1200)}
MORE = [
    {
        "id": "E5",
        "kind": "photo",
        "title": "楼道",
        "made_at": "2026-11-20T22:45:00+08:00",
        "made_by": "楼上邻居",
        "original_carrier": "邻居手机",
        "proof_purpose": "两个人在门口",
        "sha256": "44977712" * 8,
        "size": 1234567,
    },
    {"id": "E6", "title": "收据", "sha256": "0123456789abcdef" * 4},
]


def jpeg(size: tuple[int, int], shade: int = 120) -> bytes:
    """A framed grey picture; `shade` makes it another."""
    picture = Image.new("RGB", size, (shade, shade, shade))
    draw = ImageDraw.Draw(picture)
    width, height = size
    draw.rectangle((width * 0.3, height * 0.2, width * 0.7, height * 0.98), fill=(90, 90, 90))
    draw.rectangle((width * 0.4, height * 0.4, width * 0.6, height * 0.6), fill=(235, 235, 235))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()


def photo_journal() -> list[Entry]:
    """The rich case with two more photos and digests for all that have a picture."""
    exhibits: list[dict[str, Any]] = [dict(one) for one in CASE["exhibits"]]
    exhibits[1]["sha256"] = "ab" * 32
    return journal_of(CASE | {"exhibits": exhibits + MORE})


def pictures_for(journal: list[Entry]) -> dict[str, bytes]:
    """JPEG bytes by subject."""
    subjects = {thing.label: thing.subject for thing in project(journal).exhibits}
    return {
        subjects[label]: jpeg(size, shade)
        for shade, (label, size) in enumerate(SIZES.items(), start=120)
    }
