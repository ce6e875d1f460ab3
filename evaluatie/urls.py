"""Addresses of evaluatie, below ``/<gemeente>/evaluatie/``."""

from django.urls import path

from evaluatie.views import gehoord, momenten, verslag
from evaluatie.views.lijsten import LIJSTEN
from wijkaanpak.web.lijsten import schermen

app_name = "evaluatie"
_P = "project/<uuid:project_id>/"
_M = "moment/<uuid:evaluatie_id>/"
_SOORT = f"{_P}verslag/<slug:stuk>/"
_TEKST = f"{_SOORT}tekst/<str:sleutel>/"
_VERSIE = "verslag/<uuid:versie_id>/"

urlpatterns = [
    path(_P, momenten.begin, name="begin"),
    path(f"{_P}gehoord/", gehoord.gehoord, name="gehoord"),
    path(f"{_P}producten/", gehoord.producten, name="producten"),
    path(_M, momenten.moment, name="moment"),
    path(f"{_M}geschiedenis/", momenten.geschiedenis, name="moment-geschiedenis"),
    path(f"{_M}gehouden/", momenten.gehouden, name="gehouden"),
    path(f"{_M}doel/<uuid:doel_id>/", momenten.doel, name="doel"),
    path(f"{_M}les/", momenten.neem_les, name="neem-les"),
    path(f"{_M}overeenkomst/", momenten.overeenkomst, name="overeenkomst"),
    path(f"{_P}verslag/", verslag.verslagen, name="verslagen"),
    path(_SOORT, verslag.verslag, name="verslag"),
    path(f"{_SOORT}maken/", verslag.maken, name="verslag-maken"),
    path(_TEKST, verslag.tekst, name="verslagtekst"),
    path(f"{_TEKST}geschiedenis/", verslag.tekstgeschiedenis, name="verslagtekst-geschiedenis"),
    path(_VERSIE, verslag.versie, name="verslagversie"),
    path(f"{_VERSIE}bestand.<str:vorm>", verslag.bestand, name="verslagbestand"),
    path(f"{_VERSIE}opnieuw/", verslag.opnieuw, name="verslag-opnieuw"),
    *schermen(app_name, *LIJSTEN),
]
