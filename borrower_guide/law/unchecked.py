"""What circulates as law but was not checked: shown on its own page, never cited."""

from borrower_guide.law.row import Day, Key, Row, Words
from borrower_guide.schema.vocabulary import Vocabulary


class Hearing(Vocabulary):
    PUBLIC_REPORT = "public_report", "据公开报道"
    NOT_FOUND = "not_found", "没有找到"


class Unchecked(Row):
    """One row of `unchecked.yaml`."""

    id: Key
    title: Words
    hearing: Hearing
    said: Words
    unknown: Words
    checked_on: Day
