"""Addresses of the quickscan."""

from django.urls import URLPattern, path

from ontwikkelplan.views import scan

urlpatterns: list[URLPattern] = [path("<uuid:plan_id>/quickscan/", scan.stub, name="scans")]
