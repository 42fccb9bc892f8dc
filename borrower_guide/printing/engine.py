"""Load WeasyPrint once, under our own fonts.

FONTCONFIG_FILE is set for the whole process when this is first used: fontconfig reads
the environment whenever it starts, and Pango starts it on import.
"""

import contextlib
import importlib
import io
import os
import threading
import warnings
from functools import lru_cache
from pathlib import Path
from types import ModuleType

from borrower_guide.printing.faults import CannotRender
from borrower_guide.printing.page_references import cache_page_references

FONTS_CONF = Path(__file__).with_name("fonts.conf")
NO_PANGO = (
    "这台机器还不能做 PDF，少了排版库。请安装 libpango-1.0-0、libpangoft2-1.0-0、"
    "libharfbuzz-subset0（macOS 用 brew install pango），再重新启动。"
)
NO_SUBSET = "这台机器还不能做 PDF，少了字体库。请安装 libharfbuzz-subset0，再重新启动。"

_loading = threading.Lock()


def weasyprint() -> ModuleType:
    """The renderer, loaded at the first call; raises CannotRender when a library is missing."""
    with _loading:
        return _load()


@lru_cache(maxsize=1)
def _load() -> ModuleType:
    os.environ["FONTCONFIG_FILE"] = str(FONTS_CONF)
    module = _import_quietly("weasyprint")
    if library("harfbuzz_subset") is None:
        raise CannotRender(NO_SUBSET)
    cache_page_references()
    return module


def _import_quietly(name: str) -> ModuleType:
    # On a missing library WeasyPrint prints to stdout, which belongs to the command's answer.
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            return importlib.import_module(name)
        except OSError as fault:
            raise CannotRender(NO_PANGO) from fault


def library(name: str) -> object:
    """A C library that WeasyPrint opened (pango, harfbuzz, fontconfig, …), or None."""
    ffi = importlib.import_module("weasyprint.text.ffi")
    return getattr(ffi, name, None)
