"""Addresses of Word, Excel and PDF, out and in."""

from django.urls import URLPattern, path

from ontwikkelplan.views import uitwisseling, uitwisseling_in, uitwisseling_pdf

urlpatterns: list[URLPattern] = [
    path("<uuid:plan_id>/bestanden/", uitwisseling.bestanden, name="bestanden"),
    path("<uuid:plan_id>/bestanden/inlezen/", uitwisseling_in.inlezen, name="inlezen"),
    path("<uuid:plan_id>/bestanden/pdf/", uitwisseling_pdf.vragen, name="pdf-maken"),
    path("<uuid:plan_id>/bestanden/pdf/<uuid:pdf_id>/", uitwisseling_pdf.stand, name="pdf"),
    path("<uuid:plan_id>/bestanden/pdf/<uuid:pdf_id>/bestand/", uitwisseling_pdf.bestand, name="pdf-bestand"),
    path("<uuid:plan_id>/bestanden/pdf/<uuid:pdf_id>/opnieuw/", uitwisseling_pdf.opnieuw, name="pdf-opnieuw"),
    path("<uuid:plan_id>/bestanden/<slug:soort>/", uitwisseling.bestand, name="bestand"),
    path("<uuid:plan_id>/plakken/", uitwisseling_in.plakken, name="plakken"),
    path("<uuid:plan_id>/voorstel/<uuid:voorstel_id>/", uitwisseling_in.voorstel, name="voorstel"),
]
