"""Addresses of the questionnaire of a project, below ``/<gemeente>/vragenlijst/``."""

from django.urls import path

from evaluatie.vragenlijst.views import beheer, opmerkingen

app_name = "vragenlijst"
_P = "project/<uuid:project_id>/"
_R = f"{_P}ronde/<uuid:ronde_id>/"

urlpatterns = [
    path(_P, beheer.beheer, name="beheer"),
    path(f"{_P}nieuw/", beheer.nieuw, name="nieuw"),
    path(_R, beheer.ronde, name="ronde"),
    path(f"{_R}wijzigen/", beheer.wijzigen, name="wijzigen"),
    path(f"{_R}poster/", beheer.poster, name="poster"),
    path(f"{_R}sluiten/", beheer.sluiten, name="sluiten"),
    path(f"{_R}nieuwe-link/", beheer.nieuwe_link, name="nieuwe-link"),
    path(f"{_R}weg/", beheer.weg, name="weg"),
    path(f"{_R}opmerkingen/", opmerkingen.opmerkingen, name="opmerkingen"),
    path(f"{_R}opmerkingen/<uuid:opmerking_id>/", opmerkingen.opmerking, name="opmerking"),
]
