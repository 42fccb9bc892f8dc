"""What does not resolve between the papers, the law, the sources and the fields. No Django."""

from collections.abc import Iterator
from pathlib import Path

from borrower_guide.law.library import Library
from borrower_guide.letters.blocks import SOURCES, TELLS
from borrower_guide.letters.form import FILE, FIXTURES, BlockForm, PaperForm, load_papers
from borrower_guide.letters.sources.happened import BRIEF
from borrower_guide.letters.sources.plain import FIRST_REQUEST
from borrower_guide.schema.faults import ContentFault, ContentFaults


def faults_in(library: Library, folder: Path = FIXTURES) -> tuple[ContentFault, ...]:
    """Every fault of a folder's papers, those of the file itself among them."""
    try:
        papers = load_papers(folder)
    except ContentFaults as error:
        return tuple(error.faults)
    faults = [fault for paper in papers.values() for fault in faults_of(paper, library)]
    if FIRST_REQUEST not in {one.id for one in library.requests}:
        faults.append(ContentFault(FILE, FIRST_REQUEST, "requests.yaml 里没有这一条，请补上"))
    return tuple(faults)


def faults_of(paper: PaperForm, library: Library) -> Iterator[ContentFault]:
    """What is wrong with one paper, each with the way out."""
    keys = [block.key for block in paper.blocks]
    if len(keys) != len(set(keys)):
        yield ContentFault(FILE, paper.id, "有两块同名，请改 key")
    named = {*paper.channels, *paper.first, *(one for block in paper.blocks for one in block.only)}
    for name in sorted(named - {channel.id for channel in library.channels}):
        yield ContentFault(FILE, paper.id, f"channels.yaml 里没有 {name}，请改")
    for name in sorted({key for first in paper.first.values() for key in first} - set(keys)):
        yield ContentFault(FILE, paper.id, f"first 里的 {name} 不是这张纸的一块，请改")
    requests = {request.id for request in library.requests}
    for name in sorted({*paper.requests, *paper.ticked} - requests):
        yield ContentFault(FILE, paper.id, f"requests.yaml 里没有 {name}，请改")
    lineages = {row.lineage for row in library.provisions.values()}
    for name in sorted({name for one in paper.know for name in one.basis} - lineages):
        yield ContentFault(FILE, paper.id, f"没有叫 {name} 的条文脉络，请改")
    options = {option.id for option in paper.options}
    for block in paper.blocks:
        for message in _block(block, options):
            yield ContentFault(FILE, f"{paper.id}.{block.key}", message)


def _block(block: BlockForm, options: set[str]) -> Iterator[str]:
    if block.source not in SOURCES:
        yield f"没有来源 {block.source}，请改"
        return
    model = TELLS.get(block.source)
    known = set(model.model_fields) if model else set()
    for name in sorted({*block.fields, *block.ask} - known):
        yield f"来源 {block.source} 没有 {name} 这一项，请改"
    for head in sorted(set(block.columns) - set(block.head)):
        yield f"columns 里的“{head}”不在 head 里，请改"
    named = {*block.columns.values(), block.when, block.short} - {""}
    for name in sorted(named - options):
        yield f"options 里没有 {name}，请改"
    if block.short and block.source != "visits":
        yield f"来源 {block.source} 没有要点，请删掉 short"
    if block.source == "in_brief" and (unknown := sorted(set(block.labels) - set(BRIEF))):
        yield f"来源 in_brief 数不出 {'、'.join(unknown)}，请改"
    if block.about:
        yield "about 不用写，请删掉"
