"""Addresses of deel I, the bestuurlijk gesprek and the plan per bouwsteen."""

from django.urls import URLPattern, path

from ontwikkelplan.sturing.views import (
    bouwstenen,
    bouwstenen_tabel,
    checklist,
    checklist_uitzetten,
    checklist_voorlezen,
    gesprek,
)

_JAAR = "<uuid:sturing_id>/"

urlpatterns: list[URLPattern] = [
    path("", checklist.begin, name="checklist"),
    path("nieuw/", checklist.nieuw, name="nieuw"),
    path(f"{_JAAR}deel/<slug:deel>/", checklist.deel, name="deel"),
    path(f"{_JAAR}antwoord/<slug:punt>/", checklist.antwoord, name="antwoord"),
    path(f"{_JAAR}antwoord/<slug:punt>/geschiedenis/", checklist.geschiedenis, name="antwoord-geschiedenis"),
    path(f"{_JAAR}antwoord/<slug:punt>/uitzetten/", checklist_uitzetten.uitzetten, name="uitzetten"),
    path(f"{_JAAR}uitgezet/", checklist_uitzetten.uitgezet, name="uitgezet"),
    path(f"{_JAAR}uitgezet/<uuid:uitgezet_id>/intrekken/", checklist_uitzetten.intrekken, name="intrekken"),
    path(f"{_JAAR}gevraagd/", checklist_uitzetten.gevraagd, name="gevraagd"),
    path(f"{_JAAR}gevraagd/<uuid:uitgezet_id>/klaar/", checklist_uitzetten.klaar, name="klaar"),
    path(f"{_JAAR}gesprek/<slug:deel>/", checklist_voorlezen.voorlezen, name="voorlezen"),
    path(f"{_JAAR}notitie/<slug:punt>/", checklist_voorlezen.notitie, name="notitie"),
    path("gesprek/", gesprek.lijst, name="gesprek"),
    path("gesprek/<uuid:gesprek_id>/", gesprek.gesprek, name="gesprek-vastleggen"),
    path("gesprek/<uuid:gesprek_id>/overnemen/", gesprek.overnemen, name="gesprek-overnemen"),
    path("gesprek/<uuid:gesprek_id>/gehouden/", gesprek.gehouden, name="gesprek-gehouden"),
    path("gesprek/<uuid:gesprek_id>/actie/<uuid:rij_id>/klaar/", gesprek.regel_klaar, name="gesprek-actie-klaar"),
    path("gesprek/<uuid:gesprek_id>/geschiedenis/", gesprek.geschiedenis, name="gesprek-geschiedenis"),
    path("gesprek/<uuid:gesprek_id>/document/<slug:soort>/", gesprek.document, name="gesprek-document"),
    path("bouwstenen/", bouwstenen.lijst, name="bouwstenen"),
    path(f"{_JAAR}bouwstenen/", bouwstenen.plan, name="bouwstenen-jaar"),
    path(f"{_JAAR}bouwstenen/nieuw/", bouwstenen.nieuw, name="bouwsteen-nieuw"),
    path(f"{_JAAR}bouwstenen/plakken/", bouwstenen_tabel.plakken, name="bouwsteen-plakken"),
    path(f"{_JAAR}bouwstenen/aanwezig/", bouwstenen_tabel.aanwezig, name="bouwsteen-aanwezig"),
    path(f"{_JAAR}bouwstenen/document/", bouwstenen.document, name="bouwstenen-document"),
    path("bouwstenen/<uuid:rij_id>/", bouwstenen.rij, name="bouwsteenrij"),
    path("bouwstenen/<uuid:rij_id>/overnemen/", bouwstenen.overnemen, name="bouwsteen-overnemen"),
    path("bouwstenen/<uuid:rij_id>/plaats/", bouwstenen_tabel.plaats, name="bouwsteenrij-plaats"),
    path("bouwstenen/<uuid:rij_id>/weg/", bouwstenen.weg, name="bouwsteenrij-weg"),
    path("bouwstenen/<uuid:rij_id>/terug/", bouwstenen.terug, name="bouwsteenrij-terug"),
    path("bouwstenen/<uuid:rij_id>/geschiedenis/", bouwstenen.geschiedenis, name="bouwsteenrij-geschiedenis"),
]
