"""Addresses of the part dialoog of sturing."""

from django.urls import URLPattern, path

from ontwikkelplan.sturing.views import dialoog_knelpunten

urlpatterns: list[URLPattern] = [
    path("opdracht/<uuid:opdracht_id>/knelpunten/", dialoog_knelpunten.knelpunten, name="opdracht-knelpunten"),
]
