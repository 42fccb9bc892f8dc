"""The full form: the fields of a visit in six pages, in the order in which people tell it."""

from typing import NamedTuple


class Section(NamedTuple):
    """One page of the full form. `fields` are top-level fields of a visit."""

    id: str
    title: str
    fields: tuple[str, ...]


SECTIONS = (
    Section(
        "time",
        "时间和地点",
        (
            "started_at",
            "started_precision",
            "ended_at",
            "ended_precision",
            "asked_to_leave_at",
            "left_at",
            "knowledge",
            "told_by",
            "place_type",
            "place_text",
            "present",
        ),
    ),
    Section("loan", "为哪笔借款", ("loan", "amount_claimed")),
    Section(
        "people",
        "来的人",
        (
            "visitor_count",
            "visitor_count_or_more",
            "visitors",
            "notice_given",
            "consent_given",
        ),
    ),
    Section(
        "acts",
        "做了什么",
        ("acts", "entered_home", "filming", "recording_made", "injury", "damage"),
    ),
    Section("words", "说了什么", ("statements", "third_parties_told", "posted_notice")),
    Section(
        "money",
        "钱、签字和东西",
        ("payment_demanded", "fee_demanded", "documents_to_sign", "items_taken"),
    ),
    Section("after", "报警、证人和经过", ("police", "witnesses", "impact", "account", "exhibits")),
)
BY_ID = {section.id: section for section in SECTIONS}


def section_of(field: str) -> Section:
    """The page on which a field (or a path that begins with it) is filled in."""
    top = field.split(".")[0].split("[")[0]
    return next(section for section in SECTIONS if top in section.fields)


def following(section: Section) -> Section | None:
    """The next page, or None after the last."""
    at = SECTIONS.index(section) + 1
    return SECTIONS[at] if at < len(SECTIONS) else None
