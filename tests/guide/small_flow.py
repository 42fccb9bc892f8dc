"""A small flow that every engine and proof test can read at a glance."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

from borrower_guide.guide.chapters import load_flow
from borrower_guide.guide.flow import Flow

CLAIM = {"text": "一句有依据的话。", "basis": ["some_norm"]}
SMALL: dict[str, Any] = {
    "id": "small",
    "title": "小流程",
    "steps": [
        {
            "id": "role",
            "ask": "你是谁？",
            "why": "人不同。",
            "to": "acts",
            "options": [{"id": "self", "label": "本人"}, {"id": "other", "label": "别人"}],
        },
        {
            "id": "acts",
            "ask": "做了什么？",
            "why": "要记。",
            "many": True,
            "to": [
                {"when": {"all": [{"role": "other"}, {"not": {"acts": "polite"}}]}, "to": "leave"},
                {"to": "deep"},
            ],
            "options": [
                {"id": "polite", "label": "好好说", "visit": {"acts": ["spoke_civilly"]}},
                {"id": "shout", "label": "喊", "visit": {"acts": ["shouted"]}},
                {"id": "none", "label": "没有", "alone": True},
            ],
        },
        {
            "id": "deep",
            "ask": "再问一句？",
            "why": "还差一点。",
            "options": [
                {"id": "yes", "label": "是", "to": "leave"},
                {"id": "no", "label": "否", "to": "stay"},
            ],
        },
    ],
    "outcomes": [
        {
            "id": key,
            "kind": "reading",
            "title": key,
            "sections": [{"title": "依据", "claims": [CLAIM]}],
            "actions": [{"label": "回首页", "href": "/"}],
        }
        for key in ("leave", "stay")
    ],
}


def small() -> dict[str, Any]:
    """A copy to be broken."""
    return deepcopy(SMALL)


def read(raw: dict[str, Any], folder: Path) -> Flow:
    """Write `raw` as a file and load it the way content is loaded."""
    path = folder / "small.yaml"
    path.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")  # JSON is YAML
    return load_flow(path)
