"""Addresses of reflectie, below ``/<gemeente>/reflectie/``."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from reflectie.views import bestanden, instellen, lessen, lijsten, reeks, sessie, zelfbeeld


class SleutelConverter(StringConverter):
    """The key of a step of a method."""

    regex = r"[A-Z0-9-]{1,40}"


class LijstConverter(StringConverter):
    """The name of a list of a session whose rows can be taken away."""

    regex = "alternatief|actie"


register_converter(SleutelConverter, "stap")
register_converter(LijstConverter, "mlblijst")

app_name = "reflectie"
_P = "project/<uuid:project_id>/"
_S = "mlb/<uuid:sessie_id>/"
_LES = f"{_P}lessen/<uuid:les_id>/"

urlpatterns = [
    path("woorden/", instellen.woorden, name="woorden"),
    path("woorden/<uuid:rij_id>/weg/", instellen.woord_weg, name="woord-weg"),
    path("methoden/", instellen.methoden, name="methoden"),
    path("methoden/nieuw/", instellen.methode_nieuw, name="methode-nieuw"),
    path("methoden/<uuid:methode_id>/", instellen.methode, name="methode"),
    path("methoden/<uuid:methode_id>/weg/", instellen.methode_weg, name="methode-weg"),
    path("zelfbeeld/<uuid:ronde_id>/", zelfbeeld.zelfbeeld, name="zelfbeeld"),
    path("actie/<uuid:actie_id>/klaar/", lijsten.actie_klaar, name="actie-klaar"),
    path(_P, reeks.zicht, name="zicht"),
    path(f"{_P}reeks/", reeks.reeks, name="reeks"),
    path(f"{_P}reeks/agenda/", reeks.op_agenda, name="op-agenda"),
    path(f"{_P}reeks/keer-erbij/", reeks.losse_keer, name="losse-keer"),
    path(f"{_P}reeks/vast/", reeks.vaste_gast, name="vaste-gast"),
    path(f"{_P}reeks/vast/<uuid:rij_id>/weg/", reeks.vaste_gast_weg, name="vaste-gast-weg"),
    path(f"{_P}pauze/", reeks.pauze, name="pauze"),
    path(f"{_P}methode/", instellen.project_methode, name="project-methode"),
    path(f"{_P}methode/<uuid:methode_id>/", instellen.project_methode_wijzigen, name="project-methode-wijzigen"),
    path(f"{_P}lessen/", lessen.lessen, name="lessen"),
    path(_LES, lessen.les, name="les"),
    path(f"{_LES}weg/", lessen.les_weg, name="les-weg"),
    path(f"{_LES}geschiedenis/", lessen.geschiedenis, name="les-geschiedenis"),
    path(_S, sessie.sessie, name="sessie"),
    path(f"{_S}deel/<slug:naam>/", sessie.deel, name="deel"),
    path(f"{_S}stap/<stap:sleutel>/", sessie.stap, name="stap"),
    path(f"{_S}stand/<slug:naam>/", sessie.overgang, name="overgang"),
    path(f"{_S}vermoeden/", sessie.vermoeden, name="vermoeden"),
    path(f"{_S}naar-stap/", sessie.naar_stap, name="naar-stap"),
    path(f"{_S}verplaatsen/", sessie.verplaatsen, name="verplaatsen"),
    path(f"{_S}geschiedenis/", sessie.geschiedenis, name="sessie-geschiedenis"),
    path(f"{_S}alternatief/", lijsten.alternatief, name="alternatief"),
    path(f"{_S}factor/", lijsten.factor, name="factor"),
    path(f"{_S}factor/<uuid:rij_id>/minder/", lijsten.factor_minder, name="factor-minder"),
    path(f"{_S}actie/", lijsten.actie, name="actie"),
    path(f"{_S}<mlblijst:lijst>/<uuid:rij_id>/weg/", lijsten.weg, name="rij-weg"),
    path(f"{_S}aanwezig/", lijsten.aanwezig, name="aanwezig"),
    path(f"{_S}gast/", lijsten.gast, name="gast"),
    path(f"{_S}genodigde/<uuid:rij_id>/weg/", lijsten.van_lijst, name="van-lijst"),
    path(f"{_S}genodigde/<uuid:rij_id>/steun/", lijsten.steun, name="steun"),
    path(f"{_S}mlb.ics", bestanden.agenda, name="ics"),
    path(f"{_S}verslag.pdf", bestanden.verslag, name="verslag"),
]
