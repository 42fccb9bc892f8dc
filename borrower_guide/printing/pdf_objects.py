"""The few kinds of PDF objects that joining needs; pyHanko reads and writes them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from pyhanko.pdf_utils import generic as _generic

generic: Any = _generic  # its constructors have no types
name, text, number = generic.pdf_name, generic.TextStringObject, generic.NumberObject
A4 = (595.28, 841.89)  # points

_SHOWN = ("/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/Group")
_INHERITED = _SHOWN[:4]  # ISO 32000-1, table 30


def table(told: Mapping[str, Any]) -> Any:
    """A dictionary."""
    return generic.DictionaryObject({name(f"/{key}"): value for key, value in told.items()})


def row(values: Sequence[Any]) -> Any:
    """An array."""
    return generic.ArrayObject(values)


def reference(to: int) -> Any:
    """A reference to an object of the result."""
    return generic.IndirectObject(to, 0, None)


def page(told: Mapping[str, Any], tree: int) -> Any:
    """A page below the node `tree`."""
    return table({"Type": name("/Page"), "Parent": reference(tree), **told})


def empty_page(tree: int) -> Any:
    """A page of A4 with nothing on it."""
    box = row([generic.FloatObject(value) for value in (0, 0, *A4)])
    return page({"MediaBox": box, "Resources": table({})}, tree)


def leaves(node: Any) -> Iterator[Any]:
    """The pages below a node of the page tree, in order."""
    if node["/Type"] != "/Pages":
        yield node
        return
    for child in node["/Kids"]:
        yield from leaves(child.get_object())


def shown(leaf: Any) -> Iterator[tuple[str, Any]]:
    """What a page shows, by key without its stroke, its own or of a node above it."""
    for key in _SHOWN:
        node = leaf
        while key in _INHERITED and key not in node and "/Parent" in node:
            node = node["/Parent"]
        if key in node:
            yield key[1:], node.raw_get(key)


def copied(value: Any, found: Callable[[Any], int]) -> Any:
    """The same object; `found` tells for each reference in it the number in the result."""
    if isinstance(value, generic.IndirectObject):
        return reference(found(value))
    if isinstance(value, generic.DictionaryObject):
        told = {key: copied(one, found) for key, one in value.items() if key != "/Length"}
        if isinstance(value, generic.StreamObject):
            return generic.StreamObject(told, encoded_data=value.encoded_data)
        return generic.DictionaryObject(told)
    if isinstance(value, generic.ArrayObject):
        return row([copied(one, found) for one in list.__iter__(value)])
    return value
