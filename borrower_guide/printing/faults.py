"""The faults of this room."""


class CannotRender(Exception):
    """No PDF can be made here; the message is one plain Chinese sentence."""


class NotNow(CannotRender):
    """Others are printing; the same again in a while may pass."""


class TooLarge(CannotRender):
    """More than one paper may take here; `size` is that of its HTML, in characters."""

    def __init__(self, message: str, size: int) -> None:
        super().__init__(message)
        self.size = size

    def __reduce__(self) -> tuple[type["TooLarge"], tuple[str, int]]:
        return type(self), (str(self), self.size)
