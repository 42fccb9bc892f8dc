"""What goes by itself at the desk, with the cases' own command."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from borrower_guide.desk.accounts import inviting
from borrower_guide.desk.models import Invitation
from tests.desk.accounts.ways import is_in
from tests.desk.made import a_desk

pytestmark = pytest.mark.django_db


def test_ended_sessions_and_past_invitations_go() -> None:
    stays, rested = a_desk("stays"), a_desk("rested")
    now = timezone.now()
    key = rested.client.cookies["desk"].value
    Session.objects.filter(pk=key).update(expire_date=now - timedelta(seconds=1))
    for name in ("past", "waiting"):
        inviting.invite(stays.advocate.organisation, name, now, by=None)
    Invitation.objects.filter(name="past").update(ends_at=now)
    told = StringIO()
    call_command("purge_expired", stdout=told)
    assert "过期邀请 1 个" in told.getvalue()
    assert [one.name for one in Invitation.objects.all()] == ["waiting"]
    assert not Session.objects.filter(pk=key).exists()
    assert is_in(stays.client)
