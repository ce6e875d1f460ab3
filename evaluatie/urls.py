"""Addresses of evaluatie, below ``/<gemeente>/evaluatie/``."""

from django.urls import path

from evaluatie.views import momenten

app_name = "evaluatie"
_P = "project/<uuid:project_id>/"

urlpatterns = [
    path(_P, momenten.begin, name="begin"),
]
