"""Addresses of the quickscan. One scan has an address without its plan: a guest who answers it sees no plan."""

from django.urls import URLPattern, path

from ontwikkelplan.views import scan, scan_bespreken, scan_invullen, scan_rapporten, scan_resultaat

_SCAN = "quickscan/<uuid:scan_id>/"

urlpatterns: list[URLPattern] = [
    path("<uuid:plan_id>/quickscan/", scan.lijst, name="scans"),
    path("<uuid:plan_id>/quickscan/nieuw/", scan.nieuw, name="scan-nieuw"),
    path(_SCAN, scan.scan, name="scan"),
    path(f"{_SCAN}gegevens/", scan.gegevens, name="scan-gegevens"),
    path(f"{_SCAN}deelnemers/", scan.deelnemen, name="scan-deelname"),
    path(f"{_SCAN}deelnemers/<uuid:deelname_id>/stop/", scan.stoppen, name="scan-deelname-stop"),
    path(f"{_SCAN}stap/<slug:naam>/", scan.overgang, name="scan-overgang"),
    path(f"{_SCAN}invullen/<slug:basisfunctie>/", scan_invullen.invullen, name="scan-invullen"),
    path(f"{_SCAN}antwoord/<slug:punt>/", scan_invullen.antwoord, name="scan-antwoord"),
    path(f"{_SCAN}antwoord/<slug:punt>/geschiedenis/", scan_invullen.geschiedenis, name="scan-geschiedenis"),
    path(f"{_SCAN}rapporten/", scan_rapporten.toevoegen, name="scan-rapport-nieuw"),
    path(f"{_SCAN}rapporten/<uuid:rapport_id>/", scan_rapporten.ophalen, name="scan-rapport"),
    path(f"{_SCAN}rapporten/<uuid:rapport_id>/weg/", scan_rapporten.weg, name="scan-rapport-weg"),
    path(f"{_SCAN}rapporten/<uuid:rapport_id>/terug/", scan_rapporten.terug, name="scan-rapport-terug"),
    path(f"{_SCAN}bespreken/", scan_bespreken.bespreken, name="scan-bespreken"),
    path(f"{_SCAN}uitkomst/<slug:punt>/", scan_bespreken.uitkomst, name="scan-uitkomst"),
    path(f"{_SCAN}ontwikkelpunt/<slug:punt>/", scan_bespreken.ontwikkelpunt, name="scan-ontwikkelpunt"),
    path(f"{_SCAN}uitkomst/", scan_resultaat.resultaat, name="scan-resultaat"),
]
