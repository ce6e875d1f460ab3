"""What the log says of projects: words for what was done or refused, and which project it was about."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import F
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from projects.models import Project, Tekenverzoek
from wijkaanpak.audit.woorden import Namer, register


def _projects(ids: set[UUID]) -> Mapping[UUID, str]:
    return dict(Project.objects.filter(pk__in=ids).values_list("pk", "naam"))


def _requests(ids: set[UUID]) -> Mapping[UUID, str]:
    rows = Tekenverzoek.objects.filter(pk__in=ids).values_list("pk", "partner__naam", "document__project__naam")
    return {
        pk: _now("Overeenkomst van %(project)s, %(wie)s") % {"project": project, "wie": partner}
        for pk, partner, project in rows
    }


def _by_project(model: Any) -> Namer:
    return lambda ids: dict(model.objects.filter(pk__in=ids).values_list("pk", F("project__naam")))


_OF_A_PROJECT = [
    model
    for model in apps.get_app_config("projects").get_models()
    if any(field.name == "project" for field in model._meta.fields) and not model._meta.label.endswith("Event")
]

register(
    woorden={
        "gedeeld_bekijken": _("Project delen om te bekijken"),
        "gedeeld_bewerken": _("Project delen om te bewerken"),
        "delen_gestopt": _("Stoppen met delen"),
        "checklist_xlsx": _("Checklist exporteren"),
        "checklist_ods": _("Checklist exporteren"),
        "signaal aan": _("Signaal aanzetten"),
        "signaal uit": _("Signaal uitzetten"),
        "dagdeel ingesteld": _("Duur van een dagdeel instellen"),
        "sleutelfiguren bekeken": _("Sleutelfiguren bekijken"),
        "sleutelfiguur bekeken": _("Sleutelfiguur bekijken"),
        "cijfers weggehaald": _("Cijfers van CBS weghalen"),
        "overeenkomst ter ondertekening": _("Overeenkomst ter ondertekening leggen"),
        "overeenkomst geëxporteerd": _("Overeenkomst als zip meenemen"),
        "getekend (app)": _("Overeenkomst tekenen"),
        "getekend (papier)": _("Handtekening op papier toevoegen"),
        "scan bekeken": _("Scan van een handtekening bekijken"),
        "scan weggehaald": _("Scan van een handtekening weghalen"),
        "projects.aanmaken": _("Project maken"),
        "projects.bekijken": _("Project bekijken"),
        "projects.wijzigen": _("Project wijzigen"),
        "projects.leiden": _("Team of delen regelen"),
        "projects.checklist_bijwerken": _("Checklist invullen"),
        "projects.eigen_punten_gemeente": _("Eigen punten van de gemeente wijzigen"),
        "projects.opzet_bijwerken": _("Gegevens van het project invullen"),
        "projects.sleutelfiguren_bekijken": _("Sleutelfiguren bekijken"),
        "projects.sleutelfiguren_bijwerken": _("Sleutelfiguren invullen"),
        "projects.overeenkomst_beheren": _("Laten tekenen regelen"),
        "projects.signalen_instellen": _("Signalen aan- of uitzetten"),
        "projects.onderschrijven": _("Visie onderschrijven"),
        "projects.teamgegevens_bekijken": _("Gegevens van teamleden bekijken"),
        "projects.handtekeningen_meenemen": _("Overeenkomst als zip meenemen"),
        "tekenen:andere_persoon": _("Tekenen geweigerd: verzoek aan iemand anders"),
        "tekenen:al_getekend": _("Tekenen geweigerd: er was al getekend"),
        "tekenen:vervangen": _("Tekenen geweigerd: er is een nieuwe versie"),
        "tekenen:oude_hash": _("Tekenen geweigerd: andere tekst gelezen dan voorligt"),
        "tekenen:gearchiveerd": _("Tekenen geweigerd: het project is gearchiveerd"),
        "tekenen:geen_mandaat": _("Tekenen geweigerd: mandaat geldt niet"),
        "tekenen:niet_genoemd": _("Tekenen geweigerd: andere ondertekenaar dan in de tekst"),
        "tekenen:andere_naam": _("Tekenen geweigerd: andere naam of functie"),
    },
    namen={
        **{model._meta.label_lower: _by_project(model) for model in _OF_A_PROJECT},
        "project": _projects,
        "projects.project": _projects,
        "projects.tekenverzoek": _requests,
    },
)
