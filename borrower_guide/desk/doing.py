"""What a request of an advocate does to a case, in the words that the owner reads."""

from borrower_guide.cases.models import Access

Doing = Access.Doing

# Pages of paper and pictures of them; everything else that is only read is looked at.
PRINTS = {
    "record:pdf", "record:shop", "record:pages", "record:picture", "letters:pdf", "letters:word",
    "letters:pages", "letters:picture", "letters:archive", "cases:exhibit_file",
    "record:pickup_make", "letters:pickup",
}  # fmt: skip
EXPORTS = {"cases:export", "cases:archive"}
PRINTS_WHEN_SENT = {"record:locked"}  # before that it is a form, looked at


def doing_of(method: str | None, place: str) -> Access.Doing:
    """`place` is the name of an address: `record:pdf`."""
    if place in EXPORTS:
        return Doing.EXPORT
    if place in PRINTS or (place in PRINTS_WHEN_SENT and method == "POST"):
        return Doing.PRINT
    return Doing.WRITE if method == "POST" else Doing.VIEW
