"""The opdracht: starting one, the texts of its parts, vaststellen, and opening it again."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ontwikkelplan.sturing.models import (
    Keuze,
    Opdracht,
    Opdrachtsoort,
    Opdrachtstaat,
    Opdrachttekst,
    Opdrachtversie,
    Regiotekst,
)
from ontwikkelplan.sturing.opdrachtcontrole import ontbreekt
from ontwikkelplan.sturing.opdrachtdocument import compose
from ontwikkelplan.sturing.opdrachtdossier import dossier_of
from ontwikkelplan.sturing.opdrachtinhoud import OPDRACHT, instrument_of, onderdeel_van
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.audit.services import record
from wijkaanpak.editing.services import save_fields, stamp
from wijkaanpak.instrumenten import registry


class KanNiet(Exception):
    """Something that can't be done now; the text says why, for people."""


@transaction.atomic
def start_opdracht(*, opdracht: Opdracht, by: Lidmaatschap, soort: str = Opdrachtsoort.LOKAAL) -> Opdracht:
    """Store a new opdracht on the newest instrument. Raises IntegrityError for a name that is taken."""
    opdracht.gemeente_id = by.gemeente_id
    opdracht.soort = soort
    opdracht.instrument_versie = registry.latest(OPDRACHT).versie
    stamp(opdracht, by.pk)
    opdracht.save()
    return opdracht


def open_to_write(opdracht: Opdracht) -> Opdracht:
    """Return the opdracht as it is now, locked until the transaction ends. Raises KanNiet when it is vastgesteld."""
    row: Opdracht = Opdracht.objects.select_for_update(of=["self"]).get(pk=opdracht.pk)
    if row.staat == Opdrachtstaat.VERVALLEN:
        raise KanNiet(_("Deze opdracht is vervallen. Kies eerst ‘Laat weer gelden’."))
    if row.is_fixed:
        raise KanNiet(_("Deze opdracht is vastgesteld. Kies eerst ‘Wijzig de opdracht’, dan kun je weer schrijven."))
    return row


@transaction.atomic
def text_row(*, opdracht: Opdracht, punt: str) -> Opdrachttekst:
    """Return the text at one id, made when it is not there. Raises KanNiet once the opdracht is vastgesteld."""
    open_to_write(opdracht)
    key = {"gemeente_id": opdracht.gemeente_id, "opdracht": opdracht, "punt": punt}
    Opdrachttekst.objects.bulk_create([Opdrachttekst(**key)], ignore_conflicts=True)
    row: Opdrachttekst = Opdrachttekst.objects.get(**key)
    return row


@transaction.atomic
def take_suggestion(*, opdracht: Opdracht, punt: str, versie: int, by: Lidmaatschap) -> Opdrachttekst:
    """Add the sentence we suggest for a requirement to the text of its part, and say that it is in the opdracht.

    What was written stays; a sentence that is there already is not added twice. ``versie`` is what the screen showed
    of the requirement. Raises KanNiet when vastgesteld, or when a colleague decided otherwise meanwhile.
    """
    instrument = instrument_of(opdracht)
    above = onderdeel_van(instrument, punt)
    if above is not None:
        row = text_row(opdracht=opdracht, punt=above.id)
        said = instrument.punten[punt].hulp
        if said not in row.tekst:
            longer = f"{row.tekst}\n\n{said}" if row.tekst else said
            if len(longer) > (Opdrachttekst._meta.get_field("tekst").max_length or 0):
                raise KanNiet(_("De tekst wordt dan te lang. Kort hem eerst in."))
            save_fields(row=row, values={"tekst": longer}, versie=row.versie, by=by.pk)
    chosen = text_row(opdracht=opdracht, punt=punt)
    result = save_fields(row=chosen, values={"keuze": Keuze.MEE, "reden": ""}, versie=versie, by=by.pk)
    if result.conflicts:
        raise KanNiet(_("Een collega koos hier net iets anders. Kijk eerst wat er nu staat."))
    return result.row


