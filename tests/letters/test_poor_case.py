"""One quick visit and nothing else: each paper is one page that can be finished with a pen."""

import io

import pikepdf
import pytest

from borrower_guide.letters.compose import compose
from borrower_guide.letters.paper import Origin, Paper
from borrower_guide.letters.printing import print_letter
from tests.letters.made import GOES_TO, chosen
from tests.letters.papers import AT
from tests.schema.samples import MINIMAL

QUICK = {
    "id": "V1",
    "started_at": "2026-11-28T19:40:00+08:00",
    "visitor_count": 2,
    "acts": ["knocked_long", "shouted"],
}
POOR = MINIMAL | {"visits": [QUICK]}
NOTHING = {"requests": (), "provisions": (), "plan": None, "first_due": None}


def paper_of(form: str, channel: str) -> Paper:
    return compose(chosen(form, POOR, channel, **NOTHING))


@pytest.mark.parametrize(("form", "channel"), GOES_TO)
def test_it_is_one_page(form: str, channel: str) -> None:
    with pikepdf.open(io.BytesIO(print_letter(paper_of(form, channel), AT).data)) as pdf:
        assert len(pdf.pages) == 1


# What each must say, be it by pen: block, and how many blanks it has there at least.
MUST = [
    ("complaint_letter", "requests", 2),
    ("complaint_letter", "respondent", 4),
    ("complaint_letter", "earlier", 1),
    ("follow_up", "requests", 2),
    ("report_letter", "requests", 2),
    ("police_statement", "requests", 1),
    ("fact_statement", "to", 1),
    ("negotiation_letter", "to", 1),
    ("negotiation_letter", "reason", 4),
    ("negotiation_letter", "offer", 2),
    ("recording_note", "about", 6),
    ("recording_note", "words", 4),
    ("screenshot_note", "about", 6),
    ("witness_statement", "seen", 8),
]


@pytest.mark.parametrize(("form", "key", "blanks"), MUST)
def test_what_it_must_say_has_room(form: str, key: str, blanks: int) -> None:
    channel = next(channel for name, channel in GOES_TO if name == form)
    block = paper_of(form, channel).block(key)
    assert block
    assert all(line.origin in (Origin.HAND, Origin.ROOM) for line in block.lines)
    assert len(block.lines) >= blanks
