"""Addresses of vervolg, below ``/<gemeente>/vervolg/``."""

from django.urls import path

from evaluatie.vervolg.views import beleid, documenten, rijen, team, vervolg
from wijkaanpak.web.lijsten import schermen

app_name = "vervolg"
_P = "project/<uuid:project_id>/"

urlpatterns = [
    path(_P, vervolg.vervolg, name="vervolg"),
    path(f"{_P}geschiedenis/", vervolg.geschiedenis, name="geschiedenis"),
    path(f"{_P}beleid/", beleid.beleid, name="beleid"),
    path(f"{_P}beleid/bevinding/", beleid.bevinding, name="bevinding"),
    path(f"{_P}beleid/<uuid:les_id>/", beleid.besluit, name="besluit"),
    path(f"{_P}opdracht/", rijen.opdracht, name="opdracht"),
    path(f"{_P}opdracht/document/", documenten.opdracht, name="opdracht-document"),
    path(f"{_P}vieren/", rijen.vieren, name="vieren"),
    path(f"{_P}vieren/<uuid:dag_id>/uitnodiging/", documenten.uitnodigen, name="uitnodiging"),
    path(f"{_P}overeenkomst/", team.overeenkomst, name="overeenkomst"),
    path(f"{_P}nieuw-team/", team.nieuw_team, name="nieuw-team"),
    path(f"{_P}document/<uuid:pdf_id>/", documenten.stand, name="pdf"),
    path(f"{_P}document/<uuid:pdf_id>/opnieuw/", documenten.opnieuw, name="pdf-opnieuw"),
    path(f"{_P}document/<uuid:pdf_id>/<slug:vorm>/", documenten.bestand, name="pdf-bestand"),
    *schermen("vervolg", *rijen.LIJSTEN),
]
