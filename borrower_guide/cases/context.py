"""What every template may say about who reads a case."""

from django.http import HttpRequest

from borrower_guide.cases.access.readers import whoever_reads


def reading(request: HttpRequest) -> dict[str, str]:
    """`reader`: the label of an advocate who was admitted to this page, else empty."""
    return {"reader": whoever_reads(request)}
