"""A rich case for tests and for looking at pages: roles and 某某, never a real name."""

from datetime import datetime, timedelta, timezone
from typing import Any

from borrower_guide.cases.entries import Action, Entry, Kind, NewEntry, link
from borrower_guide.cases.taking.from_file import new_entries
from borrower_guide.schema.case import Case

CHINA = timezone(timedelta(hours=8))
RARE = "𠮷田䶮，姓𬎆"
EMOJI = "👨"


def at(day: int, hour: int, minute: int) -> datetime:
    """A moment in November 2026, China's time."""
    return datetime(2026, 11, day, hour, minute, tzinfo=CHINA)


MADE_AT = at(24, 20, 52)
PASSWORD = "lanse7-chuanghu"  # of copies under a password

LOAN = {
    "id": "L1",
    "lender": "某某银行",
    "lender_type": "bank",
    "platform": "某某贷 App",
    "contract_last4": "0927",
    "principal": "12000.00",
    "annual_rate_percent": "24.0",
    "signed_on": "2024-03-01",
    "amount_in_app": "15300.50",
    "amount_seen_on": "2026-11-02",
}
EXHIBITS = [
    {
        "id": "E1",
        "kind": "photo",
        "title": "门上的纸条",
        "made_at": "2026-11-03T18:40:00+08:00",
        "made_by": "借款人本人",
        "original_carrier": "本人手机相册",
        "uncut": True,
        "proof_purpose": "门上有纸条，邻居能看到",
        "sha256": "8b5cc4df7eec7d32" * 4,
        "size": 204812,
    },
    {"id": "E2", "kind": "screenshot", "title": "短信", "original_carrier": "本人手机"},
    {
        "id": "E3",
        "kind": "audio",
        "title": "隔着门的对话，31 分 05 秒",
        "made_at": "2026-11-20T22:41:00+08:00",
        "made_by": "借款人本人",
        "original_carrier": "本人手机，录音机 App",
        "uncut": True,
        "proof_purpose": "要求离开后，人还在门口",
    },
    {
        "id": "E4",
        "kind": "video",
        "title": "楼道监控",
        "made_at": "2026-11-20T22:58:00+08:00",
        "made_by": "物业",
        "original_carrier": "物业监控室，已书面请求保存",
        "proof_purpose": "两个人在门口停留",
    },
]
TOLD = {
    "id": "V1",
    "started_at": "2026-11-03T15:20:00+08:00",
    "started_precision": "about",
    "knowledge": "hearsay",
    "told_by": "楼下邻居",
    "loan": "L1",
    "place_type": "current_home",
    "place_text": "某小区 3 号楼",
    "visitor_count": 1,
    "acts": ["left_note_only", "posted_notice"],
    "posted_notice": {
        "words": "欠款人请尽快与本公司联系，否则后果自负。",
        "shows_name": "yes",
        "shows_amount": "no",
        "seen_by_public": "yes",
    },
    "statements": [{"speaker": "来的人", "words": "让他早点还钱"}],
    "third_parties_told": [
        {"relation": "neighbour", "heard": "这家欠钱不还", "knowledge": "hearsay"}
    ],
    "exhibits": ["E1"],
    "account": "我不在家。回来时邻居说下午有个人来过，在门上贴了纸条。",
}
NIGHT = {
    "id": "V2",
    "started_at": "2026-11-20T22:40:00+08:00",
    "started_precision": "exact",
    "ended_at": "2026-11-20T23:10:00+08:00",
    "ended_precision": "about",
    "knowledge": "firsthand",
    "loan": "L1",
    "place_type": "current_home",
    "place_text": "门口，没有进门",
    "present": [
        {"relation": "本人"},
        {"relation": "母亲", "elderly": True},
        {"relation": "儿子", "minor": True},
    ],
    "visitor_count": 2,
    "visitor_count_or_more": True,
    "visitors": [
        {
            "claimed_name": "姓王",
            "claimed_role": "collector",
            "claimed_employer": "某某信息咨询公司",
            "claimed_lender": "某某银行",
            "id_shown": "phone_picture",
            "id_number": "WF-0217",
            "authorisation_shown": "refused",
            "appearance": "三十岁左右，黑色羽绒服，外地口音",
            "phone": "139 开头",
            "vehicle_plate": "看到尾号 7",
        },
        {
            "claimed_role": "unknown",
            "id_shown": "not_asked",
            "authorisation_shown": "not_asked",
            "appearance": "戴帽子，一直在录像",
        },
    ],
    "notice_given": "no",
    "consent_given": "no",
    "acts": [
        "knocked_long",
        "refused_to_leave",
        "threatened_disclosure",
        "insulted",
        "night_visit",
        "shouted",
    ],
    "entered_home": "no",
    "asked_to_leave_at": "2026-11-20T22:52:00+08:00",
    "filming": "yes",
    "recording_made": "yes",
    "statements": [
        {
            "speaker": "第 1 人",
            "words": "今天不还，明天就去你单位找领导。",
            "at": "2026-11-20T22:44:00+08:00",
            "exhibit": "E3",
            "position": "00:03:12",
        },
        {
            "speaker": "记录人",
            "words": "我先核实，今天不谈，请离开。",
            "exhibit": "E3",
            "position": "00:12:40",
        },
        {
            "speaker": "第 2 人",
            "words": "你这种人，全楼都该知道。" + "声音很大，同样的话说了好几遍。" * 6,
        },
    ],
    "amount_claimed": "18800.00",
    "payment_demanded": {
        "amount": "5000",
        "payee": "王某",
        "payee_type": "person",
        "method": "扫码",
        "deadline": "今天晚上十二点以前",
    },
    "fee_demanded": {"amount": "500", "name": "上门费"},
    "documents_to_sign": [{"title": "还款承诺书", "signed": False, "copy_kept": False}],
    "injury": "没有人受伤",
    "damage": "门把手松了",
    "police": {
        "called_at": "2026-11-20T23:02:00+08:00",
        "arrived_at": "2026-11-20T23:25:00+08:00",
        "station": "某某派出所",
        "outcome_words": "这是经济纠纷，你们自己协商。",
    },
    "witnesses": [{"relation": "楼上邻居", "may_be_contacted": True}],
    "impact": "母亲一夜没睡，孩子害怕。",
    "account": (
        "我和我妈在家，听到有人一直敲门。我没开门，隔着门问他们是谁。他们说不还钱就去单位。\n"
        "楼上邻居开门看了一下。我说了两次请离开。\n" + "后来他们在楼道里来回走，声音很大。" * 12
    ),
    "exhibits": ["E3", "E4"],
}
SEEN = {
    "id": "V3",
    "started_at": "2026-11-24",
    "knowledge": "camera",
    "place_type": "workplace",
    "visitor_count": 2,
    "visitors": [{"claimed_employer": "平台", "claimed_role": "collector"}],
    "acts": ["spoke_civilly", "polite_left_when_asked"],
    "account": f"来的人叫{RARE}，发了{EMOJI}表情。",
}
WRONG = {"id": "V4", "visitor_count": 1}
CASE = {
    "format": "borrower-guide/case",
    "version": 1,
    "title": "冬天的来访",
    "reporter_role": "borrower",
    "loans": [LOAN],
    "exhibits": EXHIBITS,
    "visits": [TOLD, NIGHT, SEEN, WRONG],
    "contacts": [
        {
            "id": "C1",
            "at": "2026-11-09T10:05:00+08:00",
            "channel": "sms",
            "direction": "in",
            "counterpart": "某某公司，106 开头的号码",
            "content": "三天内安排上门，请做好准备。",
            "exhibits": ["E2"],
        }
    ],
    "complaints": [
        {
            "id": "P1",
            "channel": "放款机构",
            "filed_on": "2026-11-23",
            "reference_no": "TS2026112300017",
        }
    ],
}
SMALL = {**CASE, "visits": [TOLD], "contacts": []}


