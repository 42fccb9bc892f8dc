"""Every column that holds something of a case, and whether it stands in clear or is sealed.

A test holds this against cases/models.py: a new column must be told here, and so on the page
这里存了什么.
"""

from dataclasses import dataclass

from django.db.models import Model

from borrower_guide.cases.models import (
    Access,
    Blob,
    CaseFile,
    Draft,
    Glance,
    KeySlot,
    Pickup,
    SealedEntry,
)

OPAQUE = "随机的字，看不出内容"
HASH = "算出来的字，倒不回去"


@dataclass(frozen=True)
class Column:
    """One column in clear. `random`: what is said in place of values that tell nobody anything."""

    field: str
    label: str
    random: str = ""


@dataclass(frozen=True)
class Table:
    """One table. `case`: the lookup of its rows; `sealed`: the columns that are ciphertext."""

    model: type[Model]
    title: str
    clear: tuple[Column, ...]
    sealed: tuple[str, ...] = ()
    what: str = ""  # what the ciphertext holds
    case: str = "case"


_ROW = Column("id", "这一行的号", OPAQUE)
_OF = Column("case_id", "属于哪份记录")

TABLES = (
    Table(
        CaseFile,
        "这份记录",
        (
            Column("id", "网址里的字"),
            Column("created_on", "哪天开始记的"),
            Column("last_used_on", "最后打开"),
            Column("keep_days", "存多少天"),
        ),
        case="pk",
    ),
    Table(
        KeySlot,
        "能打开它的号和钥匙",
        (
            _ROW,
            _OF,
            Column("kind", "哪一种"),
            Column("locator", "算出的位置", HASH),
            Column("label", "给了谁"),
            Column("made_at", "哪时给的"),
            Column("ends_at", "用到几点"),
        ),
        ("wrapped", "sealed_code"),
        "这份记录的钥匙、交接号、还没交到你手里的续填号",
    ),
    Table(
        SealedEntry,
        "写下的每一次",
        (
            _ROW,
            _OF,
            Column("seq", "第几次"),
            Column("entry_id", "这一次的号", OPAQUE),
            Column("digest", "核对用的码", HASH),
        ),
        ("sealed",),
        "写了什么、几点写的、谁写的",
    ),
    Table(
        Blob,
        "文件",
        (
            _ROW,
            _OF,
            Column("kind", "哪一种"),
            Column("size", "有多少字节"),
            Column("made_at", "放进来的时间"),
            Column("tag", "同一文件的码", HASH),
        ),
        ("wrapped",),
        "文件的钥匙。文件本身也加密",
    ),
    Table(
        Draft,
        "草稿",
        (_ROW, _OF, Column("place", "哪一页", HASH), Column("kept_at", "放下的时间")),
        ("sealed",),
        "写到一半的字",
    ),
    Table(
        Pickup,
        "取件号",
        (
            _ROW,
            _OF,
            Column("locator", "算出的位置", HASH),
            Column("ends_at", "用到几点"),
            Column("fetches", "取过几次"),
        ),
        ("wrapped",),
        "那份文件的钥匙。文件本身也加密",
    ),
    Table(
        Access,
        "别人看过的",
        (
            _ROW,
            _OF,
            Column("at", "几点"),
            Column("slot", "用哪把钥匙", OPAQUE),
            Column("label", "谁"),
            Column("doing", "做了什么"),
            Column("place", "在哪一页"),
        ),
    ),
    Table(
        Glance,
        "做好的页面",
        (_ROW, _OF, Column("name", "哪一页"), Column("made_of", "核对用的码", HASH)),
        ("sealed",),
        "那一页的字",
    ),
)
