"""Addresses of the programme, below ``/<gemeente>/programma/``."""

from django.urls import path

from evaluatie.programma.views import delen, scherm

app_name = "programma"
_P = "project/<uuid:project_id>/"

urlpatterns = [
    path("", scherm.scherm, name="scherm"),
    path("csv/", scherm.als_csv, name="csv"),
    path("pdf/", scherm.als_pdf, name="pdf-maken"),
    path("stand/<uuid:regiostand_id>/", scherm.project, name="project"),
    path("document/<uuid:pdf_id>/", scherm.pdf, name="pdf"),
    path("document/<uuid:pdf_id>/opnieuw/", scherm.opnieuw, name="pdf-opnieuw"),
    path("document/<uuid:pdf_id>/<slug:vorm>/", scherm.bestand, name="pdf-bestand"),
    path(_P, delen.delen, name="delen"),
    path(f"{_P}stand/", delen.maken, name="maken"),
    path(f"{_P}stand/<uuid:stand_id>/klaarzetten/", delen.klaarzetten, name="klaarzetten"),
    path(f"{_P}stand/<uuid:stand_id>/vrijgeven/", delen.vrijgeven, name="vrijgeven"),
    path(f"{_P}stand/<uuid:stand_id>/terug/", delen.terugvragen, name="terugvragen"),
    path(f"{_P}stand/<uuid:stand_id>/intrekken/", delen.intrekken, name="intrekken"),
]
