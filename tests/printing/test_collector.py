"""The garbage collector rests while a paper is laid out, and then takes what it left."""

import gc
import importlib
import threading
from typing import Any

import pytest

from borrower_guide.printing import layout
from borrower_guide.printing.collector import COLLECTOR, Collector
from borrower_guide.printing.render import render_pdf

PAGE = '<html lang="zh-CN"><title>试</title><p>一</p></html>'


def test_it_rests_while_a_paper_is_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    write, seen = layout._write, []

    def watched(*words: Any) -> Any:
        seen.append(gc.isenabled())
        return write(*words)

    monkeypatch.setattr(layout, "_write", watched)
    render_pdf(PAGE)
    assert seen == [False]
    assert gc.isenabled()


def test_nothing_of_a_layout_stays_though_another_goes_on() -> None:
    """Or records that overlap all day would fill the memory."""
    gc.collect()
    before = boxes()
    with COLLECTOR.resting():  # the other one
        render_pdf(PAGE)
        assert not gc.isenabled()
        assert boxes() == before


def boxes() -> int:
    box = importlib.import_module("weasyprint.formatting_structure.boxes").Box
    return sum(issubclass(type(one), box) for one in gc.get_objects())


def test_it_works_again_after_a_fault() -> None:
    with pytest.raises(ZeroDivisionError), Collector().resting():
        1 / 0  # noqa: B018
    assert gc.isenabled()


def test_the_last_of_several_wakes_it() -> None:
    collector = Collector()
    inside, leave = threading.Event(), threading.Event()

    def long_one() -> None:
        with collector.resting():
            inside.set()
            leave.wait()

    other = threading.Thread(target=long_one, daemon=True)
    other.start()
    inside.wait()
    with collector.resting():
        pass
    assert not gc.isenabled()
    leave.set()
    other.join()
    assert gc.isenabled()
