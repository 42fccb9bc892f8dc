"""What a person asked to be printed, from the boxes on the page."""

from dataclasses import dataclass, field

from django.http import QueryDict

from borrower_guide.cases.state import CaseState
from borrower_guide.record.choosing import boxes_of
from borrower_guide.record.small_copies import live

NOTHING = "至少选一样"


@dataclass(frozen=True, slots=True)
class Wanted:
    """`unwanted`: values of boxes that were shown and not ticked; what came since is printed."""

    unwanted: frozenset[str] = frozenset()
    nothing: bool = False
    findings: bool = False
    pictures: bool = True
    gaps: bool = False


def wanted_in(post: QueryDict) -> Wanted:
    """The boxes of a sent page. A page without boxes wants all."""
    shown, ticked = set(post.getlist("shown")), set(post.getlist("keep"))
    return Wanted(
        unwanted=frozenset(shown - ticked),
        nothing=bool(shown) and not ticked,
        findings="findings" in post,
        gaps="gaps" in post,
        pictures="pictures" in post or "pictures_shown" not in post,
    )


@dataclass(frozen=True, slots=True)
class Choices:
    """The boxes as they are shown: (value, label, ticked). `pictures`: there may be some."""

    boxes: tuple[tuple[str, str, bool], ...]
    pictures: bool = False
    error: str = ""
    open: bool = False
    wanted: Wanted = field(default_factory=Wanted)


def choices_of(state: CaseState, wanted: Wanted | None = None) -> Choices:
    """All boxes ticked, or as they came back with a fault."""
    wanted = wanted or Wanted()
    boxes = boxes_of(state)
    return Choices(
        boxes=tuple((box.value, box.label, box.value not in wanted.unwanted) for box in boxes),
        pictures=bool(live(state)),
        error=NOTHING if wanted.nothing else "",
        open=bool(wanted.unwanted),
        wanted=wanted,
    )
