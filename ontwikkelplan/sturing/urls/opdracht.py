"""Addresses of the part opdracht of sturing."""

from django.urls import URLPattern, path

from ontwikkelplan.sturing.views import opdracht, opdracht_deel, opdracht_regio, opdracht_staat

_EEN = "opdracht/<uuid:opdracht_id>/"
urlpatterns: list[URLPattern] = [
    path("opdracht/", opdracht.lijst, name="opdracht"),
    path("opdracht/nieuw/", opdracht.nieuw, name="opdracht-nieuw"),
    path("opdracht/nieuw/regio/", opdracht.nieuw_regionaal, name="opdracht-nieuw-regionaal"),
    path(_EEN, opdracht.overzicht, name="opdracht-overzicht"),
    path(f"{_EEN}gegevens/", opdracht.gegevens, name="opdracht-gegevens"),
    path(f"{_EEN}afstemming/", opdracht.afstemming, name="opdracht-afstemming"),
    path(f"{_EEN}proces/", opdracht.proces, name="opdracht-proces"),
    path(f"{_EEN}geschiedenis/<slug:blad>/", opdracht.geschiedenis, name="opdracht-geschiedenis"),
    path(f"{_EEN}deel/<slug:deel>/", opdracht_deel.deel, name="opdracht-deel"),
    path(f"{_EEN}tekst/<str:punt>/", opdracht_deel.tekst, name="opdracht-tekst"),
    path(f"{_EEN}tekst/<str:punt>/geschiedenis/", opdracht_deel.geschiedenis, name="opdracht-tekst-geschiedenis"),
    path(f"{_EEN}tekst/<str:punt>/voorzet/", opdracht_deel.voorzet, name="opdracht-voorzet"),
    path(f"{_EEN}vaststellen/", opdracht_staat.vaststellen, name="opdracht-vaststellen"),
    path(f"{_EEN}wijzigen/", opdracht_staat.wijzigen, name="opdracht-wijzigen"),
    path(f"{_EEN}vervallen/", opdracht_staat.vervallen, name="opdracht-vervallen"),
    path(f"{_EEN}versies/", opdracht_staat.versies, name="opdracht-versies"),
    path(f"{_EEN}versies/<uuid:versie_id>/", opdracht_staat.versie, name="opdracht-versie"),
    path(f"{_EEN}pdf/", opdracht_staat.pdf, name="opdracht-pdf"),
    path(f"{_EEN}regio/", opdracht_regio.regio, name="opdracht-regio"),
    path(f"{_EEN}regio/<str:punt>/overnemen/", opdracht_regio.overnemen, name="opdracht-overnemen"),
    path(f"{_EEN}regio/<str:punt>/houden/", opdracht_regio.houden, name="opdracht-houden"),
    path(f"{_EEN}uitgeven/", opdracht_regio.uitgeven, name="opdracht-uitgeven"),
]
