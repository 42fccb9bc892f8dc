"""取件号: all the ways in which it ends, and that each is answered like a guess."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from borrower_guide.cases import journal
from borrower_guide.cases.access.codes import new_code
from borrower_guide.cases.models import CaseFile, Pickup
from tests.cases.pages import BY_OWNER
from tests.cases.whole import a_pdf
from tests.record.fetching import NOT_FOUND, Owner, look, take, words

pytestmark = pytest.mark.django_db


def used_up(owner: Owner, code: str) -> None:
    assert [take(code).status_code for _ in range(5)] == [200] * 5


def too_late(owner: Owner, code: str) -> None:
    Pickup.objects.update(ends_at=timezone.now() - timedelta(seconds=1))


def ended(owner: Owner, code: str) -> None:
    assert "作废了" in words(owner.ends())


def another(owner: Owner, code: str) -> None:
    assert owner.offers() != code


def case_deleted(owner: Owner, code: str) -> None:
    journal.erase(CaseFile.objects.get(pk=owner.whole.ref))


ENDS = [used_up, too_late, ended, another, case_deleted]


@pytest.mark.parametrize("event", ENDS)
def test_all_ends_are_answered_like_a_guess(owner: Owner, event: Any) -> None:
    code, guess = owner.offers(), new_code()
    event(owner, code)
    for ask in (look, take, lambda number: Client().get(f"/pickup/{number}/")):
        dead, wrong = ask(code), ask(guess)
        assert NOT_FOUND in words(dead)
        assert (dead.status_code, wrong.status_code) == (404, 404)
        assert plain(dead, code) == plain(wrong, guess)
        assert a_pdf() not in dead.content


def plain(response: Any, code: str) -> str:
    """The page without what was typed and the form's token."""
    text = response.content.decode().replace(code, "")
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", text)


@pytest.mark.parametrize("event", [used_up, too_late, ended])
def test_the_owner_is_told_that_it_is_over_and_gets_another(owner: Owner, event: Any) -> None:
    code = owner.offers()
    event(owner, code)
    page = owner.client.get(owner.shown)
    assert "现在没有取件号" in words(page)
    assert code not in page.content.decode()
    assert take(owner.offers()).status_code == 200


def test_closing_everywhere_ends_it(owner: Owner) -> None:
    code, number = owner.offers(), owner.whole.made.holding.code
    owner.client.post(f"/cases/{owner.whole.ref}/close/all/", BY_OWNER | {"number": number})
    assert not Pickup.objects.exists()
    assert NOT_FOUND in words(take(code))


def test_another_number_ends_it_once_it_is_written_down(owner: Owner) -> None:
    case, code = f"/cases/{owner.whole.ref}/", owner.offers()
    for _ in "ab":  # the first makes the number, the second takes it
        owner.client.post(f"{case}number/change/", BY_OWNER)
    assert look(code).status_code == 200
    owner.client.post(f"{case}number/", BY_OWNER | {"skip": "1"})
    assert NOT_FOUND in words(take(code))
