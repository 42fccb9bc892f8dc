"""Which page it was, in the words of whoever owns the case, by the name of its address."""

from borrower_guide.cases.entries import Kind
from borrower_guide.cases.naming import NAMES

_KINDS = (Kind.VISIT, Kind.EXHIBIT, Kind.CONTACT, Kind.COMPLAINT, Kind.NOTE, Kind.LOAN)
_STEPS = {
    "": "一条{}",
    "_new": "记一条{}",
    "_edit": "改一条{}",
    "_withdraw": "撤回一条{}",
    "_history": "一条{}的更改经过",
}

# The owner's alone: who asks for them gets nothing, unless the owner has typed the number in that
# browser. Both are told, and no more than is known.
OWNERS = {
    "cases:helpers": "“给援助人员看”这一页",
    "cases:number": "续填号这一页",
    "cases:number_slip": "打印续填号这一页",
    "cases:number_change": "换续填号这一页",
    "cases:close": "关闭这一页",
    "cases:close_all": "在所有地方关上这一页",
    "cases:delete": "全部删除这一页",
}

PLACES = {
    "cases:overview": "记录的第一页",
    "cases:about": "谁在记，存多久",
    "cases:stored": "这里存了什么",
    "cases:timeline": "按时间排的全部",
    "cases:door": "有人在门口，边看边记",
    "cases:door_visit": "把门口记的整理成来访",
    "cases:export": "全部的字（json）",
    "cases:archive": "全部的字、照片、录音（zip）",
    "cases:exhibit_file": "放进来的照片、录音、文件",
    "cases:exhibit_small": "放进来的照片（小图）",
    **{
        f"cases:{kind.value}{step}": words.format(NAMES[kind])
        for kind in _KINDS
        for step, words in _STEPS.items()
    },
    "cases:visit_intake": "一页写完一次来访",
    "record:make": "打印稿的准备页",
    "record:preview": "打印稿的准备页",
    "record:pdf": "打印稿（PDF）",
    "record:shop": "打印店版（PDF）",
    "record:locked": "带密码的一份打印稿",
    "record:pages": "打印稿的图片",
    "record:picture": "打印稿的图片",
    "record:pickup_make": "给打印稿要取件号",
    "record:pickup": "取件号这一页",
    "letters:list": "文书的目录",
    "letters:new": "写一份文书",
    "letters:letter": "一份文书",
    "letters:edit": "改一份文书",
    "letters:sent": "一份文书交给了谁",
    "letters:withdraw": "撤回一份文书",
    "letters:pdf": "一份文书（PDF）",
    "letters:fill": "一份文书的文字",
    "letters:word": "一份文书（Word）",
    "letters:pages": "一份文书的图片",
    "letters:picture": "一份文书的图片",
    "letters:packs": "文书和证据一起打包",
    "letters:archive": "文书和证据的包（zip）",
    "letters:pickup": "给文书要取件号",
    "desk:take": "",
    "desk:begin": "在他们那里开始记的",
    "desk:slip": "续填号的号条",
    "desk:matter": "他们工作台上，这份记录的一页",
    "desk:note_share": "把一条工作笔记放进记录",
    "desk:batch_go": "批量打印，和别的记录一起做",
    "desk:batch_pdf": "批量打印做好的 PDF",
    "desk:batch_zip": "批量打印做好的单份文件（zip）",
} | {place: f"{words}（用续填号才打得开）" for place, words in OWNERS.items()}


def place_words(place: str) -> str:
    """The page of this name; those of the desk that are not told apart are just that."""
    return PLACES.get(place, "他们工作台上的一页" if place.startswith("desk:") else place)
