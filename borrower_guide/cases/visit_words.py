"""A visit in one line, and what an office would miss in it. No Django."""

from borrower_guide.cases.forms.sections import section_of
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.vocabulary import ClaimedRole

# What an office asks for first, in the order in which it asks.
ESSENTIAL = {
    "started_at": "什么时候来的",
    "place_type": "在什么地方",
    "visitor_count": "来了几个人",
    "visitors": "他们自称是谁",
    "loan": "为哪笔借款",
    "left_at": "什么时候走的",
}


def visit_line(visit: Visit) -> str:
    """One sentence of facts: how many, where, what they did."""
    parts = []
    if visit.visitor_count is not None:
        more = "以上" if visit.visitor_count_or_more else ""
        parts.append(f"{visit.visitor_count} 人{more}")
    if roles := claimed_roles(visit):
        parts.append(f"自称{roles[0].label}")
    if visit.place_type:
        parts.append(f"在{visit.place_type.label}")
    sentence = "，".join(parts)
    acts = "、".join(act.label for act in visit.acts[:4])
    return "。".join(part for part in (sentence, acts) if part) + "。" if parts or acts else ""


def claimed_roles(visit: Visit) -> list[ClaimedRole]:
    """What they said they were, each once; that somebody did not say is no claim."""
    said = dict.fromkeys(person.claimed_role for person in visit.visitors if person.claimed_role)
    return [role for role in said if role is not ClaimedRole.UNKNOWN]


def missing_of(visit: Visit) -> tuple[tuple[str, str], ...]:
    """The first two essentials that are empty, each with the section where it is filled in."""
    empty = [
        (words, section_of(name).id)
        for name, words in ESSENTIAL.items()
        if getattr(visit, name) in (None, ())
    ]
    return tuple(empty[:2])
