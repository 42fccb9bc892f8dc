"""Every address of the site, one include per room."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("borrower_guide.site.urls")),
    path("", include("borrower_guide.guide.urls")),
    path("", include("borrower_guide.money.urls")),
    path("", include("borrower_guide.record.urls")),
    path("", include("borrower_guide.letters.urls")),
    path("", include("borrower_guide.cases.urls")),
    path("desk/", include("borrower_guide.desk.urls")),
]
handler400 = "borrower_guide.site.errors.bad_request"
handler403 = "borrower_guide.site.errors.forbidden"
handler404 = "borrower_guide.site.errors.not_found"
handler500 = "borrower_guide.site.errors.server_error"
