"""Addresses of sturing, below ``/<gemeente>/sturing/``. Each part of the app has a list of its own."""

from django.urls import URLPattern

from ontwikkelplan.sturing.urls import borging, checklist, dialoog, opdracht, pdf
from ontwikkelplan.sturing.views.lijsten import LIJSTEN
from wijkaanpak.web.lijsten import schermen

app_name = "sturing"
urlpatterns: list[URLPattern] = [
    *checklist.urlpatterns,
    *opdracht.urlpatterns,
    *dialoog.urlpatterns,
    *borging.urlpatterns,
    *pdf.urlpatterns,
    *schermen(app_name, *LIJSTEN),
]
