"""How sums stand on a page."""

from decimal import Decimal

from django import template

register = template.Library()


@register.filter
def yuan(amount: Decimal) -> str:
    """1,234.50: two places, groups of three, without a sign; the words beside it tell which."""
    return f"{abs(amount):,.2f}"
