"""Addresses of the documents of sturing."""

from django.urls import URLPattern, path

from ontwikkelplan.sturing.views import pdf

urlpatterns: list[URLPattern] = [
    path("document/<uuid:pdf_id>/", pdf.stand, name="pdf"),
    path("document/<uuid:pdf_id>/opnieuw/", pdf.opnieuw, name="pdf-opnieuw"),
    path("document/<uuid:pdf_id>/<slug:vorm>/", pdf.bestand, name="pdf-bestand"),
]
