"""The seal itself: what others make of it, and the key it is made with."""

import multiprocessing
import stat
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from borrower_guide.record.attachment import attached, read_manifest
from borrower_guide.record.make import Made
from borrower_guide.record.render import print_manifest
from borrower_guide.record.sealing.key import SealingKey, private_pem, sealing_key
from tests.record.other_library import pyhanko_on


def test_a_library_that_is_not_ours_finds_it_valid_and_whole(made: Made, key: SealingKey) -> None:
    (signature,) = PdfFileReader(BytesIO(made.data)).embedded_signatures
    status = pyhanko_on(made.data, key.certificate)
    assert status.bottom_line
    assert status.coverage.name == "ENTIRE_FILE"
    assert str(signature.sig_object["/SubFilter"]) == "/ETSI.CAdES.detached"
    assert str(signature.sig_object["/Reason"]) == made.record_number


def test_the_printed_pages_stand_unchanged_before_the_seal(small: bytes) -> None:
    (content,) = attached(small)
    manifest = read_manifest(content)
    assert manifest is not None
    assert small.startswith(print_manifest(manifest).data)


def test_the_key_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    first, second = (sealing_key(tmp_path / "var" / "seal") for _ in range(2))
    assert private_pem(first) == private_pem(second)
    assert stat.S_IMODE((tmp_path / "var/seal/key.pem").stat().st_mode) == 0o600
    assert sorted(path.name for path in (tmp_path / "var").iterdir()) == ["seal"]


def _pem(folder: Path) -> bytes:
    return private_pem(sealing_key(folder))


def test_two_workers_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        keys = pool.map(_pem, [tmp_path / "seal"] * 3)
    assert len(set(keys)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["seal"]


def test_a_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    sealing_key(tmp_path / "seal")
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    other = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (tmp_path / "seal" / "key.pem").write_bytes(other)
    with pytest.raises(ValueError, match="RSA"):
        sealing_key(tmp_path / "seal")
