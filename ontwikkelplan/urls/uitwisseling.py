"""Addresses of Word, Excel and PDF, out and in."""

from django.urls import URLPattern, path

from ontwikkelplan.views import uitwisseling

urlpatterns: list[URLPattern] = [path("<uuid:plan_id>/bestanden/", uitwisseling.stub, name="bestanden")]
