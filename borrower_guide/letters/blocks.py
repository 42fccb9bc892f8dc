"""The sources of a paper's blocks: each fills one block from what was chosen. No Django."""

from collections.abc import Callable, Iterator, Mapping

from borrower_guide.letters.chosen import Chosen
from borrower_guide.letters.form import BlockForm
from borrower_guide.letters.paper import Line
from borrower_guide.letters.sources import evidence, happened, money, plain
from borrower_guide.schema.complaint import Complaint
from borrower_guide.schema.contact import Contact
from borrower_guide.schema.exhibit import Exhibit
from borrower_guide.schema.loan import Loan
from borrower_guide.schema.model import Payload
from borrower_guide.schema.visit import Visit

SOURCES: Mapping[str, Callable[[Chosen, BlockForm], Iterator[Line]]] = {
    "hand": plain.hand,
    "room": plain.room,
    "addressee": plain.addressee,
    "writer": plain.writer,
    "other_writer": plain.other_writer,
    "loans": plain.loans,
    "requests": plain.requests,
    "provisions": plain.provisions,
    "rights": plain.rights,
    "rights_not_given": plain.rights_not_given,
    "own_words": happened.own_words,
    "visits": happened.visits,
    "of_visits": happened.of_visits,
    "losses": happened.losses,
    "in_brief": happened.in_brief,
    "contacts": happened.contacts,
    "complaint": happened.complaint,
    "complaints": happened.complaints,
    "told_to": happened.told_to,
    "exhibits": evidence.exhibits,
    "exhibit_table": evidence.exhibit_table,
    "receipt_rows": evidence.receipt_rows,
    "how_many": evidence.how_many,
    "exhibit": evidence.exhibit,
    "where_made": evidence.where_made,
    "transcript": evidence.transcript,
    "contacts_in": evidence.contacts_in,
    "month": money.month,
    "offer": money.offer,
    "schedule": money.schedule,
}
WRITERS = frozenset({"writer", "other_writer"})  # they tell who that is to the borrower
VISITS = frozenset({"visits", "of_visits"})  # they tell of each chosen visit
# The type whose fields a block of that source may name under `fields` and `ask`.
TELLS: Mapping[str, type[Payload]] = {
    "loans": Loan,
    "visits": Visit,
    "of_visits": Visit,
    "losses": Visit,
    "where_made": Visit,
    "contacts": Contact,
    "contacts_in": Contact,
    "complaint": Complaint,
    "exhibit": Exhibit,
}
