"""What the log says of reflectie: words for what was done or refused, and which MLB it was about; never its texts."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from reflectie.models import Sessie
from wijkaanpak.audit.woorden import register


def _sessions(ids: set[UUID]) -> Mapping[UUID, str]:
    rows = Sessie.objects.filter(pk__in=ids).values_list("pk", "nummer", "project__naam")
    return {pk: f"MLB {nummer}, {project}" for pk, nummer, project in rows}


register(
    woorden={
        "mlb bekeken": _("MLB bekijken"),
        "mlb-verslag": _("Verslag van een MLB ophalen"),
        "mlb-verslag met casus": _("Verslag van een MLB met casus ophalen"),
        "reflectie.cijfers_bekijken": _("Reflectie bekijken"),
        "reflectie.teksten_bekijken": _("Lessen van het team lezen"),
        "reflectie.reeks_beheren": _("Reeks MLB’s regelen"),
        "reflectie.lessen_bijwerken": _("Lessen invullen"),
        "reflectie.sessie_bekijken": _("MLB bekijken"),
        "reflectie.sessie_bijwerken": _("MLB invullen"),
        "reflectie.sessie_leiden": _("MLB leiden"),
        "reflectie.geschiedenis_bekijken": _("Geschiedenis van een MLB bekijken"),
        "reflectie.verslag_ophalen": _("Verslag van een MLB ophalen"),
        "reflectie.woorden_beheren": _("Woorden van de privacywacht regelen"),
        "reflectie.methoden_beheren": _("Methoden voor de MLB regelen"),
    },
    namen={"sessie": _sessions, "reflectie.sessie": _sessions},
)
