"""Closing a case in this browser, and deleting it everywhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from borrower_guide.cases import cookies, journal
from borrower_guide.cases.gate import open_case


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, ref: str) -> HttpResponse:
    """关闭我的记录: this browser forgets the key; the record stays for whoever has the number."""
    if request.method == "POST":
        cookies.drop(request, ref)
        return render(request, "cases/close_done.html")
    return render(request, "cases/close.html", {"opened": open_case(request, ref)})


@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, ref: str) -> HttpResponse:
    """Delete the whole case at once, with no way back."""
    opened = open_case(request, ref)
    if request.method != "POST":
        return render(request, "cases/delete.html", {"opened": opened})
    journal.erase(opened.case)
    cookies.drop(request, ref)
    return render(request, "cases/delete_done.html")
