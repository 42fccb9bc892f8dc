"""A seal is appended just as the library's own way would do it, which costs far more to load."""

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, tzinfo
from io import BytesIO
from typing import Self

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.metadata import info, xmp_xml
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from borrower_guide.record.sealing.embedding import embed
from borrower_guide.record.sealing.locking import locked, without_seal
from tests.record.damage import place
from tests.record.sample import MADE_AT

PASSWORD = "lanse7-chuanghu"
ROOM = 2048
REASON = "BG-7 号"


class Standing(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls.fromtimestamp(MADE_AT.timestamp(), tz)


def container(digest: bytes) -> bytes:
    return b"\x30\x82" + digest * 40


def by_the_library(pdf: bytes, password: str) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    if password:
        writer.encrypt(password)  # type: ignore[no-untyped-call]
    steps = PdfCMSEmbedder(SigFieldSpec("Seal")).write_cms("Seal", writer)
    next(steps)
    seal = SignatureObject(
        timestamp=MADE_AT, subfilter=SigSeedSubFilter.PADES, reason=REASON, bytes_reserved=2 * ROOM
    )
    steps.send(SigObjSetup(sig_placeholder=seal))
    prepared, output = steps.send(SigIOSetup(md_algorithm="sha256"))
    steps.send(container(prepared.document_digest))
    return bytes(output.getvalue())


def embedded(pdf: bytes, password: str, sign: Callable[[bytes], bytes] = container) -> bytes:
    return embed(pdf, "Seal", room=ROOM, reason=REASON, at=MADE_AT, sign=sign, password=password)


@pytest.mark.parametrize("password", ["", PASSWORD])
def test_the_bytes_are_those_of_the_library(
    small: bytes, password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = without_seal(small, place(small))
    pdf = locked(pdf, password) if password else pdf
    # Both draw half of the file's /ID and what encryption begins with, and look at the clock.
    monkeypatch.setattr("secrets.token_bytes", lambda count=32: b"7" * count)
    monkeypatch.setattr("os.urandom", lambda count: b"7" * count)
    for module in (info, xmp_xml):
        monkeypatch.setattr(module, "datetime", Standing)
    sealed = embedded(pdf, password)
    assert sealed.startswith(pdf)
    assert sealed == by_the_library(pdf, password)


def test_a_container_that_is_too_long_is_not_cut(small: bytes) -> None:
    pdf = without_seal(small, place(small))
    with pytest.raises(ValueError, match="room for 2048"):
        embedded(pdf, "", lambda digest: digest * 65)
    assert embedded(pdf, "", lambda digest: digest * 64)


def test_sealing_loads_no_http_client() -> None:
    asked = "import sys, borrower_guide.record.make; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert "pyhanko.pdf_utils.incremental_writer" in done.stdout.split()
    assert not {"aiohttp", "pyhanko.sign"} & set(done.stdout.split())
