"""Pages for what went wrong, without a database and with what was typed still in them."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.shortcuts import render

from borrower_guide.site.kept import does, keep_typed, was_kept
from borrower_guide.site.refused import EXHIBIT, FileNotTaken

_TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 when the body is over the limit and cannot even be given back."""
    if isinstance(exception, _TOO_LARGE) and EXHIBIT.fullmatch(request.path):
        message = "一个文件最多 20 MB。按返回看看，写的字可能还在。去掉文件再存。"
        return _plain(request, 413, "文件太大，没有存上", message)
    if isinstance(exception, _TOO_LARGE):
        message = (
            "一次最多收 5 MB。按返回看看，写的字可能还在，也可能空了。"
            "还在的话，先把长的字抄到别处，再删短一些存。"
        )
        return _plain(request, 413, "内容太大，没有存上", message)
    if isinstance(exception, FileNotTaken):
        return _plain(request, 400, "这一页不收文件", "请按返回，去掉文件再存。")
    return _plain(request, 400, "这一步没做成", "请回到首页，再走一遍。")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 for anything but the form check, which is `csrf_failure`."""
    return _plain(request, 403, "这一页不能这样打开", "请回到首页，再走一遍。")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: a wrong address, or a case that this browser holds no key to."""
    message = "地址可能抄错了，也可能这份记录已经关上。用续填号可以再打开。"
    return _plain(request, 404, "没有找到这一页", message)


def server_error(request: HttpRequest) -> HttpResponse:
    """500. Should our own templates be what is broken, one line without any of them."""
    title = "网站出错了"
    try:
        if request.method == "POST":
            message = "不知道存上没有，写的都在下面。再点一次，不会存成两份。"
            return keep_typed(request, status=500, title=title, message=message)
        return _plain(request, 500, title, "不是你的问题。请过几分钟再打开。")
    except Exception:
        return HttpResponse("网站出错了。请过几分钟再打开。\n", "text/plain; charset=utf-8", 500)


def csrf_failure(request: HttpRequest, reason: str = "", more: str = "") -> HttpResponse:
    """403 of Django's form check: the page was open too long, came from elsewhere, or no cookies.

    A first refusal gives the form back with a fresh token. If that comes back without the cookie
    too, the browser keeps none, and that is said with the way to change it. `more`: what else to
    know before it is sent again (desk/pages.py).
    """
    if reason == REASON_NO_CSRF_COOKIE and was_kept(request):
        title, message = (
            "浏览器不让存 Cookie",
            "请在浏览器设置里打开 Cookie，再点一次。写的都在下面。",
        )
        return keep_typed(request, status=403, title=title, message=message)
    message = "这一页开得太久了。写的都在下面，再点一次就行。" + more
    title = f"还没{does(request)[1]}，请再点一次"
    return keep_typed(request, status=403, title=title, message=message)


def _plain(request: HttpRequest, status: int, title: str, message: str) -> HttpResponse:
    page = {"heading": title, "message": message}
    return render(request, "site/error.html", page, status=status)
