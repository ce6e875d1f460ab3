"""Addresses of projects and their checklists, below ``/<gemeente>/projecten/``."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from projects.registers import REGISTERS
from projects.views import (
    bewijs,
    checklist,
    delen,
    documenten,
    eigen_punten,
    export,
    opzet,
    papier,
    projecten,
    registers,
    signalen,
    team,
    tekenen,
    versies,
)


class PuntConverter(StringConverter):
    """The id of a punt; any other text (a NUL, a page of letters) is an address that is not there."""

    regex = r"[A-Za-z0-9.-]{1,40}"


class RegisterConverter(StringConverter):
    """The name of one of our lists."""

    regex = "|".join(REGISTERS)


register_converter(PuntConverter, "punt")
register_converter(RegisterConverter, "register")

app_name = "projects"
_P = "<uuid:project_id>/"
_PUNT = f"{_P}punten/<punt:punt>/"
_RIJ = f"{_P}<register:register>/<uuid:rij_id>/"
_DOC = f"{_P}documenten/"
_VERSIE = f"{_DOC}versie/<uuid:document_id>/"
_VERZOEK = "tekenen/<uuid:verzoek_id>/"

urlpatterns = [
    path("", projecten.lijst, name="lijst"),
    path("nieuw/", projecten.nieuw, name="nieuw"),
    path("eigen-punten/", eigen_punten.gemeente_punten, name="eigen-punten"),
    path("eigen-punten/<uuid:punt_id>/", eigen_punten.wijzigen, name="eigen-punt-wijzigen"),
    path("eigen-punten/<uuid:punt_id>/vervallen/", eigen_punten.vervallen, name="eigen-punt-vervallen"),
    path("eigen-punten/<uuid:punt_id>/terug/", eigen_punten.terug_op_checklist, name="eigen-punt-terug"),
    path("signalen/", signalen.instellen, name="signalen"),
    path(_VERZOEK, tekenen.tekenen, name="tekenen"),
    path(f"{_VERZOEK}document.pdf", tekenen.pdf, name="tekenen-pdf"),
    path(f"{_VERZOEK}meelezer/", tekenen.meelezer, name="tekenen-meelezer"),
    path(f"{_VERZOEK}papier/", papier.zelf_op_papier, name="tekenen-papier"),
    path(f"{_VERZOEK}scan/", papier.eigen_scan, name="tekenen-scan"),
    path(f"{_VERZOEK}overeenkomst.zip", tekenen.bundel, name="tekenen-bundel"),
    path(_P, projecten.project, name="project"),
    path(f"{_P}wijzigen/", projecten.wijzigen, name="wijzigen"),
    path(f"{_P}archiveren/", projecten.archiveren, name="archiveren"),
    path(f"{_P}terugzetten/", projecten.terugzetten, name="terugzetten"),
    path(f"{_P}team/", team.team, name="team"),
    path(f"{_P}team/mijn-plek/", team.mijn_plek, name="mijn-plek"),
    path(f"{_P}team/uitnodigen/", team.uitnodigen, name="team-uitnodigen"),
    path(f"{_P}team/<uuid:teamlid_id>/eruit/", team.eruit, name="team-eruit"),
    path(f"{_P}delen/", delen.delen, name="delen"),
    path(f"{_P}delen/<uuid:deling_id>/stoppen/", delen.stoppen, name="delen-stoppen"),
    path(f"{_P}versie/", versies.versie, name="versie"),
    path(f"{_P}versie/terug/", versies.terug, name="versie-terug"),
    path(f"{_P}signalen/<punt:regel>/", signalen.signaal, name="signaal"),
    path(f"{_P}partners/", opzet.partners, name="partners"),
    path(f"{_P}aanwezigheid/", opzet.aanwezigheid, name="aanwezigheid"),
    path(f"{_P}startbijeenkomst/", opzet.startbijeenkomst, name="startbijeenkomst"),
    path(f"{_P}startbijeenkomst/aanwezigen/", opzet.bij_start, name="bij-start"),
    path(f"{_P}visie/", opzet.visie, name="visie"),
    path(f"{_P}visie/onderschrijven/", opzet.onderschrijven, name="onderschrijven"),
    path(f"{_P}wijkfoto/", opzet.wijkfoto, name="wijkfoto"),
    path(f"{_P}wijkfoto/kerncijfers/", opzet.kerncijfers, name="kerncijfers"),
    path(f"{_P}wijkfoto/kerncijfers/weg/", opzet.kerncijfers_weg, name="kerncijfers-weg"),
    path(f"{_P}aanwezigheid/geschiedenis/", opzet.roostergeschiedenis, name="rooster-geschiedenis"),
    path(f"{_P}geschiedenis/<slug:blad>/", opzet.geschiedenis, name="blad-geschiedenis"),
    path(f"{_P}sleutelfiguren/", opzet.sleutelfiguren, name="sleutelfiguren"),
    path(f"{_P}afspraken/", opzet.afspraken, name="afspraken"),
    path(f"{_P}<register:register>/nieuw/", registers.nieuw, name="rij-nieuw"),
    path(_RIJ, registers.rij, name="rij"),
    path(f"{_RIJ}weg/", registers.weg, name="rij-weg"),
    path(f"{_RIJ}terug/", registers.terug, name="rij-terug"),
    path(f"{_RIJ}geschiedenis/", registers.geschiedenis, name="rij-geschiedenis"),
    path(_DOC, documenten.lijst, name="documenten"),
    path(f"{_DOC}<slug:stuk>/", documenten.document, name="document"),
    path(f"{_DOC}<slug:stuk>/maken/", documenten.maken, name="document-maken"),
    path(f"{_DOC}<slug:stuk>/tekst/<slug:sleutel>/", documenten.clausule, name="clausule"),
    path(
        f"{_DOC}<slug:stuk>/tekst/<slug:sleutel>/geschiedenis/",
        documenten.clausulegeschiedenis,
        name="clausule-geschiedenis",
    ),
    path(_VERSIE, documenten.versie, name="documentversie"),
    path(f"{_VERSIE}bestand.<str:vorm>", documenten.bestand, name="documentbestand"),
    path(f"{_VERSIE}opnieuw/", documenten.opnieuw, name="document-opnieuw"),
    path(f"{_VERSIE}tekenen/", tekenen.voorleggen, name="voorleggen"),
    path(f"{_VERSIE}tekenen/<uuid:verzoek_id>/herinneren/", tekenen.herinneren, name="herinneren"),
    path(f"{_VERSIE}tekenen/<uuid:verzoek_id>/opnieuw/", tekenen.opnieuw_vragen, name="opnieuw-vragen"),
    path(f"{_VERSIE}tekenen/<uuid:verzoek_id>/papier/", papier.op_papier, name="op-papier"),
    path(f"{_VERSIE}tekenen/<uuid:verzoek_id>/scan/", papier.scan, name="scan"),
    path(f"{_VERSIE}tekenen/<uuid:verzoek_id>/scan/weg/", papier.scan_weg, name="scan-weg"),
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
