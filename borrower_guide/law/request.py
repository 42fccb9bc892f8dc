"""What a complaint can well ask for, so that nobody asks for what no channel can give."""

from borrower_guide.law.row import Key, Row, Words
from borrower_guide.schema.scalars import ShortText


class Request(Row):
    """One row of `requests.yaml`, in the order of a page. Advice, no claim."""

    id: Key
    text: Words
    hint: ShortText = ""
