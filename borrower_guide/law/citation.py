"""How a provision is named on a page and on paper."""

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
