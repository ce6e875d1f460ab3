"""Addresses of taking things out, below ``/<gemeente>/uitvoer/``."""

from django.urls import path

from wijkaanpak.uitvoer import views

app_name = "uitvoer"
urlpatterns = [
    path("", views.overzicht, name="overzicht"),
    path("pdf/", views.kiezen, name="kiezen"),
    path("gegevens/", views.gegevens, name="gegevens"),
    path("<uuid:uitvoer_id>/", views.stand, name="stand"),
    path("<uuid:uitvoer_id>/bestand/", views.bestand, name="bestand"),
    path("<uuid:uitvoer_id>/opnieuw/", views.opnieuw, name="opnieuw"),
    path("<uuid:uitvoer_id>/weg/", views.weg, name="weg"),
]
