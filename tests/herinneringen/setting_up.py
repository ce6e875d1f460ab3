"""Rows of reminders for a town of the cast."""

from dataclasses import dataclass

from django.utils import timezone

from tests.cast import CANARY, Town
from wijkaanpak.herinneringen.models import Agendasleutel, Gemeentestandaard, Herinnering, Ronde
from wijkaanpak.herinneringen.services.agendasleutel import new_key
from wijkaanpak.post.models import Adresstop, Mail


@dataclass(frozen=True)
class Reminders:
    """One of everything, of ``buiten``, who is in no project."""

    herinnering: Herinnering
    mail: Mail
    stop: Adresstop
    sleutel: Agendasleutel


def add_reminders(town: Town) -> Reminders:
    """Add a line in the inbox of ``buiten``, a mail that was given up, an address that refuses and a calendar."""
    gemeente = town.gemeente
    mail = Mail.objects.create(
        gemeente=gemeente,
        soort="herinneringen",
        sleutel=f"{CANARY}-1",
        lid=town.buiten.lid,
        mislukt_op=timezone.now(),
        pogingen=10,
        reden="550",
    )
    herinnering = Herinnering.objects.create(
        gemeente=gemeente,
        lid=town.buiten.lid,
        soort="deadlines",
        sleutel="een",
        titel=f"{CANARY} titel",
        onder=f"{CANARY} onder",
        pad=f"/{gemeente.slug}/",
        mail=mail,
    )
    Gemeentestandaard.objects.create(gemeente=gemeente, ritmes={"deadlines": "week"})
    Ronde.objects.create(gemeente=gemeente, dag=timezone.localdate())
    stop = Adresstop.objects.create(gemeente=gemeente, adres=f"weg.{gemeente.slug}@example.org", code="550")
    made = town.her = Reminders(herinnering, mail, stop, new_key(user=town.buiten.user))
    return made
