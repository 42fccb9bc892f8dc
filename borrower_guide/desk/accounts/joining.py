"""Joining by an invitation: no account before a code of the phone was typed back.

Until then all of it lies in a sealed cookie of the one browser, and the invitation is unused. Once
there is an account, the same browser may finish again and finds it.
"""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

import pyotp
from django.utils import timezone

from borrower_guide.cases import journal
from borrower_guide.cases.transactions import all_or_none
from borrower_guide.desk.accounts import passwords, second_factor
from borrower_guide.desk.accounts.changing import WRONG_CODE
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.accounts.usernames import read_name
from borrower_guide.desk.accounts.vault import lock
from borrower_guide.desk.emptying import empty_desk
from borrower_guide.desk.models import Advocate, Invitation

TAKEN = "这个用户名有人用了，换一个"


class NotJoined(Exception):
    """`field` is where the fault belongs; the message is Chinese."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)


@dataclass(frozen=True, kw_only=True, repr=False)
class Joining:
    """An account that is not there yet. Bytes travel as base64; see `as_json`."""

    invitation: int
    username: str
    salt: bytes
    vault: bytes
    key: bytes
    secret: str
    codes: list[str]

    @classmethod
    def begun(cls, invitation: Invitation, username: str, password: str) -> Self:
        """Vault, shared secret and recovery codes for this name. Raises Busy."""
        draft = Advocate(username=username)
        key = lock(draft, password)
        return cls(
            invitation=invitation.pk,
            username=username,
            salt=bytes(draft.salt),
            vault=bytes(draft.vault),
            key=key,
            secret=pyotp.random_base32(),
            codes=second_factor.new_recovery_codes(),
        )

    @property
    def as_json(self) -> dict[str, Any]:
        packed = {name: b64encode(getattr(self, name)).decode() for name in _BYTES}
        return vars(self) | packed

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Self:
        return cls(**(said | {name: b64decode(said[name]) for name in _BYTES}))


_BYTES = ("salt", "vault", "key")


def faults(invitation: Invitation, username: str, password: str, again: str) -> dict[str, str]:
    """What must be changed before it can go on, by field, in Chinese."""
    found, name = {}, ""
    try:
        name = read_name(username)
        _check_name(invitation, name)
    except ValueError as error:
        found["username"] = str(error)
    return found | passwords.faults(password, again, Advocate(username=name, name=invitation.name))


def account_of(joining: Joining) -> Advocate | None:
    """The account that this browser made already."""
    found = Advocate.objects.select_related("organisation")
    return found.filter(username=joining.username, vault=joining.vault).first()


def finish(joining: Joining, typed: str, now: datetime) -> SignedIn:
    """Make the account, or begin it anew, and use up the invitation: all or none.

    Raises NotJoined, or NotSaved.
    """
    step = second_factor.matching_step(joining.secret, typed, now.timestamp())
    if step is None:
        raise NotJoined("one_time_code", WRONG_CODE)
    with all_or_none():
        advocate = _account(joining, now)
        advocate.salt, advocate.vault = joining.salt, joining.vault
        advocate.totp_step, advocate.half_open_at = step, None
        second_factor.keep_secret(advocate, joining.key, joining.secret)
        advocate.save()
        second_factor.keep_recovery_codes(advocate, joining.codes)
    journal.forget_traces()
    return SignedIn(advocate, joining.key)


def _account(joining: Joining, now: datetime) -> Advocate:
    """The row to be written, its invitation gone."""
    found = Invitation.objects.select_related("organisation", "advocate")
    invitation = found.filter(pk=joining.invitation, ends_at__gt=now).first()
    if invitation is None:
        raise NotJoined("code", "这个邀请号已经用过、作废或过期，请负责人再给一个")
    try:
        _check_name(invitation, joining.username)
    except ValueError as error:
        raise NotJoined("username", str(error)) from error
    advocate = invitation.advocate
    invitation.delete()
    if advocate:
        empty_desk(advocate)
        advocate.is_active = True
        return advocate
    return Advocate(
        organisation=invitation.organisation,
        username=joining.username,
        name=invitation.name,
        is_lead=invitation.is_lead,
        joined_on=timezone.localdate(now),
    )


def _check_name(invitation: Invitation, name: str) -> None:
    if invitation.advocate:
        if invitation.advocate.username != name:
            raise ValueError("这个邀请号是给已有账号重新开始用的，请填原来的用户名")
    elif Advocate.objects.filter(username=name).exists():
        raise ValueError(TAKEN)
