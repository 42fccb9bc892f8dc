"""What visitors did: the closed list of act codes, good conduct first."""

from borrower_guide.schema.vocabulary import Vocabulary


class Act(Vocabulary):
    SPOKE_CIVILLY = "spoke_civilly", "好好说话"
    POLITE_LEFT_WHEN_ASKED = "polite_left_when_asked", "叫走就走了"
    ASKED_CONTACT_ONLY = "asked_contact_only", "只问联系方式"
    LEFT_NOTE_ONLY = "left_note_only", "只留了纸条"

    NIGHT_VISIT = "night_visit", "22点到8点来"
    KNOCKED_LONG = "knocked_long", "长时间敲门"
    SHOUTED = "shouted", "大声喊叫"
    ENTERED_WITHOUT_CONSENT = "entered_without_consent", "没同意就进家门"
    REFUSED_TO_LEAVE = "refused_to_leave", "叫走不肯走"
    FOLLOWED = "followed", "跟着、尾随"

    INSULTED = "insulted", "骂人、羞辱"
    THREATENED_PERSON = "threatened_person", "说要伤人"
    USED_FORCE = "used_force", "动手"
    BLOCKED_EXIT = "blocked_exit", "堵着不让走"
    DAMAGED_PROPERTY = "damaged_property", "弄坏东西"

    THREATENED_DISCLOSURE = "threatened_disclosure", "说要告诉别人"
    DISCLOSED_TO_NEIGHBOUR = "disclosed_to_neighbour", "说给邻居听"
    DISCLOSED_TO_FAMILY = "disclosed_to_family", "说给家人听"
    DISCLOSED_TO_WORKPLACE = "disclosed_to_workplace", "说给单位听"
    DISCLOSED_TO_COMMITTEE = "disclosed_to_committee", "说给村居委会听"
    DISCLOSED_ONLINE = "disclosed_online", "发到网上或群里"
    POSTED_NOTICE = "posted_notice", "张贴东西"
    FILMED_INSIDE = "filmed_inside", "拍家里面"
    FILMED_MINOR = "filmed_minor", "拍孩子"

    REFUSED_ID = "refused_id", "不肯给看证件"
    REFUSED_AUTHORISATION = "refused_authorisation", "不肯给看委托书"
    CLAIMED_AUTHORITY = "claimed_authority", "自称法院、警察等"
    SHOWED_FORGED_LOOKING_DOCUMENT = "showed_forged_looking_document", "给看可疑文书"

    DEMANDED_PERSONAL_TRANSFER = "demanded_personal_transfer", "要转给个人"
    DEMANDED_CASH = "demanded_cash", "要现金"
    DEMANDED_FEE = "demanded_fee", "另要费用"
    DEMANDED_SIGNATURE = "demanded_signature", "要当场签字"
    DEMANDED_ITEM = "demanded_item", "要你拿东西抵"
    TOOK_ITEM = "took_item", "拿走东西"
    TOOK_ID_DOCUMENT = "took_id_document", "拿走证件"


GOOD_CONDUCT = (
    Act.SPOKE_CIVILLY,
    Act.POLITE_LEFT_WHEN_ASKED,
    Act.ASKED_CONTACT_ONLY,
    Act.LEFT_NOTE_ONLY,
)

# The headings under which a long form lists the acts, in the order of a visit.
GROUPS: tuple[tuple[str, tuple[Act, ...]], ...] = (
    ("做得好的", GOOD_CONDUCT),
    (
        "来和走",
        (
            Act.NIGHT_VISIT,
            Act.KNOCKED_LONG,
            Act.SHOUTED,
            Act.ENTERED_WITHOUT_CONSENT,
            Act.REFUSED_TO_LEAVE,
            Act.FOLLOWED,
        ),
    ),
    (
        "伤人和吓人",
        (
            Act.INSULTED,
            Act.THREATENED_PERSON,
            Act.USED_FORCE,
            Act.BLOCKED_EXIT,
            Act.DAMAGED_PROPERTY,
        ),
    ),
    (
        "让别人知道",
        (
            Act.THREATENED_DISCLOSURE,
            Act.DISCLOSED_TO_NEIGHBOUR,
            Act.DISCLOSED_TO_FAMILY,
            Act.DISCLOSED_TO_WORKPLACE,
            Act.DISCLOSED_TO_COMMITTEE,
            Act.DISCLOSED_ONLINE,
            Act.POSTED_NOTICE,
            Act.FILMED_INSIDE,
            Act.FILMED_MINOR,
        ),
    ),
    (
        "身份和文书",
        (
            Act.REFUSED_ID,
            Act.REFUSED_AUTHORISATION,
            Act.CLAIMED_AUTHORITY,
            Act.SHOWED_FORGED_LOOKING_DOCUMENT,
        ),
    ),
    (
        "要钱、要签、要东西",
        (
            Act.DEMANDED_PERSONAL_TRANSFER,
            Act.DEMANDED_CASH,
            Act.DEMANDED_FEE,
            Act.DEMANDED_SIGNATURE,
            Act.DEMANDED_ITEM,
            Act.TOOK_ITEM,
            Act.TOOK_ID_DOCUMENT,
        ),
    ),
)
