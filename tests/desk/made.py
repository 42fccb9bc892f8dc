"""Advocates, signed in, and cases on their desks."""

import base64
import hashlib
import time
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.utils import timezone

from borrower_guide.cases.transactions import all_or_none
from borrower_guide.desk.accounts import session
from borrower_guide.desk.accounts.second_factor import keep_secret
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.accounts.vault import lock
from borrower_guide.desk.admitting import lay_on_desk
from borrower_guide.desk.models import Advocate, Matter, Organisation
from borrower_guide.site.sealed import seal
from tests.cases.made import Made

PASSWORD = "走廊里的第三盏灯"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass(frozen=True)
class Desk:
    """One advocate with a browser in which they are signed in."""

    who: SignedIn
    client: Client

    @property
    def advocate(self) -> Advocate:
        return self.who.advocate


def an_organisation(name: str = "北河法律援助站") -> Organisation:
    return Organisation.objects.create(name=name, made_on=timezone.localdate())


def an_advocate(
    username: str = "wang", *, organisation: Organisation | None = None, is_lead: bool = False
) -> SignedIn:
    """An account with PASSWORD and the shared SECRET."""
    advocate = Advocate(
        organisation=organisation or an_organisation(),
        username=username,
        name="王援助",
        is_lead=is_lead,
        joined_on=timezone.localdate(),
        totp=b"",
    )
    vault = lock(advocate, PASSWORD)
    keep_secret(advocate, vault, SECRET)
    advocate.save()
    return SignedIn(advocate, vault)


def signed_in_client(who: SignedIn) -> Client:
    """A browser with the two cookies that signing in gives."""
    store = SessionStore()
    store.update(
        {
            SESSION_KEY: str(who.advocate.pk),
            BACKEND_SESSION_KEY: session.BACKEND,
            HASH_SESSION_KEY: who.advocate.get_session_auth_hash(),
            "seen": int(time.time()),
        }
    )
    store.create()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = store.session_key or ""
    digest = hashlib.sha256(f"session/{store.session_key}".encode()).hexdigest()
    said = {
        "session": digest,
        "advocate": who.advocate.pk,
        "key": base64.b64encode(who.vault).decode(),
    }
    client.cookies[session.COOKIE] = seal(said, purpose=session.PURPOSE)
    return client


def a_desk(username: str = "wang", **kwargs: object) -> Desk:
    who = an_advocate(username, **kwargs)  # type: ignore[arg-type]
    return Desk(who, signed_in_client(who))


def taken(desk: Desk, made: Made) -> Matter:
    """The case on the desk, as if its owner had handed it over."""
    with all_or_none():
        return lay_on_desk(desk.who, made.case, made.key, timezone.now())
