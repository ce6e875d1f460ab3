"""Addresses of voortgang, below ``/<gemeente>/voortgang/``."""

from django.urls import path

from evaluatie.voortgang.views import lezen, lezers, schrijven, versturen

app_name = "voortgang"
_P = "project/<uuid:project_id>/"
_B = f"{_P}<uuid:bericht_id>/"

urlpatterns = [
    path(_P, schrijven.lijst, name="lijst"),
    path(f"{_P}nieuw/", schrijven.nieuw, name="nieuw"),
    path(f"{_P}lezers/", lezers.lijst, name="lezers"),
    path(f"{_P}lezers/<uuid:lezer_id>/weg/", lezers.weg, name="lezer-weg"),
    path(_B, schrijven.bericht, name="bericht"),
    path(f"{_B}geschiedenis/", schrijven.geschiedenis, name="geschiedenis"),
    path(f"{_B}weg/", schrijven.weg, name="weg"),
    path(f"{_B}terug/", schrijven.terug, name="terug"),
    path(f"{_B}nakijken/", versturen.nakijken, name="nakijken"),
    path(f"{_B}voorbeeld.pdf", versturen.voorbeeld, name="voorbeeld"),
    path(f"{_B}versturen/", versturen.versturen, name="versturen"),
    path(f"{_B}verzonden/", versturen.verzonden, name="verzonden"),
    path(f"{_B}links/", versturen.links_weg, name="links-weg"),
    path("bericht/<uuid:bericht_id>/", lezen.lees, name="lees"),
    path("bericht/<uuid:bericht_id>/bericht.pdf", lezen.lees_pdf, name="lees-pdf"),
    path("lezen/<slug:code>/", lezen.lezen, name="lezen"),
    path("lezen/<slug:code>/bericht.pdf", lezen.lezen_pdf, name="lezen-pdf"),
    path("afmelden/<str:token>/", lezen.afmelden, name="afmelden"),
]
