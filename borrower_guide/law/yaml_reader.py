"""Reads authored YAML safely and without surprises.

Safe tags only, no duplicate keys, no aliases, and none of the YAML 1.1 traps: `no`, `on` and
`22:00` stay text, as do dates and decimals. Numbers are whole; booleans are `true` and `false`.
"""

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.cyaml import CParser  # type: ignore[attr-defined]
from yaml.resolver import Resolver

from borrower_guide.schema.faults import ContentFault, ContentFaults


def read_yaml(path: Path) -> Any:
    """The content of one file. Raises ContentFaults with every fault that can be seen at once."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise _fault(path, "全文", "不是 UTF-8 编码，请另存为 UTF-8") from None
    except OSError:
        raise _fault(path, "全文", "读不到这个文件，请看它在不在、能不能读") from None
    return _parse(path, text)


def _parse(path: Path, text: str) -> Any:
    try:
        loader = _Loader(text)
        value = loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        raise _fault(path, _line(error.problem_mark, text), _say(error)) from None
    except yaml.YAMLError:
        raise _fault(path, "全文", "有 YAML 不允许的字符，请删掉") from None
    except RecursionError:
        raise _fault(path, "全文", "一层套一层太深了，请写浅一些") from None
    if loader.repeated:
        raise ContentFaults(ContentFault(path.name, where, what) for where, what in loader.repeated)
    return value


class _Loader(Composer, SafeConstructor, Resolver, CParser):
    """A safe loader with the resolvers of YAML 1.2's JSON schema, less floats.

    libyaml reads the text, a fourth of the time; what may stand in it is judged here as before.
    """

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        for part in (Composer, SafeConstructor, Resolver):
            part.__init__(self)
        self.repeated: list[tuple[str, str]] = []

    def compose_node(self, parent: Any, index: Any) -> Any:
        event: Any = self.peek_event()
        if self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(problem="alias", problem_mark=event.start_mark)
        if getattr(event, "tag", None):
            raise yaml.MarkedYAMLError(problem="tag", problem_mark=event.start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if isinstance(key, Hashable) and key in seen:
                self.repeated.append((_line(key_node.start_mark), f"“{key}”写了两次，请留一个"))
            elif isinstance(key, Hashable):
                seen.add(key)
        return super().construct_mapping(node, deep)


def _resolve(tag: str, pattern: str, first: str) -> None:
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


_resolve("null", r"^(?:~|null|)$", "~n")
_Loader.yaml_implicit_resolvers[""] = [("tag:yaml.org,2002:null", re.compile(r"^$"))]
_resolve("bool", r"^(?:true|false)$", "tf")
_resolve("int", r"^(?:0|-?[1-9][0-9]*)$", "-0123456789")


def _say(error: yaml.MarkedYAMLError) -> str:
    if error.problem == "alias":
        return "不能用 & 和 * 引用，请把内容写全"
    if error.problem == "tag" or isinstance(error, yaml.constructor.ConstructorError):
        return "有不认识的写法（! 标记或奇怪的键），请改成普通的文字"
    return "格式不对，请看缩进、冒号和引号"


def _line(mark: yaml.Mark | None, text: str = "") -> str:
    """The line of a mark; where `text` ends too soon, its last line and not the one after."""
    if mark is None:
        return "全文"
    last = len(text.splitlines()) or mark.line + 1
    return f"第 {min(mark.line + 1, last)} 行"


def _fault(path: Path, where: str, message: str) -> ContentFaults:
    return ContentFaults([ContentFault(path.name, where, message)])
