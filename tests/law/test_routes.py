"""Every kind of lender and every act against the table of routes."""

from borrower_guide.law.content import load_library
from tests.law.routes import routes_differ


def test_the_router_says_what_the_table_says() -> None:
    assert list(routes_differ(load_library())) == []
