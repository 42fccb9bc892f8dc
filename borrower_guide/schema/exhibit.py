"""One piece of evidence: a file beside the case, or something kept elsewhere."""

from pydantic import field_validator
from pydantic_core import PydanticCustomError

from borrower_guide.schema.model import Payload, told
from borrower_guide.schema.scalars import Digest, Flag, Id, ShortText, Size, Timestamp
from borrower_guide.schema.vocabulary import ExhibitKind


class Exhibit(Payload):
    id: Id = told("编号", default=...)
    kind: ExhibitKind | None = told("是什么")
    title: ShortText | None = told("名称")
    file: ShortText | None = told("文件名")
    sha256: Digest | None = told("文件摘要（SHA-256）")
    size: Size | None = told("文件大小（字节）")
    made_at: Timestamp | None = told("什么时候形成的")
    made_by: ShortText | None = told("谁拍的或谁写的")
    original_carrier: ShortText | None = told("原件在哪里", "录音、照片留在原来的手机里。")
    uncut: Flag | None = told("没有剪过", paper="是不是原样（没有剪过）")
    proof_purpose: ShortText | None = told("能说明什么")

    @field_validator("file")
    @classmethod
    def _plain_name(cls, value: str | None) -> str | None:
        if value is not None and (value in ("", ".", "..") or set(value) & set("/\\:\n\t")):
            raise PydanticCustomError("file_name", "只写文件名，不带文件夹")
        return value
