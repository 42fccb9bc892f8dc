"""What the rules say, as printed: the same words once, with all the visits that they are about."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from borrower_guide.law.rule import Level
from borrower_guide.record.manifest import FINDINGS, GAPS, TOGETHER
from borrower_guide.record.paper.whole import Finding, Opinion, Provision, Why

EACH, SEVERAL = "一次一次看", "几次来访放在一起看"
LEVELS = [level.label for level in Level]


def opinion_sheets(content: Mapping[str, Any]) -> tuple[Opinion, ...]:
    """First of each visit by itself, then of several; none if findings were not chosen."""
    return tuple(_opinions(content))


def _opinions(content: Mapping[str, Any]) -> Iterator[Opinion]:
    if told := content.get(FINDINGS):
        # What is missing has a chapter of its own if that was chosen.
        gaps = () if GAPS in content else tuple(_gaps(told))
        nothing = _visits(one["visit"] for one in told if not one["findings"])
        yield Opinion(EACH, tuple(_of_each(told)), gaps, nothing)
    if TOGETHER in content:
        yield _of_several(content[TOGETHER])


def _of_each(told: Iterable[Mapping[str, Any]]) -> Iterator[Finding]:
    """Ten visits at night are one finding: the gravest first, each in the order of visits.

    What was seen and what was only heard of are told apart, under one heading.
    """
    found: dict[Finding, dict[str, list[str]]] = {}
    for one in told:
        for raw in one["findings"]:
            whys = found.setdefault(_finding(raw), {})
            whys.setdefault(raw["why"], []).append(one["visit"])
    for finding in sorted(found, key=_grave):
        leans_on = tuple(Why(_visits(of), text) for text, of in found[finding].items())
        yield replace(finding, whys=leans_on)


def _grave(finding: Finding) -> int:
    return LEVELS.index(finding.level) if finding.level in LEVELS else len(LEVELS)


def _gaps(told: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for one in told:
        if one["gaps"]:
            yield f"{_visits([one['visit']])}：{''.join(one['gaps'])}"


def _of_several(told: Mapping[str, Any]) -> Opinion:
    findings = tuple(
        replace(_finding(found), whys=(Why(_visits(found["visits"]), found["why"]),))
        for found in told["findings"]
    )
    gaps = [
        (f"{_visits([gap['visit']])}：" if gap["visit"] else "") + gap["text"]
        for gap in told["gaps"]
    ]
    return Opinion(SEVERAL, findings, tuple(gaps))


def _visits(labels: Iterable[str]) -> str:
    """来访 1、3: labels are V1, V3 …; told in the order of their numbers, to be looked up."""
    numbers = sorted((label[1:] for label in labels), key=int)
    return f"来访 {'、'.join(numbers)}" if numbers else ""


def _finding(found: Mapping[str, Any]) -> Finding:
    """Without its whys, which differ from visit to visit."""
    provisions = tuple(_provision(one) for one in found["provisions"])
    return Finding(found["level"], found["title"], (), found["differs"], provisions)


def _provision(one: Mapping[str, Any]) -> Provision:
    return Provision(one["cite"], one["rank_label"], one["since"], one["caution"])
