"""The texts of a form as they were sent, by name. No Django."""

from collections.abc import Mapping

Values = Mapping[str, list[str]]


def one(values: Values, name: str) -> str:
    """The text that was sent under a name, the last of several."""
    return "".join(values.get(name, [])[-1:])
