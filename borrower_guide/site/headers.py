"""Response headers of every page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_vary_headers

_CONTENT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "connect-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # the icon stands in the page: a request less
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
Respond = Callable[[HttpRequest], HttpResponseBase]
_FIXED = {
    "Referrer-Policy": "same-origin",  # "no-referrer" makes Chromium send "Origin: null"
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_TLS_ONLY = "max-age=31536000"  # a year; other names of the same domain are not ours to bind
_NOT_KEPT = (
    "/cases/", "/pickup/", "/verify/", "/leave/", "/guide/", "/search/", "/text/", "/money/",
    "/desk/",
)  # fmt: skip


def headers(get_response: Respond) -> Respond:
    """Middleware: no inline code, no foreign host, no frame, no private page in a cache."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.get("Content-Encoding") == "identity":
            del response["Content-Encoding"]  # it told the gzip middleware to let a file be
        response["Content-Security-Policy"] = policy(_CONTENT)
        for name, value in _FIXED.items():
            response[name] = value
        if not settings.LOCAL:
            response["Strict-Transport-Security"] = _TLS_ONLY
        if request.path.startswith(_NOT_KEPT):
            response["Cache-Control"] = "no-store"
        elif response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])  # the size of the letters is in one
        return response

    return respond


def policy(directives: dict[str, str]) -> str:
    """A Content-Security-Policy value."""
    return "; ".join(f"{name} {value}" for name, value in directives.items())