@transaction.atomic
def freeze(*, opdracht: Opdracht, reden: str, by: Lidmaatschap) -> Opdrachtversie:
    """Store the opdracht as its next version: the document, and its texts by id."""
    last: Opdrachtversie | None = Opdrachtversie.objects.filter(opdracht=opdracht).first()
    nummer = _next_number(opdracht, last)
    dossier = dossier_of(opdracht)
    toch = reden if opdracht.soort == Opdrachtsoort.LOKAAL else ""
    document = compose(dossier, gemeente=by.gemeente, versie=nummer, toch=toch)
    before = last.inhoud["teksten"] if last is not None else {}
    made = Opdrachtversie(
        gemeente_id=opdracht.gemeente_id,
        opdracht=opdracht,
        nummer=nummer,
        staat=opdracht.staat,
        reden=reden,
        inhoud={"document": document.to_json(), "teksten": _texts_of(dossier.teksten, before, nummer)},
        gemaakt_door=by,
    )
    made.save()
    return made


def _next_number(opdracht: Opdracht, last: Opdrachtversie | None) -> int:
    """Return the number of the next version. That of a region goes on from what another gemeente gave out before."""
    seen = 0
    if opdracht.soort == Opdrachtsoort.REGIONAAL:
        seen = Regiotekst.objects.aggregate(last=Max("uitgifte"))["last"] or 0
    return max(seen, last.nummer if last is not None else 0) + 1


def _texts_of(
    teksten: Mapping[str, Opdrachttekst], before: Mapping[str, Any], nummer: int
) -> dict[str, dict[str, object]]:
    """Every written text, with the number of the version since which it reads so."""
    made: dict[str, dict[str, object]] = {}
    for punt, row in teksten.items():
        if row.tekst:
            was, said = before.get(punt, {}), {"tekst": row.tekst, "vast": row.is_vast}
            same = all(was.get(name) == value for name, value in said.items())
            made[punt] = {**said, "sinds": was["sinds"] if same else nummer}
    return made


@transaction.atomic
def adopt(*, opdracht: Opdracht, door: str, op: datetime.date, reden: str, by: Lidmaatschap) -> Opdrachtversie:
    """Vaststellen: freeze the opdracht as a version. ``reden`` says why when something is missing (NUM-24).

    Raises KanNiet without one eindverantwoordelijke, without a reason that is needed, or when it was done already.
    """
    row = open_to_write(opdracht)
    missing = ontbreekt(dossier_of(row))
    if any(regel.is_nodig for regel in missing):
        raise KanNiet(_("Vul eerst bij Gegevens in wie eindverantwoordelijk is, met de functie."))
    if missing and not reden:
        raise KanNiet(_("Er ontbreekt nog iets. Schrijf op waarom jullie de opdracht toch vaststellen."))
    row.staat, row.vastgesteld_door, row.vastgesteld_op = Opdrachtstaat.VASTGESTELD, door, op
    stamp(row, by.pk)
    row.save()
    record(row.gemeente_id, by.gebruiker_id, "opdracht vastgesteld", f"sturing.opdracht:{row.pk}")
    return freeze(opdracht=row, reden=reden, by=by)


@transaction.atomic
def reopen(*, opdracht: Opdracht, by: Lidmaatschap) -> None:
    """Make a concept of an opdracht that was vastgesteld; its version stays. A double click is harmless."""
    row: Opdracht = Opdracht.objects.select_for_update(of=["self"]).get(pk=opdracht.pk)
    if row.staat != Opdrachtstaat.VASTGESTELD:
        return
    row.staat, row.vastgesteld_door, row.vastgesteld_op = Opdrachtstaat.CONCEPT, "", None
    stamp(row, by.pk)
    row.save()
    record(row.gemeente_id, by.gebruiker_id, "opdracht weer concept", f"sturing.opdracht:{row.pk}")


@transaction.atomic
def retire(*, opdracht: Opdracht, gone: bool, by: Lidmaatschap) -> None:
    """Say that an opdracht no longer holds, or that it does again; a double click is harmless.

    Nothing of it is late any more, and nobody writes in it. It comes back as what it was: vastgesteld or concept.
    """
    row: Opdracht = Opdracht.objects.select_for_update(of=["self"]).get(pk=opdracht.pk)
    if (row.staat == Opdrachtstaat.VERVALLEN) == gone:
        return
    was = Opdrachtstaat.VASTGESTELD if row.vastgesteld_op else Opdrachtstaat.CONCEPT
    row.staat = Opdrachtstaat.VERVALLEN if gone else was
    stamp(row, by.pk)
    row.save()
    words = "opdracht vervallen" if gone else "opdracht geldt weer"
    record(row.gemeente_id, by.gebruiker_id, words, f"sturing.opdracht:{row.pk}")
