"""Browsers that may not open a case, and what each brings along."""

import time
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.test import Client

from borrower_guide.cases.access import cookies, slots
from borrower_guide.cases.access.codes import new_code
from borrower_guide.cases.access.cookies import PREFIX, PURPOSE, Holding
from borrower_guide.cases.models import KeySlot
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.accounts.vault import lock
from borrower_guide.site.sealed import seal, unseal
from tests.cases.made import a_case
from tests.cases.whole import Whole
from tests.desk.made import Desk, a_desk, signed_in_client, taken

# Who brings a key that was not used yet gets the empty form, for which no row is looked up.
FIRST_COOKIE, NOT_SAVED = "the first cookie of a deleted slot", "not saved yet"
IDLE, LONGEST = timedelta(seconds=cookies.IDLE + 60), timedelta(seconds=cookies.LONGEST + 60)


def _sealed(holding: Holding, **changes: Any) -> str:
    """A cookie of ours, at whatever time it was last used."""
    told = {**vars(holding), "key": b64encode(holding.key).decode(), **changes}
    return seal({name: value for name, value in told.items() if value}, purpose=PURPOSE)


def _other_case(whole: Whole, client: Client) -> None:
    other = a_case()
    client.cookies[PREFIX + other.case.pk] = other.holding.sealed()


def _other_case_under_this_name(whole: Whole, client: Client) -> None:
    client.cookies[whole.cookie] = a_case().holding.sealed()


def _this_case_under_another_name(whole: Whole, client: Client) -> None:
    client.cookies[PREFIX + a_case().case.pk] = whole.made.holding.sealed()


def _slot_of_another_case(whole: Whole, client: Client) -> None:
    other = a_case().holding
    client.cookies[whole.cookie] = replace(other, ref=whole.ref, fresh=False).sealed()


def _deleted_slot(whole: Whole, client: Client) -> None:
    slot = KeySlot.objects.get(pk=whole.made.holding.slot)
    slots.add_owner(slot, whole.made.key, new_code(), "0" * 16)
    slots.keep_only(KeySlot.objects.get(pk="0" * 16))
    client.cookies[whole.cookie] = whole.made.holding.sealed()


def _first_cookie_of_a_deleted_slot(whole: Whole, client: Client) -> None:
    """From before the first save, whose reply was lost; the number was changed since."""
    _deleted_slot(whole, client)
    client.cookies[whole.cookie] = replace(whole.made.holding, fresh=True).sealed()


def _rested_too_long(whole: Whole, client: Client) -> None:
    long_ago = time.time() - IDLE.total_seconds()
    client.cookies[whole.cookie] = _sealed(whole.made.holding, seen=long_ago, code=None)


def _open_too_long(whole: Whole, client: Client) -> None:
    long_ago = time.time() - LONGEST.total_seconds()
    client.cookies[whole.cookie] = _sealed(whole.made.holding, opened=long_ago)


def _not_saved_yet(whole: Whole, client: Client) -> None:
    """A case that claims to have no row yet, under the reference of one that has."""
    fresh = replace(Holding.begun(), ref=whole.ref)
    client.cookies[whole.cookie] = fresh.sealed()


def _altered_cookie(whole: Whole, client: Client) -> None:
    value = whole.made.holding.sealed()
    middle = len(value) // 2
    client.cookies[whole.cookie] = value[:middle] + "AAAA" + value[middle + 4 :]


def _cookie_of_another_purpose(whole: Whole, client: Client) -> None:
    said = unseal(whole.made.holding.sealed(), purpose=PURPOSE, max_age=None)
    assert said
    client.cookies[whole.cookie] = seal(said, purpose="guide")


def _brings(client: Client, desk: Desk, *cookies: str) -> None:
    """Two cookies make an advocate: `desk` is the session, `vault` the key."""
    for name in cookies or ("desk", "vault"):
        client.cookies[name] = desk.client.cookies[name].value


def _who_has_it(whole: Whole) -> Desk:
    desk = a_desk("wang")
    taken(desk, whole.made)
    return desk


def _advocate_without_it(whole: Whole, client: Client) -> None:
    of_whom = _who_has_it(whole).advocate.organisation
    _brings(client, a_desk("li", organisation=of_whom))


def _lead_without_it(whole: Whole, client: Client) -> None:
    of_whom = _who_has_it(whole).advocate.organisation
    _brings(client, a_desk("li", organisation=of_whom, is_lead=True))


def _taken_back(whole: Whole, client: Client) -> None:
    _brings(client, _who_has_it(whole))
    KeySlot.objects.filter(kind="advocate").delete()


def _who_left(whole: Whole, client: Client) -> None:
    desk = _who_has_it(whole)
    _brings(client, desk)
    desk.advocate.is_active = False
    desk.advocate.save()


def _session_alone(whole: Whole, client: Client) -> None:
    _brings(client, _who_has_it(whole), "desk")


def _vault_alone(whole: Whole, client: Client) -> None:
    _brings(client, _who_has_it(whole), "vault")


def _vault_of_another_session(whole: Whole, client: Client) -> None:
    desk = _who_has_it(whole)
    _brings(client, desk, "vault")
    client.cookies["desk"] = signed_in_client(desk.who).cookies["desk"].value


def _after_a_lost_password(whole: Whole, client: Client) -> None:
    """The account was begun anew: its vault is another, and the slot is wrapped by the former."""
    desk = _who_has_it(whole)
    vault = lock(desk.advocate, "另外一句更长的话")
    desk.advocate.save()
    _brings(client, Desk(desk.who, signed_in_client(SignedIn(desk.advocate, vault))))


STRANGERS: dict[str, Callable[[Whole, Client], None]] = {
    "no cookie": lambda whole, client: None,
    "another case": _other_case,
    "another case under this name": _other_case_under_this_name,
    "this case under another name": _this_case_under_another_name,
    "the slot of another case": _slot_of_another_case,
    "a deleted slot": _deleted_slot,
    FIRST_COOKIE: _first_cookie_of_a_deleted_slot,
    "rested too long": _rested_too_long,
    "open too long": _open_too_long,
    NOT_SAVED: _not_saved_yet,
    "an altered cookie": _altered_cookie,
    "a cookie of another purpose": _cookie_of_another_purpose,
    "an advocate without it": _advocate_without_it,
    "the lead of whoever has it": _lead_without_it,
    "an advocate, taken back": _taken_back,
    "an advocate who left": _who_left,
    "an advocate's session alone": _session_alone,
    "an advocate's vault alone": _vault_alone,
    "the vault of another session": _vault_of_another_session,
    "an advocate after a lost password": _after_a_lost_password,
}
