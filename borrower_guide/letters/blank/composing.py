"""Forms to be filled in by hand: papers of no case, and 走访记录 on one side of A4. No Django."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from borrower_guide.cases.state import CaseState
from borrower_guide.letters.blocks import SOURCES, TELLS
from borrower_guide.letters.chosen import Chosen
from borrower_guide.letters.form import BlockForm, PaperForm, load_papers
from borrower_guide.letters.paper import Block, Line, Origin, Paper
from borrower_guide.schema.model import paper_label

LOG = "visit_log"
STATEMENT, RECEIPT, POWER = "witness_statement", "materials_receipt", "power_of_attorney"
NOTHING = CaseState(entries=(), things=())


@dataclass(frozen=True, slots=True)
class BlankForm:
    """One of them. `id` is its address, and for a paper its id in `fixtures/letters`.

    `pages`: sides of A4. The page that names them does not wait for the printer.
    """

    id: str
    title: str
    about: str
    pages: int

    @property
    def sides(self) -> range:
        return range(1, self.pages + 1)


@lru_cache(maxsize=1)
def blank_forms() -> dict[str, BlankForm]:
    """All of them by id, the log first."""
    papers = load_papers()
    told = (
        BlankForm(LOG, "走访记录", "一次一张。能打勾的打勾，能写的写。背面是在门口用的。", 2),
        BlankForm(STATEMENT, papers[STATEMENT].title, papers[STATEMENT].about, 2),
        BlankForm(RECEIPT, papers[RECEIPT].title, papers[RECEIPT].about, 1),
        BlankForm(POWER, papers[POWER].title, papers[POWER].about, 1),
    )
    return {one.id: one for one in told}


def blank_paper(name: str) -> Paper:
    """The paper `name` with nothing in it but labels and room to write."""
    form = load_papers()[name]
    blocks = (_blank(form, block) for block in form.blocks)
    return Paper(form.id, form.title, "", tuple(block for block in blocks if block.lines))


def sign_words() -> tuple[str, ...]:
    """What stands at the end of what someone wrote: the sentence, then the labels of the blanks."""
    [sign] = (block for block in load_papers()[STATEMENT].blocks if block.key == "sign")
    return (sign.say, *sign.hand)


def _blank(form: PaperForm, block: BlockForm) -> Block:
    # Nothing printed takes its room; a table has to stay on the page with its signatures.
    more = block.lines // 2 if block.head else block.lines * 2
    block = block.model_copy(update={"lines": block.lines + more})
    lines = tuple(SOURCES[block.source](Chosen(form=form, state=NOTHING), block))
    return Block(block.key, block.title, lines or tuple(_asked(block)), block.head)


def _asked(block: BlockForm) -> Iterator[Line]:
    """A blank for each field that a case would tell there."""
    if told := TELLS.get(block.source):
        begins = ("started_at",) if block.source == "visits" else ()
        for name in (*begins, *block.fields):
            yield Line((paper_label(told, name), ""), Origin.HAND)
