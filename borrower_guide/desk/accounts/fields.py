"""The inputs of these pages, each told once."""

from collections.abc import Mapping

from borrower_guide.site.inputs import TextField, anchor

AGAIN = "密码不显示，也不留，要再输一次。"


def text(name: str, label: str, value: str, faults: Mapping[str, str], **more: str) -> TextField:
    """A field that gives back what was typed."""
    return TextField(
        name=name,
        label=label,
        value=value,
        error=faults.get(name, ""),
        optional=False,
        **more,  # type: ignore[arg-type]  # help, inputmode, autocomplete
    )


def old_password(faults: Mapping[str, str], label: str = "现在的密码") -> TextField:
    """Asked before an account is changed, by whoever sits there."""
    return _secret("old_password", label, faults, autocomplete="current-password")


def new_password(faults: Mapping[str, str], label: str = "密码") -> list[TextField]:
    """A new password, twice."""
    help_text = "至少 12 个字，不要只用数字。一句自己记得住的话就行。"
    first = _secret("password", label, faults, help_text + (AGAIN if faults else ""))
    return [first, _secret("password_again", f"{label}再输一次", faults)]


def phone_code(faults: Mapping[str, str]) -> TextField:
    """A code as the phone shows it now."""
    return TextField(
        name="one_time_code",
        label="验证器上的 6 位数字",
        error=faults.get("one_time_code", ""),
        optional=False,
        inputmode="numeric",
        autocomplete="one-time-code",
        short=True,
    )


def summary(faults: Mapping[str, str]) -> list[tuple[str, str]]:
    """What stands above the form: where each fault is, and what it is."""
    return [(anchor(name), message) for name, message in faults.items()]


def _secret(
    name: str,
    label: str,
    faults: Mapping[str, str],
    help_text: str = "",
    autocomplete: str = "new-password",
) -> TextField:
    return TextField(
        name=name,
        label=label,
        help=help_text,
        error=faults.get(name, ""),
        optional=False,
        secret=True,
        autocomplete=autocomplete,
    )
