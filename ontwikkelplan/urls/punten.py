"""Addresses of the ontwikkelpunten in their tables."""

from django.urls import URLPattern, path

from ontwikkelplan.views import punten

urlpatterns: list[URLPattern] = [
    path("<uuid:plan_id>/basisfunctie/<slug:basisfunctie>/", punten.stub, name="basisfunctie"),
]
