"""The one fault of this room."""


class CannotRender(Exception):
    """No PDF can be made here; the message is one plain Chinese sentence."""
