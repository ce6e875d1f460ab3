"""Addresses of the part dialoog of sturing."""

from django.urls import URLPattern, path

from ontwikkelplan.sturing.views import dialoog, dialoog_knelpunten, dialoog_monitoring

_OPDRACHT = "opdracht/<uuid:opdracht_id>/"
_EEN = "overleg/<uuid:overleg_id>/"
urlpatterns: list[URLPattern] = [
    path("dialoog/", dialoog.begin, name="dialoog"),
    path(f"{_OPDRACHT}overleggen/", dialoog.overleggen, name="opdracht-overleggen"),
    path(f"{_OPDRACHT}monitoring/", dialoog_monitoring.monitoring, name="opdracht-monitoring"),
    path(f"{_OPDRACHT}knelpunten/", dialoog_knelpunten.knelpunten, name="opdracht-knelpunten"),
    path(_EEN, dialoog.overleg, name="overleg"),
    path(f"{_EEN}overnemen/", dialoog.overnemen, name="overleg-overnemen"),
    path(f"{_EEN}gehouden/", dialoog.gehouden, name="overleg-gehouden"),
    path(f"{_EEN}actie/<uuid:actie_id>/klaar/", dialoog.actie_klaar, name="overleg-actie-klaar"),
    path(f"{_EEN}geschiedenis/", dialoog.geschiedenis, name="overleg-geschiedenis"),
    path(f"{_EEN}document/<slug:soort>/", dialoog.document, name="overleg-document"),
]
