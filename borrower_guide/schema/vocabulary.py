"""The closed vocabularies: each code with the label that forms, pages and papers show."""

from enum import StrEnum
from typing import Self


class Vocabulary(StrEnum):
    """A closed list of codes. `label` is the only place where a code's Chinese words stand."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member


class YesNo(Vocabulary):
    YES = "yes", "有"
    NO = "no", "没有"
    UNKNOWN = "unknown", "不清楚"


class Precision(Vocabulary):
    EXACT = "exact", "准确"
    ABOUT = "about", "大约"


class Knowledge(Vocabulary):
    FIRSTHAND = "firsthand", "亲眼所见"
    HEARSAY = "hearsay", "听人转述"
    CAMERA = "camera", "监控所见"


class ReporterRole(Vocabulary):
    BORROWER = "borrower", "借款人本人"
    FAMILY = "family", "家里人"
    NEIGHBOUR = "neighbour", "邻居"
    COLLEAGUE = "colleague", "同事或单位的人"
    LANDLORD = "landlord", "房东"
    HELPER = "helper", "帮忙填写的人"
    STRANGER = "stranger", "不认识借款人的人"
    UNKNOWN = "unknown", "没有说"


class LenderType(Vocabulary):
    BANK = "bank", "银行"
    CONSUMER_FINANCE = "consumer_finance", "消费金融公司"
    TRUST = "trust", "信托公司"
    AUTO_FINANCE = "auto_finance", "汽车金融公司"
    MICROLOAN = "microloan", "小额贷款公司"
    GUARANTEE = "guarantee", "融资担保公司"
    PAYMENT = "payment", "支付机构"
    PLATFORM = "platform", "只做中介的平台"
    ASSIGNEE = "assignee", "买下这笔债的公司"
    PRIVATE = "private", "个人或没有牌照的"
    UNKNOWN = "unknown", "不清楚"


class PlaceType(Vocabulary):
    CURRENT_HOME = "current_home", "现在的住处"
    REGISTERED_HOME = "registered_home", "户籍地"
    RENTED_HOME = "rented_home", "租住处"
    WORKPLACE = "workplace", "单位"
    SCHOOL = "school", "学校"
    RESIDENTS_COMMITTEE = "residents_committee", "村委会或居委会"
    PUBLIC_PLACE = "public_place", "公共场所"
    OTHER = "other", "别的地方"


class ClaimedRole(Vocabulary):
    COLLECTOR = "collector", "平台、催收"
    LENDER = "lender", "放款机构"
    COURT = "court", "法院"
    POLICE = "police", "警察"
    LAWYER = "lawyer", "律师"
    MEDIATOR = "mediator", "调解员"
    COMMUNITY = "community", "街道社区"
    OTHER = "other", "别的身份"
    UNKNOWN = "unknown", "没有说"


class Shown(Vocabulary):
    SHOWN = "shown", "看了原件"
    PHONE_PICTURE = "phone_picture", "只给看手机里的图片"
    REFUSED = "refused", "问了，不肯给看"
    NOT_ASKED = "not_asked", "没有问"
    UNKNOWN = "unknown", "不清楚"


class EnteredHome(Vocabulary):
    NO = "no", "没有，一直在门外"
    INVITED = "invited", "进来了，家里有人同意的"
    WITHOUT_CONSENT = "without_consent", "进来了，没有人同意"
    UNKNOWN = "unknown", "不清楚"


class PayeeType(Vocabulary):
    PERSON = "person", "个人"
    COMPANY = "company", "公司"
    PLATFORM = "platform", "平台或放款机构"
    UNKNOWN = "unknown", "不清楚"


class Relation(Vocabulary):
    NEIGHBOUR = "neighbour", "邻居"
    FAMILY = "family", "家里人"
    WORKPLACE = "workplace", "单位的人"
    COMMITTEE = "committee", "村委会或居委会"
    GUARANTOR = "guarantor", "担保人"
    OTHER = "other", "别的人"


class ExhibitKind(Vocabulary):
    PHOTO = "photo", "照片"
    AUDIO = "audio", "录音"
    VIDEO = "video", "录像"
    SCREENSHOT = "screenshot", "截图"
    DOCUMENT = "document", "纸质材料"
    PHYSICAL = "physical", "物品"


class ContactChannel(Vocabulary):
    CALL = "call", "电话"
    SMS = "sms", "短信"
    CHAT = "chat", "微信等聊天"
    LETTER = "letter", "信件"
    EMAIL = "email", "电子邮件"
    OTHER = "other", "别的方式"


class Direction(Vocabulary):
    IN = "in", "对方找我"
    OUT = "out", "我找对方"
