"""A paper with every shape of line, each text in it unlike any other; and how to read one."""

import subprocess
from pathlib import Path

from borrower_guide.letters.paper import Block, Line, Origin, Paper

AT = "2026-11-24T20:14:00+08:00"
MARKUP = "<b>粗</b><img src=x onerror=1><style>*{display:none}</style>&amp; {{ 7 }} {% now 'Y' %}"
FETCHING = '<img src="file:///etc/passwd"><link rel="stylesheet" href="http://127.0.0.1:9/x.css">'
LONG = "很长的一段话" * 700

EVERY_SHAPE = Paper(
    "complaint_letter",
    "投诉书",
    "lender_own",
    (
        Block("to", "写给", (Line(("甲收件人",), Origin.FORM),)),
        Block("who", "乙投诉人", (Line(("丙姓名", ""), Origin.HAND), Line(("", ""), Origin.HAND))),
        Block("requests", "丁请求", (Line(("戊第一件",), Origin.REQUEST, "identity"),)),
        Block(
            "facts",
            "己事实",
            (
                Line(("来访 7", "庚那一天"), Origin.ENTRY, "x/started_at"),
                Line(("辛地方", "壬门口\n第二行"), Origin.ENTRY, "x/place_text"),
                Line(("癸", MARKUP), Origin.OWN),
                Line((FETCHING,), Origin.OWN),
                Line(("子长的", LONG), Origin.OWN),
            ),
        ),
        Block(
            "table",
            "丑表",
            (Line(("1", "寅照片", ""), Origin.ENTRY, "e/title"), Line(("", "", ""), Origin.HAND)),
            ("编号", "卯名称", "备注"),
        ),
        Block(
            "sign",
            "",
            (
                Line(("以上是我所知道的情况。",), Origin.FORM),
                Line(("签名（按指印）", ""), Origin.HAND),
                Line(("日期", ""), Origin.HAND),
            ),
        ),
    ),
)
# Every text of it that is printed, once each, in this order.
TEXTS = (
    "写给", "甲收件人", "乙投诉人", "丙姓名", "丁请求", "戊第一件", "己事实", "来访 7", "庚那一天",
    "辛地方", "壬门口", "第二行", MARKUP, FETCHING, LONG, "丑表", "卯名称", "备注", "寅照片",
    "以上是我所知道的情况。", "签名（按指印）", "日期：", "本页以下空白",
)  # fmt: skip


def tool(*words: str | Path) -> str:
    told = subprocess.run(
        [str(word) for word in words], capture_output=True, text=True, check=True, timeout=600
    )
    return told.stdout


def flat(text: str) -> str:
    """Without white space, which a line end may be."""
    return "".join(text.split())


def check_told_in_order(said: str) -> None:
    """Each text of EVERY_SHAPE stands in `said` once, in its order."""
    told, at = flat(said), 0
    for text in TEXTS:
        assert told.count(flat(text)) == 1, text[:20]
        place = told.index(flat(text))
        assert place >= at, text[:20]
        at = place
