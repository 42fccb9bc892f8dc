"""A deploy check: a public installation says who runs it and how to reach them (PIPL 17)."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

NEEDED = {
    "OPERATOR": "没有写明谁在办这个站。请设 BORROWER_GUIDE_OPERATOR。",
    "CONTACT": "没有写明怎么找到办站的人。请设 BORROWER_GUIDE_CONTACT。",
}


@register(Tags.security, deploy=True)
def the_operator_is_named(**_: Any) -> list[CheckMessage]:
    """site.E001: the notice on /privacy/ would name nobody, or no way to reach them."""
    return [
        Error(told, obj=f"settings.{name}", id="site.E001")
        for name, told in NEEDED.items()
        if not getattr(settings, name)
    ]
