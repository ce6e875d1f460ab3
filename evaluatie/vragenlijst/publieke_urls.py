"""Addresses of the public page, below ``/v/``."""

from django.urls import path

from evaluatie.vragenlijst.views import publiek

app_name = "publiek"
urlpatterns = [
    path("<str:code>/", publiek.vragenlijst, name="vragenlijst"),
    path("<str:code>/bedankt/", publiek.bedankt, name="bedankt"),
]
