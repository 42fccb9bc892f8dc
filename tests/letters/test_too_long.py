"""A paper that is longer than one may be here: said with what can be done, and nothing begun."""

from typing import Any

import pytest

from borrower_guide.printing import weight
from tests.letters.opened import Desk
from tests.schema.samples import FULL

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("step", ["letter.pdf", "pages/", "pack/"])
def test_what_is_too_long_says_what_can_be_done(step: str, settings: Any) -> None:
    desk = Desk(FULL)
    desk.write("paper=fact_statement&v=V1")
    settings.PAPER_MB = weight.BASE_MB
    page = desk.get(desk.one(step))
    assert page.status == 422
    assert "太长了，一份做不下。" in page.words
    assert (
        f'href="{desk.all}new/?paper=fact_statement&from={desk.letters[-1].subject}"' in page.text
    )
    assert desk.get(desk.one("letter.docx")).status == 200
