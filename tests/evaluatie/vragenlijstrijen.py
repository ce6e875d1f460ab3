"""A row in every table of the questionnaire."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from evaluatie.vragenlijst.models import Doelgroep, Opmerking, Ronde
from evaluatie.vragenlijst.services import answer, close_round, start_round
from tests.cast import CANARY, Town
from wijkaanpak.tenancy.scope import tenant_scope


@dataclass
class Vragenlijstrijen:
    """What a town has of the questionnaire: an open round, and one that was closed with a remark to judge."""

    ronde: Ronde
    dicht: Ronde
    opmerking: Opmerking


def make_round(town: Town, **values: Any) -> Ronde:
    """Make a round that is open today; a scope must be open."""
    today = timezone.localdate()
    facts: dict[str, Any] = {
        "naam": f"{CANARY} ronde",
        "doelgroep": Doelgroep.GEZIN,
        "open_van": today - datetime.timedelta(days=3),
        "open_tot": today + datetime.timedelta(days=10),
        "open_vraag": True,
    }
    ronde = Ronde(gemeente_id=town.gemeente.pk, project=town.project, **(facts | values))
    return start_round(ronde=ronde, by=town.leider.lid)


def fill(ronde: Ronde, *keuzes: str, vraag: str = "CLV-G-01", tekst: str = "") -> None:
    """Answer a round as many times as there are choices; a scope must be open."""
    for keuze in keuzes:
        assert answer(ronde_id=ronde.pk, keuzes={vraag: keuze}, tekst=tekst)


def add_vragenlijst(town: Town) -> None:
    """Give a town its rounds."""
    dicht = make_round(town)
    fill(dicht, *["ja"] * 6, *["nee"] * 5)
    fill(dicht, "ja", tekst=f"{CANARY} opmerking")
    close_round(ronde=dicht, by=town.leider.lid)
    dicht.refresh_from_db()
    town.vl = Vragenlijstrijen(make_round(town), dicht, Opmerking.objects.get(ronde=dicht))


def round_in(town: Town, **values: Any) -> Ronde:
    """Make a round that is open today, in a scope of its own."""
    with tenant_scope(town.gemeente.pk):
        return make_round(town, **values)
