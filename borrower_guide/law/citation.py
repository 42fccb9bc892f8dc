"""How a provision is named and dated on a page and on paper."""

from datetime import date

from borrower_guide.law.numerals import chinese
from borrower_guide.law.provision import Article, Provision, Status

UNCHECKED = "（条号待官方核对）"


def cite(provision: Provision) -> str:
    """《全称》第四十七条第（三）项: the title as promulgated, the place in Chinese numerals.

    A `reported` provision has no place; it says instead that its number awaits the official text.
    """
    name = f"《{provision.title}》{provision.number}"
    if provision.status is Status.REPORTED:
        return name + UNCHECKED
    return name + (place(provision.article) if provision.article else "")


def since(provision: Provision) -> str:
    """2026年1月1日起施行; other words where that day was not read, none of it if from memory."""
    return provision.from_status.label.format(day=day_words(provision.in_force_from))


def until(provision: Provision) -> str:
    """到2025年12月31日为止; empty if no last day is known."""
    return f"到{day_words(provision.in_force_to)}为止" if provision.in_force_to else ""


def day_words(day: date) -> str:
    """2026年1月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def place(article: Article) -> str:
    """第五十条第一款第（二）项; an inserted article is 第二百五十三条之一."""
    text = f"第{chinese(article.article)}条"
    if article.inserted:
        text += f"之{chinese(article.inserted)}"
    if article.paragraph:
        text += f"第{chinese(article.paragraph)}款"
    if article.item:
        text += f"第（{chinese(article.item)}）项"
    return text
