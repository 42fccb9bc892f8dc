"""What every template may say about who reads a case."""

from django.http import HttpRequest

from borrower_guide.cases.access.readers import Reader, whoever_reads


def reading(request: HttpRequest) -> dict[str, Reader | None]:
    """`reader`: an advocate who was admitted to this page, or None."""
    return {"reader": whoever_reads(request)}
