"""Addresses of the ontwikkelpunten in their tables."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from ontwikkelplan.views import punten


class TabelConverter(StringConverter):
    """The id of one of the 24 tables; any other text is an address that is not there."""

    regex = r"[A-Z0-9-]{1,40}"


register_converter(TabelConverter, "tabel")

_P = "<uuid:plan_id>/"
_PUNT = f"{_P}punt/<uuid:op_id>/"

urlpatterns: list[URLPattern] = [
    path(f"{_P}basisfunctie/<slug:basisfunctie>/", punten.basisfunctie, name="basisfunctie"),
    path(f"{_P}alles/", punten.alles, name="alles"),
    path(f"{_P}aanwezig/", punten.aanwezig, name="aanwezig"),
    path(f"{_P}tabel/<tabel:tabel>/nieuw/", punten.nieuw, name="punt-nieuw"),
    path(_PUNT, punten.punt, name="punt"),
    path(f"{_PUNT}stand/", punten.stand, name="stand"),
    path(f"{_PUNT}plaats/", punten.plaats, name="punt-plaats"),
    path(f"{_PUNT}weg/", punten.weg, name="punt-weg"),
    path(f"{_PUNT}terug/", punten.terug, name="punt-terug"),
    path(f"{_PUNT}geschiedenis/", punten.geschiedenis, name="punt-geschiedenis"),
]
