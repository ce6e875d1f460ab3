"""Deel I: beginning a year, its answers, and putting a line out to a colleague."""

import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ontwikkelplan.sturing.inhoud import BOUWSTENEN, CHECKLIST, VELDEN, bouwstenen, punt_van
from ontwikkelplan.sturing.models import Bouwsteenrij, Sturing, Sturingantwoord, Uitgezet
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.audit.services import record
from wijkaanpak.editing.services import stamp
from wijkaanpak.herinneringen.services.ronde import hurry_round
from wijkaanpak.instrumenten import registry

_COPIED = sorted({name for names in VELDEN.values() for name in names})


@transaction.atomic
def start_sturing(*, jaar: int, by: Lidmaatschap, copy: bool = False) -> Sturing:
    """Begin a year, with an empty row at every bouwsteen; ``copy`` takes the answers of the newest year before along.

    Raises IntegrityError when this year was begun already.
    """
    previous = Sturing.objects.filter(jaar__lt=jaar).first() if copy else None
    sturing = Sturing(
        gemeente_id=by.gemeente_id,
        jaar=jaar,
        instrument_versie=registry.latest(CHECKLIST).versie,
        bouwstenen_versie=registry.latest(BOUWSTENEN).versie,
    )
    stamp(sturing, by.pk)
    sturing.save(force_insert=True)
    for punt in bouwstenen(sturing).walk():
        if punt.soort == "bouwsteen" and not punt.punten:
            _empty_row(sturing, punt.id, "", by)
        elif punt.soort == "bouwsteen":
            for doelgroep in punt.punten:
                _empty_row(sturing, punt.id, doelgroep.id, by)
    if previous is not None:
        _take_along(previous, sturing, by)
    return sturing


def _empty_row(sturing: Sturing, bouwsteen: str, doelgroep: str, by: Lidmaatschap) -> None:
    row = Bouwsteenrij(gemeente_id=sturing.gemeente_id, sturing=sturing, bouwsteen=bouwsteen, doelgroep=doelgroep)
    stamp(row, by.pk)
    row.save(force_insert=True)


def _take_along(previous: Sturing, sturing: Sturing, by: Lidmaatschap) -> None:
    """Copy what was answered, of the lines that are still asked. Notes of a conversation stay behind."""
    for row in Sturingantwoord.objects.filter(sturing=previous):
        if punt_van(sturing, row.punt) is None:
            continue
        fresh = Sturingantwoord(
            gemeente_id=sturing.gemeente_id,
            sturing=sturing,
            punt=row.punt,
            **{name: getattr(row, name) for name in _COPIED},
        )
        stamp(fresh, by.pk)
        fresh.save(force_insert=True)


@transaction.atomic
def answer_row(*, sturing: Sturing, punt: str) -> Sturingantwoord:
    """Return the answer at a line, made when it is not there."""
    key = {"gemeente_id": sturing.gemeente_id, "sturing": sturing, "punt": punt}
    Sturingantwoord.objects.bulk_create([Sturingantwoord(**key)], ignore_conflicts=True)
    row: Sturingantwoord = Sturingantwoord.objects.get(**key)
    return row


def put_out(
    *, sturing: Sturing, punt: str, lid: Lidmaatschap, voor: datetime.date, vraag: str, by: Lidmaatschap
) -> Uitgezet:
    """Ask a colleague to answer a line. Raises ValidationError for who was asked it already and has yet to answer."""
    row = Uitgezet(
        gemeente_id=sturing.gemeente_id,
        sturing=sturing,
        punt=punt,
        lid=lid,
        voor=voor,
        vraag=vraag,
        gevraagd_door=by,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            record(sturing.gemeente_id, by.gebruiker_id, "sturing uitgezet", f"sturing.sturing:{sturing.pk}")
            hurry_round(sturing.gemeente_id)
    except IntegrityError as error:
        text = _("%(naam)s heeft deze vraag al. Trek die eerst in als de datum anders moet.")
        raise ValidationError(text % {"naam": lid.gebruiker.naam}) from error
    return row


@transaction.atomic
def finish(*, uitgezet: Uitgezet) -> None:
    """Say that a line that was asked is answered. A double click is harmless."""
    row = Uitgezet.objects.select_for_update(of=["self"]).get(pk=uitgezet.pk)
    if row.klaar_op is None and row.ingetrokken_op is None:
        row.klaar_op = timezone.now()
        row.save(update_fields=["klaar_op"])


@transaction.atomic
def withdraw(*, uitgezet: Uitgezet, by: Lidmaatschap) -> None:
    """Take a question back that was not answered yet. A double click is harmless."""
    row = Uitgezet.objects.select_for_update(of=["self"]).get(pk=uitgezet.pk)
    if row.klaar_op is None and row.ingetrokken_op is None:
        row.ingetrokken_op = timezone.now()
        row.save(update_fields=["ingetrokken_op"])
        record(row.gemeente_id, by.gebruiker_id, "sturing ingetrokken", f"sturing.sturing:{row.sturing_id}")
