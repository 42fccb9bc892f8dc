"""One tap at the door: the closed list of what can be tapped, and what each tap stands for."""

from dataclasses import dataclass

from borrower_guide.schema.acts import Act
from borrower_guide.schema.model import Payload, told
from borrower_guide.schema.scalars import Id, ShortText
from borrower_guide.schema.vocabulary import ClaimedRole, Vocabulary


class Tap(Vocabulary):
    """What happened, as a big button says it."""

    KNOCKED = "knocked", "敲门了"
    ASKED_TO_LEAVE = "asked_to_leave", "我叫他们走"
    STILL_HERE = "still_here", "他们还没走"
    LEFT = "left", "他们走了"
    LEFT_WHEN_ASKED = "left_when_asked", "叫走就走了"
    SPOKE_CIVILLY = "spoke_civilly", "好好说话"

    SAID_COLLECTOR = "said_collector", "自称平台、催收"
    SAID_LENDER = "said_lender", "自称放款机构"
    SAID_COURT = "said_court", "自称法院"
    SAID_POLICE = "said_police", "自称警察"
    SAID_LAWYER = "said_lawyer", "自称律师"
    SAID_MEDIATOR = "said_mediator", "自称调解员"
    SAID_COMMUNITY = "said_community", "自称街道社区"
    REFUSED_ID = "refused_id", "不肯给看证件"

    KNOCKED_LONG = "knocked_long", "一直敲门"
    SHOUTED = "shouted", "大声喊叫"
    INSULTED = "insulted", "骂人"
    THREATENED = "threatened", "说要伤人"
    PUSHED = "pushed", "推人、动手"
    BLOCKED = "blocked", "堵着不让走"
    ENTERED = "entered", "没同意就进门"
    DAMAGED = "damaged", "弄坏东西"
    FILMING = "filming", "在拍照录像"
    FILMED_HOME = "filmed_home", "拍我家里面"
    TOLD_NEIGHBOUR = "told_neighbour", "说给邻居听"
    POSTED = "posted", "张贴东西"

    WANTED_CASH = "wanted_cash", "要现金"
    WANTED_TRANSFER = "wanted_transfer", "要转给个人"
    WANTED_SIGNATURE = "wanted_signature", "要当场签字"
    TOOK_ITEM = "took_item", "拿走东西"

    RECORDING = "recording", "我在录音"
    CALLED_POLICE = "called_police", "我报了警"
    POLICE_CAME = "police_came", "警察到了"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """What a tap says of a visit. Every tap makes it begin no later than the tap itself.

    `act`: that act, only once `after` was tapped if it is given. `role`: someone claimed it.
    `answer`: this yes-or-no field is yes. `first`: this time is the tap's, unless told earlier;
    `last`: unless told later, or the visitors did something more. `theirs`: the visitors did it,
    so they had not left.
    """

    act: Act | None = None
    after: Tap | None = None
    role: ClaimedRole | None = None
    answer: str = ""
    first: str = ""
    last: str = ""
    theirs: bool = True