def journal_of(case: dict[str, Any]) -> list[Entry]:
    """A case written down from 3 November on, seven minutes an entry."""
    read = Case.read(case)
    entries: list[Entry] = []
    for number, new in enumerate(new_entries(read, imported=False)):
        entries.append(follow(entries, new, at(3, 18, 52) + timedelta(minutes=7 * number)))
    return entries


def follow(entries: list[Entry], new: NewEntry, when: datetime) -> Entry:
    return link(entries[-1] if entries else None, new, when)


def rich_journal() -> list[Entry]:
    """The rich case with two amendments of the second visit and the fourth withdrawn."""
    entries = journal_of(CASE)
    visits = [entry for entry in entries if entry.kind is Kind.VISIT]
    left = {"left_at": "2026-11-20T23:10:00+08:00", "present": NIGHT["present"][:2]}
    for when, changed in (
        (at(22, 21, 5), left),
        (at(23, 9, 0), {"place_text": "门口，一直没有进门"}),
    ):
        payload = {"based_on": visits[1].seq, "changed": changed}
        entries.append(follow(entries, _on(visits[1], Action.AMEND, payload), when))
    gone = _on(visits[3], Action.WITHDRAW, {"reason": "记错了，是收快递的"})
    entries.append(follow(entries, gone, at(23, 9, 30)))
    return entries


def _on(entry: Entry, action: Action, payload: dict[str, Any]) -> NewEntry:
    return NewEntry(kind=entry.kind, subject=entry.subject, action=action, payload=payload)


def many_visits(count: int) -> list[Entry]:
    """A journal of so many full visits, without exhibits, for size and speed."""
    visit = {key: value for key, value in NIGHT.items() if key not in ("exhibits", "statements")}
    visit["statements"] = [
        {key: value for key, value in one.items() if key != "exhibit"}
        for one in NIGHT["statements"][:2]
    ]
    visit["account"] = NIGHT["account"][:200]
    visits = [visit | {"id": f"V{number}"} for number in range(1, count + 1)]
    return journal_of({**CASE, "exhibits": [], "contacts": [], "visits": visits})
