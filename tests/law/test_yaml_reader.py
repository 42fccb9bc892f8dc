"""The YAML reader: no traps, no doubles, every fault with its place."""

from pathlib import Path

import pytest

from borrower_guide.law.yaml_reader import read_yaml
from borrower_guide.schema.faults import ContentFaults


def read(tmp_path: Path, text: str | bytes) -> object:
    path = tmp_path / "rules.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_yaml(path)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("Off", "Off"),
        ("22:00", "22:00"),
        ("2026-01-01", "2026-01-01"),
        ("24.0", "24.0"),
        ("1e3", "1e3"),
        ("010", "010"),
        ("0x1f", "0x1f"),
        ("1_000", "1_000"),
        ("12", 12),
        ("-3", -3),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
    ],
)
def test_a_value_is_what_it_looks_like(tmp_path: Path, text: str, value: object) -> None:
    read_back = read(tmp_path, f"key: {text}")
    assert read_back == {"key": value}
    assert type(read_back["key"]) is type(value)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: 1\nb: 2\na: 3", "第 3 行: “a”"),
        ("a: {b: 1, b: 2}", "第 1 行: “b”"),
        ("a: &x 1\nb: *x", "第 2 行: 不能用"),
        ("a: !!python/object:os.system x", "第 1 行: 有不认识的写法"),
        ("a: !!timestamp 2026-01-01", "第 1 行: 有不认识的写法"),
        ("? [a]\n: 1", "第 1 行: 有不认识的写法"),
        ("a: [", "第 1 行: 格式不对"),
        ("a: 1\n---\nb: 2", "第 2 行: 格式不对"),
        ("\x07", "全文: 有 YAML 不允许的字符"),
        (b"\xff\xfe\xff", "全文: 不是 UTF-8"),
        ("- " * 3000 + "x", "全文: 一层套一层太深"),
    ],
)
def test_a_fault_names_its_place(tmp_path: Path, text: str | bytes, place: str) -> None:
    with pytest.raises(ContentFaults) as raised:
        read(tmp_path, text)
    assert str(raised.value).startswith(f"rules.yaml: {place}")


def test_all_doubles_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ContentFaults) as raised:
        read(tmp_path, "a: 1\na: 2\nb: {c: 1, c: 2}\n")
    assert [fault.where for fault in raised.value.faults] == ["第 2 行", "第 3 行"]


def test_a_merge_key_is_only_a_key(tmp_path: Path) -> None:
    assert read(tmp_path, "<<: {a: 1}") == {"<<": {"a": 1}}


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ContentFaults, match="读不到"):
        read_yaml(tmp_path / "none.yaml")
