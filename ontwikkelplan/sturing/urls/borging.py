"""Addresses of the verbeteragenda, and of the borging of a project."""

from django.urls import URLPattern, path

from ontwikkelplan.sturing.views import borging, verbeteragenda

_AGENDA = "verbeteragenda/<uuid:agenda_id>/"
urlpatterns: list[URLPattern] = [
    path("verbeteragenda/", verbeteragenda.lijst, name="verbeteragenda"),
    path("verbeteragenda/nieuw/", verbeteragenda.nieuw, name="verbeteragenda-nieuw"),
    path(_AGENDA, verbeteragenda.agenda, name="verbeteragenda-een"),
    path(f"{_AGENDA}geschiedenis/", verbeteragenda.geschiedenis, name="verbeteragenda-geschiedenis"),
    path(f"{_AGENDA}document/", verbeteragenda.document, name="verbeteragenda-document"),
    path("project/<uuid:project_id>/borging/", borging.borging, name="borging"),
    path("project/<uuid:project_id>/borging/doel/", borging.doel, name="borging-doel"),
    path("borging/vraag/<uuid:vraag_id>/", borging.vraag, name="borgingvraag"),
]
