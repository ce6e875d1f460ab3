"""What the log says of ontwikkelplan: words for what was done or refused, and which plan it was about."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ontwikkelplan.models import Plan, Scan, Scandeelname, Scanrapport
from wijkaanpak.audit.woorden import register


def _plans(ids: set[UUID]) -> Mapping[UUID, str]:
    return {plan.pk: str(plan) for plan in Plan.objects.filter(pk__in=ids)}


def _scans(ids: set[UUID]) -> Mapping[UUID, str]:
    return {scan.pk: str(scan) for scan in Scan.objects.filter(pk__in=ids)}


def _participants(ids: set[UUID]) -> Mapping[UUID, str]:
    rows = Scandeelname.objects.filter(pk__in=ids).select_related("lid__gebruiker", "scan")
    return {row.pk: f"{row.lid}, {row.get_perspectief_display().lower()}, {row.scan}" for row in rows}


def _reports(ids: set[UUID]) -> Mapping[UUID, str]:
    return {row.pk: str(row.scan) for row in Scanrapport.objects.filter(pk__in=ids).select_related("scan")}


_BESTANDEN = ("docx", "xlsx", "odt", "ods", "pdf")

register(
    woorden={
        **{f"ontwikkelplan_{soort}": _("Ontwikkelplan meenemen als bestand") for soort in _BESTANDEN},
        "ontwikkelplan import teruggenomen": _("Import in het ontwikkelplan teruggenomen"),
        "ontwikkelplan.bekijken": _("Ontwikkelplan bekijken"),
        "ontwikkelplan.aanmaken": _("Ontwikkelplan beginnen"),
        "ontwikkelplan.bijwerken": _("Ontwikkelplan invullen"),
        "ontwikkelplan.leiden": _("Ontwikkelplan vaststellen of afsluiten"),
        "ontwikkelplan.regio_aanbieden": _("Regionaal aanbod beheren"),
        "ontwikkelplan.scan_bekijken": _("Quickscan bekijken"),
        "ontwikkelplan.scan_invullen": _("Quickscan invullen"),
        "ontwikkelplan.scan_leiden": _("Quickscan leiden"),
        "ontwikkelplan.scanrapport_beheren": _("Rapport bij de quickscan weghalen of terugzetten"),
        "quickscan deelname gegeven": _("Iemand laten meedoen aan de quickscan"),
        "quickscan deelname gestopt": _("Deelname aan de quickscan gestopt"),
        "quickscan bespreken": _("Bespreking van de quickscan geopend"),
        "quickscan terug": _("Quickscan teruggezet naar invullen"),
        "quickscan afronden": _("Quickscan afgerond"),
        "quickscan rapport opgehaald": _("Rapport bij de quickscan opgehaald"),
        "quickscan heropenen": _("Bespreking van de quickscan weer geopend"),
    },
    namen={
        "plan": _plans,
        "ontwikkelplan.plan": _plans,
        "scan": _scans,
        "ontwikkelplan.scan": _scans,
        "ontwikkelplan.scandeelname": _participants,
        "ontwikkelplan.scanrapport": _reports,
    },
)
