"""A new password: Django's validators, told in plain words."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from borrower_guide.desk.models import Advocate
from borrower_guide.schema.folding import nfkc

LONGEST = 200
_WORDS = {
    "password_too_short": "密码至少 12 个字。用一句自己记得住、别人想不到的话就行",
    "password_too_similar": "密码和用户名、名字太像，换一个",
    "password_too_common": "这个密码很多人在用，换一个",
    "password_entirely_numeric": "密码不能只有数字，加几个字",
}


def faults(password: str, again: str, advocate: Advocate) -> dict[str, str]:
    """What is wrong with a new password, by field, in Chinese; empty if it can be taken."""
    plain = nfkc(password)
    if not plain:
        return {"password": "请想一个密码"}
    if len(plain) > LONGEST:
        return {"password": f"密码最多 {LONGEST} 个字"}
    try:
        validate_password(plain, advocate)
    except ValidationError as error:
        return {"password": _told(error)}
    same = nfkc(again) == plain
    return {} if same else {"password_again": "两次输的不一样，请都再输一次"}


def _told(error: ValidationError) -> str:
    words = [_WORDS.get(one.code or "", "；".join(one.messages)) for one in error.error_list]
    return "；".join(words)
