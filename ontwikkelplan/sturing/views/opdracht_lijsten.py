"""The lists of an opdracht: its tasks and its risks."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ontwikkelplan.sturing.forms.opdracht import RisicoForm, TaakForm
from ontwikkelplan.sturing.models import Opdracht, Risico, Taak
from ontwikkelplan.sturing.views.opdracht_toegang import opdracht_for, opdracht_frame, write_right
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.web.lijsten import Lijst, Plek


def _plek(request: MemberRequest, opdracht_id: UUID, blad: str, anker: str) -> Plek:
    opdracht = opdracht_for(request, opdracht_id)
    if request.method == "POST":  # nobody adopts it while this row is written
        opdracht = Opdracht.objects.select_for_update(of=["self"]).get(pk=opdracht.pk)
    page = reverse(f"sturing:opdracht-{blad}", args=[request.gemeente.slug, opdracht.pk])
    frame = opdracht_frame(request, opdracht, blad)
    shut = _now("Deze opdracht is vastgesteld. Kies eerst ‘Wijzig de opdracht’, dan kun je weer schrijven.")
    return Plek(
        ouder=opdracht,
        frame=frame,
        terug=f"{page}#{anker}",
        mag_bijwerken=frame["mag_leiden"],
        dicht=shut if opdracht.is_fixed else "",
        recht=write_right(opdracht),
    )


def _of_taken(request: MemberRequest, ouder_id: UUID) -> Plek:
    return _plek(request, ouder_id, "proces", "taken")


def _of_risicos(request: MemberRequest, ouder_id: UUID) -> Plek:
    return _plek(request, ouder_id, "gegevens", "risicos")


TAKEN = Lijst(
    slug="taken", model=Taak, ouder="opdracht", form=TaakForm, plek=_of_taken, kop="sturing/_kop.html",
    nieuw=_("Voeg een taak toe"), kruimel=_("Taak"), vooraf=("prioriteit",),
    uitleg=_("Wat vraagt de gemeente van het lokaal team, en hoe snel?"),
)  # fmt: skip
RISICOS = Lijst(
    slug="risicos", model=Risico, ouder="opdracht", form=RisicoForm, plek=_of_risicos, kop="sturing/_kop.html",
    nieuw=_("Voeg een risico toe"), kruimel=_("Risico"), vooraf=("soort",),
    uitleg=_("Wat kan er misgaan, en wat doen jullie eraan?"),
)  # fmt: skip
