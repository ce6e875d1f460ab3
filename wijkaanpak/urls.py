"""All addresses: the frame, login, and per gemeente what the apps offer."""

from django.urls import include, path

handler400 = "wijkaanpak.web.errors.bad_request"
handler403 = "wijkaanpak.web.errors.permission_denied"
handler404 = "wijkaanpak.web.errors.page_not_found"
handler429 = "wijkaanpak.web.errors.too_many_requests"
handler500 = "wijkaanpak.web.errors.server_error"

urlpatterns = [
    path("", include("wijkaanpak.herinneringen.urls")),
    path("account/", include("allauth.urls")),
    path("", include("wijkaanpak.web.urls")),
    path("<slug:gemeente>/", include("wijkaanpak.accounts.urls")),
    path("<slug:gemeente>/projecten/", include("projects.urls")),
    path("<slug:gemeente>/reflectie/", include("reflectie.urls")),
    path("<slug:gemeente>/ontwikkelplan/", include("ontwikkelplan.urls")),
    path("<slug:gemeente>/sturing/", include("ontwikkelplan.sturing.urls")),
    path("<slug:gemeente>/evaluatie/", include("evaluatie.urls")),
    path("<slug:gemeente>/vervolg/", include("evaluatie.vervolg.urls")),
]
