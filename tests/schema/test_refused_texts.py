"""Bytes and JSON that are refused before any field is looked at."""

import pytest

from tests.schema.samples import faults


def good(*middle: str) -> bytes:
    """The least case as text, with more text between its braces."""
    inner = ", ".join(['"format": "borrower-guide/case", "version": 1', *middle])
    return f'{{"reporter_role": "borrower", {inner}}}'.encode()


def nested(depth: int) -> bytes:
    """The least case nested to `depth`: the case is 1, history 2, and what it holds 3."""
    return good('"history": [' + "[" * (depth - 2) + "]" * (depth - 2) + "]")


TEXTS: dict[str, tuple[bytes, str, str]] = {
    "nothing": (b"", "$", "不是有效的 JSON（第 1 行第 1 列）"),
    "half": (good()[:-1], "$", "不是有效的 JSON（第 1 行"),
    "a comma too many": (b'{"a": 1,\n}', "$", "不是有效的 JSON（第 2 行第 1 列）"),
    "two values": (good() + b"{}", "$", "不是有效的 JSON"),
    "a remark": (b"// a case\n" + good(), "$", "不是有效的 JSON（第 1 行第 1 列）"),
    "single quotes": (b"{'format': 1}", "$", "不是有效的 JSON（第 1 行第 2 列）"),
    "a raw line end in a text": (good('"title": "a\nb"'), "$", "不是有效的 JSON（第 1 行"),
    "a list": (b"[]", "$", "要写成一组带名字的内容"),
    "null": (b"null", "$", "要写成一组带名字的内容"),
    "NaN": (good('"title": NaN'), "$", "不能有 NaN"),
    "Infinity": (good('"title": Infinity'), "$", "不能有 Infinity"),
    "-Infinity": (good('"title": -Infinity'), "$", "不能有 -Infinity"),
    "an endless float": (
        good().replace(b'"version": 1', b'"version": 1e999'),
        "$.version",
        "要写成整数",
    ),
    "a number of 5,000 digits": (good('"title": ' + "9" * 5_000), "$", "数字太长"),
    "not UTF-8": (good()[:-1] + b"\xff}", "$", f"不是 UTF-8 文字（第 {len(good())} 字节）"),
    "GBK": (good('"title": "记事"').decode().encode("gbk"), "$", "不是 UTF-8 文字"),
    "UTF-16": (good().decode().encode("utf-16"), "$", "不是 UTF-8 文字（第 1 字节）"),
    "a surrogate in UTF-8": (good('"title": "x"').replace(b"x", b"\xed\xa0\x80"), "$", "UTF-8"),
    "two marks of byte order": (b"\xef\xbb\xbf" * 2 + good(), "$", "不是有效的 JSON"),
    "over 5 MB": (good() + b" " * (5 * 1024 * 1024 + 1 - len(good())), "$", "最多 5 MB"),
    "nested 17 deep": (nested(17), "$.history" + "[0]" * 15, "套得太深，最多 16 层"),
    "nested without end": (b"[" * 100_000, "$", "套得太深，最多 16 层"),
    "a key twice": (good('"title": "a", "title": "a"'), "$.title", "同一个名字出现了两次"),
    "a key three times": (good(*['"title": "a"'] * 3), "$.title", "同一个名字出现了两次"),
    "an escaped key twice": (
        good('"title": "a", "t\\u0069tle": null'),
        "$.title",
        "同一个名字出现了两次",
    ),
    "a key twice far inside": (
        good('"visits": [{"id": "V1"}, {"id": "V2", "police": {"station": "", "station": ""}}]'),
        "$.visits[1].police.station",
        "同一个名字出现了两次",
    ),
    "a key with a line end": (good('"a\\nb": 1'), '$["a\\nb"]', "不认识这一项"),
    "a key with a dot": (good('"a.b": 1'), '$["a.b"]', "不认识这一项"),
    "an endless key": (good(f'"{"k" * 5_000}": 1'), "$." + "k" * 64, "不认识这一项"),
    "a Chinese key": (good('"来访": 1'), "$.来访", "不认识这一项"),
    "a surrogate as code": (
        good('"loans": [{"id": "L1", "lender_type": "\\ud800"}]'),
        "$.loans[0].lender_type",
        "不完整的字符",
    ),
    "a surrogate as key": (good('"\\ud800": 1'), "$", "不完整的字符"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_is_no_case_is_refused(name: str) -> None:
    data, path, says = TEXTS[name]
    (fault,) = faults(data)
    assert fault.path == path
    assert says in fault.message


def test_the_limits_themselves_are_kept() -> None:
    assert faults(good() + b" " * (5 * 1024 * 1024 - len(good()))) == []
    assert faults(nested(16)) == []
    assert faults(b"\xef\xbb\xbf" + good()) == [], "the mark of byte order that editors add"
