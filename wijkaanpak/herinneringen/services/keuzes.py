"""Which choices hold for someone: their own, else their gemeente's, else the region's, else ours."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from wijkaanpak.accounts.models import Gebruiker
from wijkaanpak.herinneringen.bronnen import Ritme, kind
from wijkaanpak.herinneringen.models import Gemeentestandaard, Keuzes, Regiostandaard, Voorkeur
from wijkaanpak.tenancy.models import Gemeente, Regio

OM = datetime.time(8)  # as quiet hours end: what goes at once in the morning and what goes daily is one mail
WEEKDAG = 0
STIL_VAN, STIL_TOT = datetime.time(18, 0), datetime.time(8, 0)


@dataclass(frozen=True, slots=True)
class Geldend:
    """The choices that hold for one person."""

    ritmes: Mapping[str, str] = field(default_factory=dict)
    om: datetime.time = OM
    weekdag: int = WEEKDAG
    stil_van: datetime.time = STIL_VAN
    stil_tot: datetime.time = STIL_TOT

    def ritme(self, soort: str) -> Ritme:
        """Return how this kind is mailed; one that no app offers is not."""
        found = kind(soort)
        if found is None:
            return Ritme.GEEN
        chosen = self.ritmes.get(soort, "")
        return Ritme(chosen) if chosen in found.ritmes else found.standaard


def combine(*keuzes: Keuzes | None) -> Geldend:
    """Return what holds of several choices, the strongest first."""
    there = [each for each in keuzes if each is not None]
    ritmes: dict[str, str] = {}
    for each in reversed(there):
        ritmes.update({soort: ritme for soort, ritme in each.ritmes.items() if ritme})
    quiet = next((each for each in there if each.stil_van is not None and each.stil_tot is not None), None)

    def first(name: str, ours: Any) -> Any:
        return next((value for each in there if (value := getattr(each, name)) is not None), ours)

    return Geldend(
        ritmes=ritmes,
        om=first("om", OM),
        weekdag=first("weekdag", WEEKDAG),
        stil_van=(quiet and quiet.stil_van) or STIL_VAN,
        stil_tot=(quiet and quiet.stil_tot) or STIL_TOT,
    )


def defaults_of(gemeente: Gemeente) -> tuple[Gemeentestandaard | None, Regiostandaard | None]:
    """Return what the gemeente and its region chose. The scope of the gemeente must be open."""
    of_region = Regiostandaard.objects.filter(regio=gemeente.regio_id).first() if gemeente.regio_id else None
    return Gemeentestandaard.objects.filter(gemeente=gemeente).first(), of_region


def choices_of(gemeente: Gemeente, users: Iterable[UUID]) -> dict[UUID, Geldend]:
    """Return the choices that hold for these people in a gemeente: three queries, however many they are."""
    asked = set(users)
    own = Voorkeur.objects.in_bulk(asked)
    defaults = defaults_of(gemeente)
    return {user: combine(own.get(user), *defaults) for user in asked}


@transaction.atomic
def save_own(*, user: Gebruiker, values: Mapping[str, Any]) -> None:
    """Keep what a person chose; what is empty follows their gemeente again."""
    Voorkeur.objects.update_or_create(gebruiker=user, defaults=dict(values))


@transaction.atomic
def save_of_gemeente(*, gemeente: Gemeente, values: Mapping[str, Any]) -> None:
    """Keep what holds in a gemeente for who chose nothing."""
    Gemeentestandaard.objects.update_or_create(gemeente=gemeente, defaults=dict(values))


@transaction.atomic
def save_of_region(*, regio: Regio, values: Mapping[str, Any]) -> None:
    """Keep what holds in a region."""
    Regiostandaard.objects.update_or_create(regio=regio, defaults=dict(values))


@transaction.atomic
def stop_kinds(*, user_id: UUID, soorten: Collection[str]) -> None:
    """Send this person no more mails of these kinds. The inbox goes on."""
    row, _is_new = Voorkeur.objects.select_for_update().get_or_create(gebruiker_id=user_id)
    row.ritmes |= {soort: Ritme.GEEN.value for soort in soorten if kind(soort)}
    row.save(update_fields=["ritmes"])


@transaction.atomic
def start_kinds(*, user_id: UUID, soorten: Collection[str]) -> None:
    """Undo ``stop_kinds``: these kinds follow the standard again."""
    row, _is_new = Voorkeur.objects.select_for_update().get_or_create(gebruiker_id=user_id)
    row.ritmes = {soort: ritme for soort, ritme in row.ritmes.items() if soort not in soorten}
    row.save(update_fields=["ritmes"])
