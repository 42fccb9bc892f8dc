"""The outline of a flow as a plain graph: ids, ends, cycles, and what guards look at."""

from collections.abc import Iterator

from borrower_guide.guide.flow import Flow, Outcome, Step
from borrower_guide.guide.guards import WORDS, Chosen, mentions
from borrower_guide.schema.faults import ContentFault

MOST_LOOKED_AT = 8


def faults_of_outline(flow: Flow, file: str) -> Iterator[ContentFault]:
    """Ids first, then ways, cycles and ends; each stage only when the one before holds."""
    for check in (_ids, _ways, _order, _ends):
        found = [ContentFault(file, where, text) for where, text in check(flow)]
        yield from found
        if found:
            return


def followers(flow: Flow, key: str) -> tuple[str, ...]:
    """Every node that may come right after `id`, conditions left aside."""
    node = flow.nodes[key]
    if isinstance(node, Outcome):
        return ()
    return tuple(way.to for option in node.options for way in node.ways(option))


def looks_at(node: Step | Outcome) -> Iterator[Chosen]:
    """Every answer that the step's own branches look at, or what an outcome shows and opens."""
    if isinstance(node, Outcome):
        for guard in (*(one.when for one in node.also), *(part.when for part in node.sections)):
            yield from mentions(guard) if guard else ()
        return
    for option in node.options:
        for way in node.ways(option):
            if way.when is not None:
                yield from mentions(way.when)


def mentioned_after(flow: Flow) -> dict[str, frozenset[tuple[str, str]]]:
    """For each node, the (step, option) pairs that guards at it or further on look at."""
    done: dict[str, frozenset[tuple[str, str]]] = {}

    def gather(key: str) -> frozenset[tuple[str, str]]:
        if key not in done:
            pairs = frozenset((one.step, one.option) for one in looks_at(flow.nodes[key]))
            done[key] = pairs.union(*map(gather, followers(flow, key)))
        return done[key]

    for key in flow.nodes:
        gather(key)
    return done


def twice(names: list[str]) -> list[str]:
    """Each name that stands more than once."""
    return sorted({name for name in names if names.count(name) > 1})


def _ids(flow: Flow) -> Iterator[tuple[str, str]]:
    if not flow.steps:
        yield "steps", "至少要有一个步骤，请加上"
    names = [step.id for step in flow.steps] + [outcome.id for outcome in flow.outcomes]
    yield from ((key, "编号用了两次，请改一个") for key in twice(names))
    yield from ((key, "这个名字是条件用的词，请换一个") for key in names if key in WORDS)
    for step in flow.steps:
        if len(step.options) < 2:
            yield step.id, "至少要有两个选项，请补上"
        for key in twice([option.id for option in step.options]):
            yield f"{step.id}.{key}", "选项编号用了两次，请改一个"


def _ways(flow: Flow) -> Iterator[tuple[str, str]]:
    for step in flow.steps:
        if step.many and any(option.to for option in step.options):
            yield step.id, "可以多选的步骤，请把 to 只写在步骤上"
        for option in step.options:
            where, ways = f"{step.id}.{option.id}", step.ways(option)
            if not ways or ways[-1].when is not None:
                yield where, "最后请写一个不带 when 的去处"
            if any(way.when is None for way in ways[:-1]):
                yield where, "不带 when 的去处，请放在最后"
            for way in ways:
                if way.to not in flow.nodes:
                    yield where, f"没有 {way.to} 这个步骤或结果，请改 to"
    for node in flow.nodes.values():
        for one in set(looks_at(node)):
            if not _known(flow, one.step, one.option):
                yield node.id, f"条件里的 {one.step}: {one.option} 不存在，请改条件"
    ends = {outcome.id for outcome in flow.outcomes}
    for outcome in flow.outcomes:
        for also in outcome.also:
            if also.to not in ends:
                yield outcome.id, f"没有 {also.to} 这个结果，请改 also"


def _order(flow: Flow) -> Iterator[tuple[str, str]]:
    if cycle := _cycle(flow):
        yield cycle[0], "绕成了圈，请改一个 to：" + " → ".join(cycle)
        return
    for node in flow.nodes.values():
        for one in set(looks_at(node)):
            if node.id not in _from(flow, one.step):
                yield node.id, f"条件里的 {one.step} 不会排在这一步前面，请改条件"
    after = mentioned_after(flow)
    for step in flow.steps:
        if step.many and len({p for p in after[step.id] if p[0] == step.id}) > MOST_LOOKED_AT:
            yield step.id, f"条件看的选项太多，最多 {MOST_LOOKED_AT} 个，请少看几个"


def _ends(flow: Flow) -> Iterator[tuple[str, str]]:
    for outcome in flow.outcomes:
        if not outcome.actions:
            yield outcome.id, "没写接着做什么，请写 actions"
        # In danger, or at the end of one's strength, there is no law to read.
        helping = outcome.kind in ("urgent", "distress")
        if not helping and not any(claim.basis for claim in outcome.claims):
            yield outcome.id, "没有依据，请至少写一条带 basis 的 claims"


def _known(flow: Flow, key: str, option: str) -> bool:
    node = flow.nodes.get(key)
    return isinstance(node, Step) and node.option(option) is not None


def _from(flow: Flow, start: str) -> set[str]:
    """`start` and everything that may follow it."""
    reached, waiting = {start}, [start]
    while waiting:
        new = set(followers(flow, waiting.pop())) - reached
        reached |= new
        waiting.extend(new)
    return reached


def _cycle(flow: Flow) -> list[str] | None:
    """The first cycle found, its first node repeated at the end."""
    done: set[str] = set()

    def visit(key: str, trail: list[str]) -> list[str] | None:
        if key in trail:
            return [*trail[trail.index(key) :], key]
        if key in done:
            return None
        for after in followers(flow, key):
            if found := visit(after, [*trail, key]):
                return found
        done.add(key)
        return None

    return next((found for step in flow.steps if (found := visit(step.id, []))), None)
