"""Addresses of projects and their checklists, below ``/<gemeente>/projecten/``."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from projects.views import bewijs, checklist, delen, eigen_punten, export, projecten, team, versies


class PuntConverter(StringConverter):
    """The id of a punt; any other text (a NUL, a page of letters) is an address that is not there."""

    regex = r"[A-Za-z0-9.-]{1,40}"


register_converter(PuntConverter, "punt")

app_name = "projects"
_P = "<uuid:project_id>/"
_PUNT = f"{_P}punten/<punt:punt>/"

urlpatterns = [
    path("", projecten.lijst, name="lijst"),
    path("nieuw/", projecten.nieuw, name="nieuw"),
    path("eigen-punten/", eigen_punten.gemeente_punten, name="eigen-punten"),
    path("eigen-punten/<uuid:punt_id>/", eigen_punten.wijzigen, name="eigen-punt-wijzigen"),
    path("eigen-punten/<uuid:punt_id>/vervallen/", eigen_punten.vervallen, name="eigen-punt-vervallen"),
    path("eigen-punten/<uuid:punt_id>/terug/", eigen_punten.terug_op_checklist, name="eigen-punt-terug"),
    path(_P, projecten.project, name="project"),
    path(f"{_P}wijzigen/", projecten.wijzigen, name="wijzigen"),
    path(f"{_P}archiveren/", projecten.archiveren, name="archiveren"),
    path(f"{_P}terugzetten/", projecten.terugzetten, name="terugzetten"),
    path(f"{_P}team/", team.team, name="team"),
    path(f"{_P}team/uitnodigen/", team.uitnodigen, name="team-uitnodigen"),
    path(f"{_P}team/<uuid:teamlid_id>/eruit/", team.eruit, name="team-eruit"),
    path(f"{_P}delen/", delen.delen, name="delen"),
    path(f"{_P}delen/<uuid:deling_id>/stoppen/", delen.stoppen, name="delen-stoppen"),
    path(f"{_P}versie/", versies.versie, name="versie"),
    path(f"{_P}versie/terug/", versies.terug, name="versie-terug"),
    path(f"{_P}afdrukken/", export.afdrukken, name="afdrukken"),
    path(f"{_P}checklist.<str:soort>", export.bestand, name="export"),
    path(f"{_P}checklist/", checklist.nu, name="checklist"),
    path(f"{_P}checklist/<slug:fase>/", checklist.fase, name="fase"),
    path(f"{_P}checklist/<slug:fase>/eigen-punt/", eigen_punten.toevoegen, name="eigen-punt"),
    path(f"{_P}checklist/<slug:fase>/<punt:punt>/", checklist.fase, name="punt"),
    path(f"{_PUNT}bewaren/", checklist.bewaren, name="bewaren"),
    path(f"{_PUNT}terug/", checklist.terugdraaien, name="terugdraaien"),
    path(f"{_PUNT}deelacties-gereed/", checklist.deelacties_gereed, name="deelacties-gereed"),
    path(f"{_PUNT}geschiedenis/", checklist.geschiedenis, name="geschiedenis"),
    path(f"{_PUNT}bewijs/", bewijs.toevoegen, name="bewijs-toevoegen"),
    path(f"{_P}bewijs/<uuid:bewijs_id>/", bewijs.ophalen, name="bewijs"),
    path(f"{_P}bewijs/<uuid:bewijs_id>/weg/", bewijs.weg, name="bewijs-weg"),
    path(f"{_P}bewijs/<uuid:bewijs_id>/terug/", bewijs.terug, name="bewijs-terug"),
    path(f"{_P}teruggave/weg/", checklist.teruggave_weg, name="teruggave-weg"),
]