FILLS: dict[Tap, Fill] = {
    Tap.KNOCKED: Fill(),
    Tap.ASKED_TO_LEAVE: Fill(first="asked_to_leave_at"),
    Tap.STILL_HERE: Fill(act=Act.REFUSED_TO_LEAVE, after=Tap.ASKED_TO_LEAVE),
    Tap.LEFT: Fill(last="left_at", theirs=False),
    Tap.LEFT_WHEN_ASKED: Fill(act=Act.POLITE_LEFT_WHEN_ASKED, last="left_at", theirs=False),
    Tap.SPOKE_CIVILLY: Fill(act=Act.SPOKE_CIVILLY),
    Tap.SAID_COLLECTOR: Fill(role=ClaimedRole.COLLECTOR),
    Tap.SAID_LENDER: Fill(role=ClaimedRole.LENDER),
    Tap.SAID_COURT: Fill(role=ClaimedRole.COURT),
    Tap.SAID_POLICE: Fill(role=ClaimedRole.POLICE),
    Tap.SAID_LAWYER: Fill(role=ClaimedRole.LAWYER),
    Tap.SAID_MEDIATOR: Fill(role=ClaimedRole.MEDIATOR),
    Tap.SAID_COMMUNITY: Fill(role=ClaimedRole.COMMUNITY),
    Tap.REFUSED_ID: Fill(act=Act.REFUSED_ID),
    Tap.KNOCKED_LONG: Fill(act=Act.KNOCKED_LONG),
    Tap.SHOUTED: Fill(act=Act.SHOUTED),
    Tap.INSULTED: Fill(act=Act.INSULTED),
    Tap.THREATENED: Fill(act=Act.THREATENED_PERSON),
    Tap.PUSHED: Fill(act=Act.USED_FORCE),
    Tap.BLOCKED: Fill(act=Act.BLOCKED_EXIT),
    Tap.ENTERED: Fill(act=Act.ENTERED_WITHOUT_CONSENT),
    Tap.DAMAGED: Fill(act=Act.DAMAGED_PROPERTY),
    Tap.FILMING: Fill(answer="filming"),
    Tap.FILMED_HOME: Fill(act=Act.FILMED_INSIDE, answer="filming"),
    Tap.TOLD_NEIGHBOUR: Fill(act=Act.DISCLOSED_TO_NEIGHBOUR),
    Tap.POSTED: Fill(act=Act.POSTED_NOTICE),
    Tap.WANTED_CASH: Fill(act=Act.DEMANDED_CASH),
    Tap.WANTED_TRANSFER: Fill(act=Act.DEMANDED_PERSONAL_TRANSFER),
    Tap.WANTED_SIGNATURE: Fill(act=Act.DEMANDED_SIGNATURE),
    Tap.TOOK_ITEM: Fill(act=Act.TOOK_ITEM),
    Tap.RECORDING: Fill(answer="recording_made", theirs=False),
    Tap.CALLED_POLICE: Fill(first="police.called_at", theirs=False),
    Tap.POLICE_CAME: Fill(first="police.arrived_at", theirs=False),
}

# The headings under which a page shows the taps, what matters most at a door first.
TAP_GROUPS: tuple[tuple[str, tuple[Tap, ...]], ...] = (
    (
        "来和走",
        (
            Tap.KNOCKED,
            Tap.ASKED_TO_LEAVE,
            Tap.STILL_HERE,
            Tap.LEFT,
            Tap.LEFT_WHEN_ASKED,
            Tap.SPOKE_CIVILLY,
        ),
    ),
    ("我做的", (Tap.RECORDING, Tap.CALLED_POLICE, Tap.POLICE_CAME)),
    (
        "说自己是谁",
        (
            Tap.SAID_COLLECTOR,
            Tap.SAID_LENDER,
            Tap.SAID_COURT,
            Tap.SAID_POLICE,
            Tap.SAID_LAWYER,
            Tap.SAID_MEDIATOR,
            Tap.SAID_COMMUNITY,
            Tap.REFUSED_ID,
        ),
    ),
    (
        "做了什么",
        (
            Tap.KNOCKED_LONG,
            Tap.SHOUTED,
            Tap.INSULTED,
            Tap.THREATENED,
            Tap.PUSHED,
            Tap.BLOCKED,
            Tap.ENTERED,
            Tap.DAMAGED,
            Tap.FILMING,
            Tap.FILMED_HOME,
            Tap.TOLD_NEIGHBOUR,
            Tap.POSTED,
        ),
    ),
    (
        "要了、拿了什么",
        (Tap.WANTED_CASH, Tap.WANTED_TRANSFER, Tap.WANTED_SIGNATURE, Tap.TOOK_ITEM),
    ),
)


class Moment(Payload):
    """One tap, or a line of one's own. Its time is that of its entry in the journal."""

    id: Id = told("编号", default=...)
    tap: Tap | None = told("当时点的")
    note: ShortText | None = told("当时写的一句", "写你看到的、听到的，一句就行。")
