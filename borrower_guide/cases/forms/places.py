"""To whom a complaint went: chosen from the channels that are known, or written. No Django.

Only the name is kept, so that a case reads the same wherever it is opened.
"""

from dataclasses import dataclass

from borrower_guide.cases.forms.typed import Values
from borrower_guide.law.library import Library

PLACE, CHANNEL, OTHER = "place", "channel", "other"
BOTH = "选了一个，又写了别的。请去掉一样"


@dataclass(frozen=True)
class Places:
    """`names` by the id of the channel, in the library's order."""

    names: dict[str, str]

    @classmethod
    def of(cls, library: Library) -> "Places":
        return cls({channel.id: channel.name for channel in library.channels})

    def read(self, values: Values) -> tuple[dict[str, list[str]], dict[str, str]]:
        """The values with the chosen name in place of the choice, and the fault of two answers."""
        told = {name: list(texts) for name, texts in values.items() if name != PLACE}
        name = self.names.get("".join(values.get(PLACE, [])[-1:]))
        if name is None:
            return told, {}
        written = "".join(values.get(CHANNEL, [])[-1:]).strip()
        return {**told, CHANNEL: [name]}, ({CHANNEL: BOTH} if written not in ("", name) else {})

    def shown(self, values: Values) -> dict[str, list[str]]:
        """The values of a stored complaint as the page chooses them."""
        channel = "".join(values.get(CHANNEL, [])[-1:])
        chosen = next((key for key, name in self.names.items() if name == channel), None)
        if chosen:
            return {**values, PLACE: [chosen], CHANNEL: []}
        return {**values, PLACE: [OTHER if channel else ""]}

    def options(self, values: Values) -> list[tuple[str, str, bool]]:
        """Value, words, chosen; the first says that nothing is chosen."""
        chosen = "".join(values.get(PLACE, [])[-1:])
        offered = {"": "请选一个", **self.names, OTHER: "别的地方，写在下面"}
        return [(value, words, value == chosen) for value, words in offered.items()]
