"""check_reading: can a person with nine years of school read what we wrote? docs/reading.md."""

import sys
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from borrower_guide.guide import shelves
from borrower_guide.guide.reading_level import (
    LONGEST,
    SHORT,
    Measure,
    NoSegmenter,
    load_allowed,
    measure,
    sentences,
)
from borrower_guide.guide.reading_texts import Text, content_texts, template_texts

STEPS = (10, 15, 20, SHORT, 30, LONGEST)


class Command(BaseCommand):
    """Prints figures, and `file: id: 说明` a fault. Exit 0: holds, 1: faults, 2: no jieba3."""

    help = "检查句子长短和少见的词，一行一处问题"

    def handle(self, *args: Any, **options: Any) -> None:
        """Read every text, tell the figures, then the faults."""
        allowed = load_allowed(settings.BASE_DIR / "fixtures" / "guide" / "reading.yaml")
        try:
            measured = measure(shelves.book().glossary, allowed)
        except NoSegmenter:
            self.stderr.write("没有装 jieba3，量不了。它只在开发时用：先运行 make setup-test。")
            sys.exit(2)
        texts = list(all_texts())
        self.stdout.write("\n".join(figures(measured, texts)))
        if faults := list(dict.fromkeys(map(str, measured.faults(texts)))):
            self.stdout.write("\n".join(faults))
            sys.exit(1)
        self.stdout.write("读起来没有问题。")


def all_texts() -> Iterable[Text]:
    """Content, then templates."""
    yield from content_texts(settings.BASE_DIR / "fixtures")
    yield from template_texts(settings.BASE_DIR / "templates")


def figures(measured: Measure, texts: list[Text]) -> list[str]:
    """Sentences by length, and words by how common they are."""
    lengths = [len(one) for text in texts for one in sentences(text.words)]
    words = [word for text in texts for word in measured.words(text.words)]
    rare = [word for word in words if not measured.common(word)]
    upto = "，".join(f"{n} 字以内 {_share(sum(x <= n for x in lengths), lengths)}" for n in STEPS)
    return [
        f"句子 {len(lengths)} 句，平均 {sum(lengths) / len(lengths):.1f} 个字。{upto}。",
        f"词 {len(words)} 个，常用的占 {_share(len(words) - len(rare), words)}，"
        f"另有 {len(measured.known)} 个词已经解释过或写明可用。",
    ]


def _share(part: int, whole: list[Any]) -> str:
    return f"{100 * part / len(whole):.1f}%"
