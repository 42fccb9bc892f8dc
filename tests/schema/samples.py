"""Cases for the tests of the case format: the least one, and one with every field filled."""

import copy
import hashlib
import json
import re
from pathlib import Path
from typing import Any

from borrower_guide.schema.case import Case
from borrower_guide.schema.faults import InputFault, InputFaults
from borrower_guide.schema.read import read_case

PICTURE = b"\xff\xd8 a picture of a note"
SHA256 = hashlib.sha256(PICTURE).hexdigest()
MINIMAL: dict[str, Any] = {
    "format": "borrower-guide/case",
    "version": 1,
    "reporter_role": "borrower",
}
VISIT: dict[str, Any] = {
    "id": "V1",
    "started_at": "2026-01-03T22:40:00+08:00",
    "started_precision": "about",
    "ended_at": "2026-01-03T23:05:00+08:00",
    "ended_precision": "exact",
    "knowledge": "camera",
    "told_by": "楼下邻居",
    "loan": "L1",
    "place_type": "rented_home",
    "place_text": "某某小区 3 号楼",
    "present": [{"relation": "孩子", "minor": True, "elderly": True}],
    "visitor_count": 2,
    "visitor_count_or_more": True,
    "visitors": [
        {
            "claimed_name": "姓𠮷",
            "claimed_role": "collector",
            "claimed_employer": "某某信息咨询公司",
            "claimed_lender": "某某银行",
            "id_shown": "phone_picture",
            "id_number": "0927",
            "authorisation_shown": "not_asked",
            "authorisation_text": "只看到一个红章",
            "appearance": "灰夹克",
            "phone": "000-0000",
            "vehicle_plate": "某A·00000",
        }
    ],
    "notice_given": "no",
    "consent_given": "unknown",
    "acts": ["insulted", "refused_to_leave"],
    "entered_home": "invited",
    "asked_to_leave_at": "2026-01-03T22:50:00+08:00",
    "left_at": "2026-01-03T23:05:00+08:00",
    "filming": "yes",
    "recording_made": "yes",
    "third_parties_told": [{"relation": "neighbour", "heard": "说他欠钱", "knowledge": "hearsay"}],
    "statements": [
        {
            "speaker": "高个子",
            "words": "今天不还就不走",
            "at": "2026-01-03T22:45:00+08:00",
            "exhibit": "E1",
            "position": "00:03:12",
        }
    ],
    "posted_notice": {
        "words": "欠债还钱",
        "shows_name": "yes",
        "shows_amount": "no",
        "seen_by_public": "unknown",
    },
    "amount_claimed": "15300.50",
    "payment_demanded": {
        "amount": "500",
        "payee": "某某",
        "payee_type": "person",
        "method": "扫码",
        "deadline": "当晚",
    },
    "fee_demanded": {"amount": "80.5", "name": "上门费"},
    "documents_to_sign": [{"title": "还款承诺书", "signed": False, "copy_kept": True}],
    "items_taken": [{"item": "充电器", "value": "30"}],
    "injury": "没有",
    "damage": "门把手松了",
    "police": {
        "called_at": "2026-01-03T22:55:00+08:00",
        "arrived_at": "2026-01-03T23:20:00+08:00",
        "station": "某某派出所",
        "officer_no": "000000",
        "call_no": "0103-1",
        "receipt_no": "0103-2",
        "outcome_words": "劝他们离开",
    },
    "witnesses": [{"relation": "邻居", "may_be_contacted": False}],
    "impact": "孩子睡不着",
    "account": "他们先敲门。\n\t后来喊我的名字。",
    "exhibits": ["E1"],
}
FULL: dict[str, Any] = MINIMAL | {
    "title": "一月的来访",
    "loans": [
        {
            "id": "L1",
            "lender": "某某银行",
            "lender_type": "bank",
            "platform": "某某贷 App",
            "contract_last4": "0927",
            "principal": "12000.00",
            "annual_rate_percent": "24.0",
            "signed_on": "2024-03-01",
            "amount_in_app": "15300.50",
            "amount_seen_on": "2026-01-02",
        }
    ],
    "visits": [VISIT],
    "contacts": [
        {
            "id": "C1",
            "at": "2026-01-04",
            "channel": "sms",
            "direction": "in",
            "counterpart": "某某客服",
            "content": "<b>最后一次</b>通知 &amp; 䶮",
            "exhibits": ["E1"],
        }
    ],
    "exhibits": [
        {
            "id": "E1",
            "kind": "photo",
            "title": "门上的纸条",
            "file": "E1.jpg",
            "sha256": SHA256,
            "size": len(PICTURE),
            "made_at": "2026-01-04T07:00:00+08:00",
            "made_by": "我",
            "original_carrier": "我的手机",
            "uncut": True,
            "proof_purpose": "纸条贴在门外",
        }
    ],
    "complaints": [
        {
            "id": "P1",
            "channel": "某某银行客服",
            "filed_on": "2026-01-05",
            "reference_no": "0105-1",
            "reply": "已经收到",
            "replied_on": "2026-01-08",
        }
    ],
}

ABSENT = object()


def full(**top: Any) -> dict[str, Any]:
    """A fresh copy of the filled case, some of its top fields replaced."""
    return copy.deepcopy(FULL) | top


def with_visit(**fields: Any) -> dict[str, Any]:
    """The least case with one visit of these fields."""
    return MINIMAL | {"visits": [{"id": "V1", **fields}]}


def many(count: int) -> list[dict[str, Any]]:
    """Things with nothing but an id: E1, E2 …"""
    return [{"id": f"E{number}"} for number in range(1, count + 1)]


def changed(case: dict[str, Any], place: str, value: Any) -> dict[str, Any]:
    """A copy of `case` with `visits[0].acts[1]`, say, set to `value`, or taken out if ABSENT."""
    case = copy.deepcopy(case)
    *before, last = steps(place)
    holder = at(case, before)
    if value is ABSENT:
        del holder[last]
    elif isinstance(holder, list) and last == len(holder):
        holder.append(value)
    else:
        holder[last] = value
    return case


def steps(place: str) -> list[str | int]:
    return [int(step) if step.isdigit() else step for step in re.findall(r"\w+", place)]


def at(value: Any, path: list[str | int]) -> Any:
    for step in path:
        value = value[step]
    return value


def as_bytes(case: Any) -> bytes:
    """JSON as a program would write it; lone surrogates go out as escapes."""
    return case if isinstance(case, bytes) else json.dumps(case).encode()


def read(case: Any, folder: Path | None = None, **given: Any) -> Case:
    return read_case(as_bytes(case), folder=folder, **given)


def faults(case: Any, folder: Path | None = None, **given: Any) -> list[InputFault]:
    """The faults that this case is refused for; none if it is read."""
    try:
        read(case, folder, **given)
    except InputFaults as refused:
        return list(refused.faults)
    return []
