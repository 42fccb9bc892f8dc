"""The people of a visit: who came, who was there, who was told, who saw it."""

from borrower_guide.schema.model import Payload, told
from borrower_guide.schema.scalars import Flag, ShortText
from borrower_guide.schema.vocabulary import ClaimedRole, Knowledge, Relation, Shown


class Visitor(Payload):
    """One visitor. What they said of themselves is `claimed_*` and printed as 自称."""

    claimed_name: ShortText | None = told("叫什么", "只说了姓，就写姓。", paper="姓名")
    claimed_role: ClaimedRole | None = told("说自己是什么人", paper="身份")
    claimed_employer: ShortText | None = told("哪家公司派的", paper="公司")
    claimed_lender: ShortText | None = told("替哪家放款机构来的", paper="委托的放款机构")
    id_shown: Shown | None = told(
        "给你看证件了吗", "手机里的图片能改，记下来有用。", paper="出示证件"
    )
    id_number: ShortText | None = told("工作证编号", "只写工作证上的编号，不写身份证号。")
    authorisation_shown: Shown | None = told("给你看委托书了吗", paper="出示委托书")
    authorisation_text: ShortText | None = told("委托书上写了什么", "谁委托谁，办什么事，到哪天。")
    appearance: ShortText | None = told("长什么样", "身高、衣着、口音。只写看到的。", paper="样貌")
    phone: ShortText | None = told("留的电话")
    vehicle_plate: ShortText | None = told("车牌")


class Present(Payload):
    """Someone who was there on our side; a relation, never a name."""

    relation: ShortText | None = told("是你什么人", "不用写名字。", paper="关系")
    minor: Flag = told("不满 18 岁", default=False)
    elderly: Flag = told("老人", default=False)


class ToldPerson(Payload):
    """Someone else who was told of the debt."""

    relation: Relation | None = told("告诉了谁")
    heard: ShortText | None = told("听到了什么", "尽量写原话。")
    knowledge: Knowledge | None = told("你怎么知道的", paper="怎么知道的")


class Witness(Payload):
    """Someone who saw or heard it."""

    relation: ShortText | None = told("证人是你什么人", "不用写名字。", paper="证人的关系")
    may_be_contacted: Flag | None = told("愿意被联系")
