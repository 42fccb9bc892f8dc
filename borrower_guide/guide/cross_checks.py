"""What must hold between guide content, the law content and the schema of a visit."""

from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl, urlsplit

from pydantic import BaseModel

from borrower_guide.guide.content import Action, Claim
from borrower_guide.guide.flow import Flow, Option, Step
from borrower_guide.guide.prefill import prefill
from borrower_guide.guide.series import Page, Series
from borrower_guide.law.reading import with_way_out
from borrower_guide.law.wording import AS_LAW, complaints
from borrower_guide.schema.faults import ContentFault, InputFaults

TEXTS = ("text", "title", "lead", "ask", "why", "label", "hint", "say", "do", "never", "keep")


def faults_between(
    content: Flow | Series, file: str, lineages: frozenset[str] | None
) -> Iterator[ContentFault]:
    """Wording, footing and prefill of one file, every fault. Without `lineages`, bases pass."""
    for where, text, founded in texts(content):
        for message in complaints(text, advice=not founded):
            yield ContentFault(file, where, message)
        if not founded and (found := AS_LAW.search(text)):
            yield ContentFault(file, where, f"写了“{found[0]}”，请写成 claims 并注明 basis")
    for where, claim in claims(content):
        for name in claim.basis:
            if lineages is not None and name not in lineages:
                yield ContentFault(file, where, f"没有叫 {name} 的条文脉络，请改名字或先加条文")
    if isinstance(content, Flow):
        for where, message in _prefills(content):
            yield ContentFault(file, where, message)


def texts(content: BaseModel, where: str = "$") -> Iterator[tuple[str, str, bool]]:
    """Every sentence that a reader sees: its place, itself, and whether it names a provision."""
    founded = isinstance(content, Claim) and bool(content.basis)
    where = getattr(content, "id", where)
    for name in type(content).model_fields:
        value = getattr(content, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, BaseModel):
                yield from texts(item, where)
            elif isinstance(item, str) and name in TEXTS:
                yield where, item, founded


def claims(content: Flow | Series) -> Iterator[tuple[str, Claim]]:
    """Every claim with the id of the step, outcome or page it stands on."""
    nodes = content.nodes.values() if isinstance(content, Flow) else content.pages
    for node in nodes:
        parts = node.parts if isinstance(node, Page) else (node,)
        for claim in (claim for part in parts for claim in part.claims):
            yield node.id, claim


def broken_links(
    content: Flow | Series, file: str, flows: Mapping[str, Flow]
) -> Iterator[ContentFault]:
    """Links into a flow that bring an answer which it does not know."""
    for where, action in actions(content):
        address = urlsplit(action.href)
        flow = flows.get(address.path.removeprefix("/guide/").strip("/"))
        for key, option in parse_qsl(address.query) if flow else ():
            step = flow.nodes.get(key) if flow else None
            if not isinstance(step, Step) or step.option(option) is None:
                yield ContentFault(file, where, f"没有 {key}: {option} 这个回答，请改链接")


def actions(content: Flow | Series) -> Iterator[tuple[str, Action]]:
    """Every thing to do next, with the id of the outcome or page it stands on."""
    for node in content.outcomes if isinstance(content, Flow) else content.pages:
        for action in node.actions:
            yield node.id, action


def _prefills(flow: Flow) -> Iterator[tuple[str, str]]:
    for step in flow.steps:
        for option in step.options:
            yield from ((f"{step.id}.{option.id}", text) for text in _refused(option))
        if step.many:
            joint = [option for option in step.options if not option.alone]
            yield from ((step.id, text) for text in _refused(*joint))


def _refused(*options: Option) -> Iterator[str]:
    try:
        prefill(options).read()
    except InputFaults as error:
        yield from (f"{fault.path}：{with_way_out(fault.message)}" for fault in error.faults)
