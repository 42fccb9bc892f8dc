"""The things of a visit: words, papers, money, items and the police."""

from borrower_guide.schema.model import Payload, told
from borrower_guide.schema.scalars import Flag, Id, Money, QuotedText, ShortText, Timestamp
from borrower_guide.schema.vocabulary import PayeeType, YesNo


class Statement(Payload):
    """Words as they were said, with their place in a recording."""

    speaker: ShortText | None = told("谁说的")
    words: QuotedText | None = told("原话", "写你亲耳听到的，方言也照写。")
    at: Timestamp | None = told("什么时候说的")
    exhibit: Id | None = told("在哪份证据里")
    position: ShortText | None = told("在录音的什么位置", "比如 00:03:12。")


class PostedNotice(Payload):
    """A paper that was posted."""

    words: QuotedText | None = told("纸上写了什么")
    shows_name: YesNo | None = told("有没有写名字")
    shows_amount: YesNo | None = told("有没有写欠款数目")
    seen_by_public: YesNo | None = told("路过的人有没有可能看到")


class PaymentDemanded(Payload):
    """A payment asked for on the spot."""

    amount: Money | None = told("要你付多少（元）", paper="要求付多少（元）")
    payee: ShortText | None = told("付给谁", "收款人名字，或二维码上的名字。")
    payee_type: PayeeType | None = told("收款的是")
    method: ShortText | None = told("怎么付", "比如扫码、转账、现金。")
    deadline: ShortText | None = told("要你什么时候付", paper="要求什么时候付")


class FeeDemanded(Payload):
    """A fee on top of the debt, such as a visit fee."""

    amount: Money | None = told("另要多少（元）")
    name: ShortText | None = told("说是什么费", "比如上门费、律师费。")


class DocumentToSign(Payload):
    """A paper put before someone to sign."""

    title: ShortText | None = told("让签什么")
    signed: Flag | None = told("签了")
    copy_kept: Flag | None = told("自己留了一份")


class ItemTaken(Payload):
    """A thing that was taken."""

    item: ShortText | None = told("拿走了什么")
    value: Money | None = told("大约值多少（元）")


class Police(Payload):
    """A call to the police and what came of it."""

    called_at: Timestamp | None = told("什么时候报警")
    arrived_at: Timestamp | None = told("什么时候到场")
    station: ShortText | None = told("哪个派出所")
    officer_no: ShortText | None = told("警号")
    call_no: ShortText | None = told("报警编号")
    receipt_no: ShortText | None = told("回执编号")
    outcome_words: QuotedText | None = told("警察怎么说", "尽量写原话。")
