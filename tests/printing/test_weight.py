"""What a paper may take is told before it begins, and kept."""

from typing import Any

import pytest

from borrower_guide.printing import layout, render, weight
from borrower_guide.printing.faults import NotNow, TooLarge
from borrower_guide.printing.render import render_pdf
from borrower_guide.turns import Turns

PAGE = '<html lang="zh-CN"><title>试</title><p>{}</p></html>'


def test_a_paper_over_the_bound_is_not_begun(settings: Any, monkeypatch: Any) -> None:
    def begun(*_: object) -> None:
        raise AssertionError

    html = PAGE.format("一" * 20_000)
    settings.PAPER_MB = weight.megabytes(len(html)) - 1
    monkeypatch.setattr(layout, "_write", begun)
    with pytest.raises(TooLarge) as fault:
        render_pdf(html)
    assert fault.value.size == len(html)


def test_the_operators_own_command_has_no_bound(settings: Any) -> None:
    settings.PAPER_MB = weight.BASE_MB
    assert render_pdf(PAGE.format("一"), bounded=False).pages == 1


def test_a_new_installation_prints_a_hundred_full_visits(settings: Any) -> None:
    most = weight.most_characters()
    assert most is not None
    assert most > 557_000  # `python -m bench.weight` and docs/limits.md: 5.5 k each
    settings.PAPER_MB = 0
    assert weight.most_characters() is None


def test_of_papers_that_take_much_memory_there_is_one_at_a_time(monkeypatch: Any) -> None:
    heavy = Turns("heavy", at_once=1, waiting=0, seconds=0)
    monkeypatch.setattr(render, "HEAVY", heavy)
    monkeypatch.setattr(weight, "LIGHT_MB", weight.BASE_MB + 5)
    with heavy.turn():
        assert render_pdf(PAGE.format("一")).pages == 1  # a short one goes on beside it
        with pytest.raises(NotNow):
            render_pdf(PAGE.format("一" * 20_000))
