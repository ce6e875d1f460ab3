"""The history of one answer in words: who changed what, when; and conflicts as two texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from projects.checklist import Persoon
from projects.content import SLUG, instrument_of
from projects.models import ChecklistAntwoord, EigenPunt, Project
from projects.services.antwoord import AntwoordResult
from wijkaanpak.editing.history import Versie, Wijziging, plain_words, versions
from wijkaanpak.instrumenten import registry
from wijkaanpak.instrumenten.models import StatusKeuze

_LABELS = {
    "status": _("Status"),
    "reden": _("Reden"),
    "toelichting": _("Toelichting"),
    "verantwoordelijke_id": _("Verantwoordelijke"),
    "deadline": _("Deadline"),
}


@dataclass(frozen=True, slots=True)
class ConflictRij:
    """One field that two people changed, with the values to post for either choice."""

    veld: str
    naam: str
    van_ander: str
    van_mij: str
    waarde_ander: str
    waarde_mij: str
    is_tekst: bool


def changes(antwoord: ChecklistAntwoord, personen: Mapping[UUID, Persoon]) -> list[Versie]:
    """Return the saves of an answer, the newest first."""
    names = {id: persoon.naam for id, persoon in personen.items()}
    blank = {"status": StatusKeuze.NIET_GESTART.value}
    return versions(antwoord, _LABELS, lambda name, value: in_words(name, value, personen), names, blank)


def in_words(name: str, value: Any, personen: Mapping[UUID, Persoon]) -> str:
    """Return a value of a field as people read it; nothing is '(leeg)'."""
    if name == "status" and value:
        return str(StatusKeuze(value).label)
    if name == "verantwoordelijke_id" and value:
        return personen[value].naam if value in personen else str(_("(onbekend)"))
    return plain_words(value)


def conflict_rows(result: AntwoordResult, personen: Mapping[UUID, Persoon]) -> list[ConflictRij]:
    """Return the conflicts of a save as two texts each."""
    return [
        ConflictRij(
            veld=str(_LABELS[conflict.field]),
            naam=conflict.field.removesuffix("_id"),
            van_ander=in_words(conflict.field, conflict.theirs, personen),
            van_mij=in_words(conflict.field, conflict.mine, personen),
            waarde_ander=str(conflict.theirs or ""),
            waarde_mij=str(conflict.mine or ""),
            is_tekst=conflict.field in ("toelichting", "reden"),
        )
        for conflict in result.conflicts
    ]


def kept_rows(fields: Mapping[str, str], personen: Mapping[UUID, Persoon]) -> list[Wijziging]:
    """Return what waits in the session, in words."""
    words = {str(value): str(label) for value, label in StatusKeuze.choices}
    words |= {str(id): persoon.naam for id, persoon in personen.items()}
    labels = {name.removesuffix("_id"): str(label) for name, label in _LABELS.items()}
    return [Wijziging(labels[name], "", words.get(text, text)) for name, text in fields.items() if text]


def title_of(project: Project, punt: str) -> str:
    """Return the title of a punt of this project, now or in another version."""
    instrument = instrument_of(project)
    if punt in instrument.punten:
        return instrument.punten[punt].titel
    eigen = EigenPunt.objects.of_project(project).filter(code=punt).first()
    return eigen.titel if eigen else registry.title_in_any_version(SLUG, punt)
