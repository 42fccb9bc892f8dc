"""One visit: every field that can be known about it, all optional but the id."""

from typing import Self

from pydantic import ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from borrower_guide.schema.acts import Act
from borrower_guide.schema.model import Payload, told
from borrower_guide.schema.parts import (
    DocumentToSign,
    FeeDemanded,
    ItemTaken,
    PaymentDemanded,
    Police,
    PostedNotice,
    Statement,
)
from borrower_guide.schema.people import Present, ToldPerson, Visitor, Witness
from borrower_guide.schema.scalars import Flag, Headcount, Id, LongText, Money, ShortText, Timestamp
from borrower_guide.schema.times import refuse_earlier, refuse_future
from borrower_guide.schema.vocabulary import (
    EnteredHome,
    Knowledge,
    PlaceType,
    Precision,
    YesNo,
)
from borrower_guide.schema.when import When

MOST = 50
MAX_VISITORS = 20


class Visit(Payload):
    """A collection visit. None means not answered; a tick that is not there means unknown."""

    id: Id = told("编号", default=...)

    started_at: Timestamp | None = told("开始时间", "记不准就选“大约”。")
    started_precision: Precision | None = told("开始时间准不准")
    ended_at: Timestamp | None = told("结束时间", "这次来访到什么时候完。")
    ended_precision: Precision | None = told("结束时间准不准")
    knowledge: Knowledge | None = told("怎么知道的")
    told_by: ShortText | None = told("听谁说的", "写关系就行，比如楼下邻居。")

    loan: Id | None = told("为哪笔借款来的", "不清楚就空着。")
    place_type: PlaceType | None = told("在什么地方")
    place_text: ShortText | None = told("具体在哪里", "写到小区或村就行。")
    present: tuple[Present, ...] = told(
        "我们这边谁在场", paper="在场人", default=(), max_length=MOST
    )

    visitor_count: Headcount | None = told("来了几个人", paper="来的人数")
    visitor_count_or_more: Flag = told("也许更多", default=False)
    visitors: tuple[Visitor, ...] = told("来的人", default=(), max_length=MAX_VISITORS)

    notice_given: YesNo | None = told("来之前有没有告诉过你", paper="来之前有没有告知")
    consent_given: YesNo | None = told(
        "你有没有同意他们这个时候来", "只问来，不问进门。", paper="有没有同意这个时候来"
    )
    acts: tuple[Act, ...] = told(
        "做了什么", "做得好的也记，别人更信。", default=(), max_length=MOST
    )
    entered_home: EnteredHome | None = told(
        "进家门了吗", "到门口和进屋，法律上不是一回事。", paper="有没有进家门"
    )
    asked_to_leave_at: Timestamp | None = told("什么时候叫他们走")
    left_at: Timestamp | None = told("什么时候走的")
    filming: YesNo | None = told("他们有没有拍照录像", paper="来的人有没有拍照录像")
    recording_made: YesNo | None = told("你有没有录音或拍照", paper="有没有录音或拍照")

    third_parties_told: tuple[ToldPerson, ...] = told("还有谁知道了", default=(), max_length=MOST)
    statements: tuple[Statement, ...] = told("原话", default=(), max_length=MOST)
    posted_notice: PostedNotice | None = told("张贴的东西")
    amount_claimed: Money | None = told("说你欠多少（元）", paper="说欠多少（元）")
    payment_demanded: PaymentDemanded | None = told("当场要钱")
    fee_demanded: FeeDemanded | None = told("另要的费用")
    documents_to_sign: tuple[DocumentToSign, ...] = told("让签的东西", default=(), max_length=MOST)
    items_taken: tuple[ItemTaken, ...] = told("拿走的东西", default=(), max_length=MOST)
    injury: ShortText | None = told("有人受伤吗", "写伤在哪里，去没去医院。", paper="受伤情况")
    damage: ShortText | None = told("弄坏了什么")
    police: Police | None = told("报警")
    witnesses: tuple[Witness, ...] = told("证人", default=(), max_length=MOST)
    impact: ShortText | None = told("对你有什么影响", "睡觉、上班、孩子。", paper="造成的影响")
    account: LongText | None = told("经过", "用你自己的话，先写事，再写感受。")
    exhibits: tuple[Id, ...] = told("有关的证据", paper="证据", default=(), max_length=MOST)

    @field_validator("started_at")
    @classmethod
    def _started_in_time(cls, value: When | None, info: ValidationInfo) -> When | None:
        return refuse_future(value, info)

    @field_validator("ended_at", "left_at", "asked_to_leave_at")
    @classmethod
    def _not_before_start(cls, value: When | None, info: ValidationInfo) -> When | None:
        return refuse_earlier(value, info)

    @field_validator("visitors")
    @classmethod
    def _counted(cls, value: tuple[Visitor, ...], info: ValidationInfo) -> tuple[Visitor, ...]:
        count = info.data.get("visitor_count")
        if count is not None and count < len(value):
            raise PydanticCustomError(
                "visitor_count",
                "写了 {told} 个人，比来的人数 {count} 多，请看哪个填错了",
                {"told": len(value), "count": count},
            )
        return value

    @property
    def end(self) -> When | None:
        """When the visit was over: `ended_at`, else `left_at`; if both differ, the later."""
        ends = [when for when in (self.ended_at, self.left_at) if when]
        if len(ends) == 2 and ends[0].before(ends[1]):
            return ends[1]
        return ends[0] if ends else None

    def with_changes(self, **changes: object) -> Self:
        """A copy with some fields replaced; the caller vouches for their types."""
        return self.model_copy(update=changes)
