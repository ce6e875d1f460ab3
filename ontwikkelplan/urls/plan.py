"""Addresses of the plan itself, its chapters, versions and overview, and of the region."""

from django.urls import URLPattern, path

from ontwikkelplan.views import plan

urlpatterns: list[URLPattern] = [
    path("", plan.lijst, name="lijst"),
    path("<uuid:plan_id>/", plan.stub, name="plan"),
    path("<uuid:plan_id>/inleiding/", plan.stub, name="inleiding"),
    path("<uuid:plan_id>/algemeen/", plan.stub, name="algemeen"),
    path("<uuid:plan_id>/versies/", plan.stub, name="versies"),
]
