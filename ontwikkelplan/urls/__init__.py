"""Addresses of ontwikkelplan, below ``/<gemeente>/ontwikkelplan/``. Each part of the app has a list of its own."""

from django.urls import URLPattern

from ontwikkelplan.urls import plan, punten, scan, uitwisseling

app_name = "ontwikkelplan"
urlpatterns: list[URLPattern] = [
    *plan.urlpatterns,
    *punten.urlpatterns,
    *scan.urlpatterns,
    *uitwisseling.urlpatterns,
]
