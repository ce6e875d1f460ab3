"""Addresses of the frame."""

from django.urls import path

from wijkaanpak.web import views

app_name = "web"
urlpatterns = [
    path("", views.overzicht, name="overzicht"),
    path("account/voorkeuren/", views.voorkeuren, name="voorkeuren"),
    path("hulp/", views.hulp_index, name="hulp-index"),
    path("hulp/<slug:slug>/", views.hulp, name="hulp"),
    path("toegankelijkheid/", views.hulp, {"slug": "toegankelijkheid"}, name="toegankelijkheid"),
    path("privacy/", views.hulp, {"slug": "privacy"}, name="privacy"),
    path("thema/<slug:naam>.css", views.thema, name="thema"),
    path(".well-known/security.txt", views.security_txt, name="security-txt"),
    path(".well-known/tekensleutel.txt", views.tekensleutel, name="tekensleutel"),
    path("<slug:gemeente>/", views.gemeente_home, name="gemeente"),
    path("<slug:gemeente>/huisstijl/", views.huisstijl, name="huisstijl"),
]
