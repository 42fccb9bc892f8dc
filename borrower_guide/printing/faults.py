"""The faults of this room."""


class CannotRender(Exception):
    """No PDF can be made here; the message is one plain Chinese sentence."""


class NotNow(CannotRender):
    """Others are printing; the same again in a while may pass."""
