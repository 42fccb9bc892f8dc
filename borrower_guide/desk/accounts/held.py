"""What was typed by somebody whose quarter of an hour is over: sealed until they are back.

It lies in the sign-in page that answers them, in no table, and opens for nobody else: on an
office's computer the next one to sit down sees a page that asks for a password.
"""

from dataclasses import asdict, replace

from django.http import HttpRequest

from borrower_guide.desk.accounts.session import LONGEST
from borrower_guide.desk.models import Advocate
from borrower_guide.site.kept import Kept, Sent
from borrower_guide.site.sealed import seal, unseal

FIELD, PURPOSE = "held", "held"
LARGEST = 2 * 1024 * 1024  # characters; more might not come back in one form


def hold(request: HttpRequest, advocate: int) -> str:
    """What was sent, for this advocate alone; empty if it is too large."""
    sent = replace(Sent.of(request), number="")  # a client's; an advocate needs none
    held = seal({"advocate": advocate, "sent": asdict(sent)}, purpose=PURPOSE)
    return held if len(held) <= LARGEST else ""


def held_for(advocate: Advocate, held: str) -> Sent | None:
    """The form again, if it is this advocate's and of the last 12 hours."""
    said = unseal(held, purpose=PURPOSE, max_age=LONGEST)
    if said is None or said["advocate"] != advocate.pk:
        return None
    told = said["sent"]
    return Sent(
        address=told["address"],
        fields=tuple(Kept(**one) for one in told["fields"]),
        files=tuple(told["files"]),
        passwords=tuple(told["passwords"]),
    )
