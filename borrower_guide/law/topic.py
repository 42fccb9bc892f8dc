"""What a provision is about: a closed list, in the order in which a visit raises the questions."""

from borrower_guide.schema.vocabulary import Vocabulary


class Topic(Vocabulary):
    HOME = "home", "上门和进门"
    PEACE = "peace", "时间和打扰"
    SPEECH = "speech", "说话和名誉"
    FORCE = "force", "动手和限制自由"
    PRIVACY = "privacy", "个人信息和别人知道"
    IDENTITY = "identity", "身份和委托"
    FAMILY = "family", "家人和担保人"
    SUMS = "sums", "欠多少、利息和费用"
    LIMITATION = "limitation", "时效"
    SETTLING = "settling", "商量和还款"
    CREDIT = "credit", "信用记录"
    EVIDENCE = "evidence", "证据"
    COMPLAINTS = "complaints", "投诉和报警"
    COURT = "court", "打官司"
