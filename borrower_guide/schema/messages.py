"""pydantic's faults as ours: a JSON path and a Chinese sentence with a way out."""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from borrower_guide.schema.faults import InputFault

MAX_NAME = 64

# Our own validators bring their own sentence; these are the ones that pydantic raises itself.
SENTENCES = {
    "missing": "必须填写",
    "extra_forbidden": "不认识这一项，请删掉",
    "enum": "只能是这些之一：{expected}",
    "literal_error": "只能是 {expected}",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "too_long": "最多 {max_length} 项，现在 {actual_length} 项",
    "tuple_type": "要写成列表",
    "list_type": "要写成列表",
    "model_type": "要写成一组带名字的内容",
    "model_attributes_type": "要写成一组带名字的内容",
    "dict_type": "要写成一组带名字的内容",
    "int_type": "要写成整数",
    "int_parsing_size": "数字太大",
    "string_unicode": "有不完整的字符，请删掉再写一次",
}


def faults_of(error: ValidationError, root: str = "$") -> Iterator[InputFault]:
    """Each fault that pydantic found, in its order."""
    for detail in error.errors(include_url=False, include_input=False):
        yield InputFault(json_path(root, detail["loc"]), _sentence(detail))


def json_path(root: str, location: tuple[int | str, ...]) -> str:
    """`$.visits[0].started_at` from ("visits", 0, "started_at")."""
    return root + "".join(map(_step, location))


def _step(step: int | str) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    # An unknown key is a stranger's text: no line break or lone surrogate may reach the reader.
    name = step[:MAX_NAME]
    return f".{name}" if name.isidentifier() else f"[{json.dumps(name)}]"


def _sentence(detail: Any) -> str:
    context = detail.get("ctx", {})
    sentence = SENTENCES.get(detail["type"])
    if sentence is None:
        return str(detail["msg"])
    if "expected" in context:
        codes = str(context["expected"]).replace("'", "").replace(" or ", ", ")
        context = {"expected": codes.replace(", ", "、")}
    return sentence.format(**context)
