"""The published vectors: our verifier and a second one, written from their page, agree on all."""

import ast
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.record import chain
from borrower_guide.record.verify import verify_record
from borrower_guide.schema.canonical import canonical, entry_digest
from tests.record import second_reader as second

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "vectors"
PEM = (FOLDER / "certificate.pem").read_text(encoding="ascii")
VECTORS = json.loads((FOLDER / "vectors.json").read_text(encoding="utf-8"))
CHAIN = json.loads((FOLDER / "chain.json").read_text(encoding="utf-8"))
TRUST = x509.load_pem_x509_certificate(PEM.encode())


def named(rows: list[dict[str, Any]]) -> Any:
    return pytest.mark.parametrize("row", [pytest.param(row, id=row["name"]) for row in rows])


def bytes_of(row: dict[str, Any]) -> bytes:
    data = (FOLDER / "records" / f"{row['base']}.pdf").read_bytes()
    for one in row["edit"]:
        data = data[: one["at"]] + bytes.fromhex(one["hex"]) + data[one["at"] + one["delete"] :]
    return data


@named(VECTORS)
def test_the_verifier_says_what_the_vector_says(row: dict[str, Any]) -> None:
    verdict = verify_record(bytes_of(row), TRUST)
    assert verdict.status == row["status"]
    places = {(fault.code, fault.where) for fault in verdict.faults}
    assert (row["fault"], row["where"]) in places if row["fault"] else not places
    told = verdict.to_json()
    assert all(told.get(name, 0) == value for name, value in row.get("record", {}).items())


@named(VECTORS)
def test_a_reader_written_from_the_page_says_the_same(row: dict[str, Any]) -> None:
    assert second.status(bytes_of(row), second.from_pem(PEM)) == row["status"]


@given(st.integers(0, 7770), st.integers(0, 3), st.binary(max_size=3))
def test_both_refuse_whatever_is_put_in_or_taken_out(at: int, delete: int, put: bytes) -> None:
    right = bytes_of({"base": "bare", "edit": []})
    data = right[:at] + put + right[at + delete :]
    assert (verify_record(data, TRUST).status == "intact") == (data == right)
    assert (second.status(data, second.from_pem(PEM)) == "intact") == (data == right)


def test_there_are_enough_of_each() -> None:
    names = [row["name"] for row in VECTORS]
    assert len(names) == len(set(names))
    found = {status: sum(row["status"] == status for row in VECTORS) for status in _STATUSES}
    assert found["intact"] >= 8
    assert sum(found.values()) - found["intact"] >= 70
    assert all(found.values())
    assert all(len(row["edit"]) <= 1 for row in VECTORS)
    used = {row["base"] for row in VECTORS}
    assert used == {path.stem for path in (FOLDER / "records").iterdir()}


_STATUSES = ("intact", "altered", "unknown_signer", "not_ours", "unreadable")


def test_no_key_is_published_and_little_else() -> None:
    files = [path for path in FOLDER.rglob("*") if path.is_file()]
    assert not any(b"PRIVATE" in path.read_bytes() for path in files)
    assert sum(path.stat().st_size for path in files) < 1_500_000


@pytest.mark.parametrize("row", CHAIN["canonical"], ids=lambda row: row["utf8_hex"][:20])
def test_canonical_bytes(row: dict[str, Any]) -> None:
    wanted = bytes.fromhex(row["utf8_hex"])
    assert canonical(row["value"]) == wanted == second.canonical(row["value"]).encode()
    assert second.sha256(wanted).hex() == row["sha256"]


@named(CHAIN["refused"])
def test_what_has_no_canonical_form(row: dict[str, Any]) -> None:
    for form in (canonical, second.canonical):
        with pytest.raises(ValueError, match=r".+"):
            form(json.loads(row["json"]))


@pytest.mark.parametrize("row", CHAIN["entries"], ids=lambda row: str(row["entry"]["seq"]))
def test_digest_of_an_entry(row: dict[str, Any]) -> None:
    wanted = row["digest"]
    assert second.sha256(row["hashed_text"].encode()).hex() == wanted == row["entry"]["digest"]
    assert entry_digest(row["entry"]) == second.digest_of(row["entry"]) == wanted


@named(CHAIN["chains"])
def test_where_a_chain_breaks(row: dict[str, Any]) -> None:
    wanted = [tuple(one) for one in row["breaks"]]
    assert [one[:2] for one in chain.breaks(row["entries"])] == wanted
    assert list(second.breaks(row["entries"])) == wanted


@pytest.mark.parametrize("row", CHAIN["numbers"], ids=lambda row: row["made_at"])
def test_record_numbers(row: dict[str, Any]) -> None:
    asked = row["made_at"], row["digest"]
    assert chain.record_number(*asked) == second.number_of(*asked) == row["number"]


def test_the_second_reader_leans_on_nothing_of_ours() -> None:
    tree = ast.parse(Path(second.__file__).read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {
        (node.module if isinstance(node, ast.ImportFrom) else name.name) or ""
        for node in imports
        for name in node.names
    }
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names
