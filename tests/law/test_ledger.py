"""The provisions are kept in two books, and the books agree."""

from borrower_guide.law.content import load_library
from tests.law.ledger import differences, lines


def test_the_two_books_agree() -> None:
    assert differences(load_library()) == []


def test_no_line_prints_an_article_that_was_not_read() -> None:
    assert not [one.id for one in lines() if one.status == "reported" and one.place]


def test_a_row_that_took_over_begins_the_day_after_the_other_ended() -> None:
    told = {line.id: line for line in lines()}
    for line in lines():
        if line.after:
            last = told[line.after].last
            assert last is not None
            assert (line.first - last).days == 1, line.id
