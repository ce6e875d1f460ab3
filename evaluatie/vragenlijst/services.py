"""What is written of the questionnaire: rounds, their links, answers as counts, and what becomes of remarks."""

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from evaluatie.vragenlijst.models import Opmerking, Ronde, Telling, Wegwijzer, make_code
from evaluatie.vragenlijst.vragen import SLA_OVER, latest_version, lijst_van
from wijkaanpak.accounts.models import Lidmaatschap, hash_token
from wijkaanpak.audit.services import record
from wijkaanpak.editing.services import add_row, set_aside, stamp

if TYPE_CHECKING:
    from django.db.models import QuerySet

BEWAREN = datetime.timedelta(days=5 * 365)


class KanNiet(Exception):
    """It is too late for this: the round is over, or it was answered."""


@transaction.atomic
def start_round(*, ronde: Ronde, by: Lidmaatschap) -> Ronde:
    """Store a new round, with the newest questions and its link."""
    ronde.lijstversie = latest_version()
    add_row(row=ronde, by=by.pk)
    Telling.objects.create(gemeente_id=ronde.gemeente_id, ronde=ronde)
    Wegwijzer.objects.create(code_hash=hash_token(ronde.code), naar_id=ronde.gemeente_id)
    return ronde


@transaction.atomic
def renew_link(*, ronde: Ronde, by: Lidmaatschap) -> Ronde:
    """Give a round a new link; the old one ends at once. Raises KanNiet when the round is over.

    One that came from another installation begins to count here.
    """
    locked = _locked(ronde)
    Telling.objects.get_or_create(ronde=locked, defaults={"gemeente_id": locked.gemeente_id})
    Wegwijzer.objects.filter(pk=hash_token(locked.code)).delete()
    locked.code = make_code()
    Wegwijzer.objects.create(code_hash=hash_token(locked.code), naar_id=locked.gemeente_id)
    _save(locked, by)
    record(locked.gemeente_id, by.gebruiker_id, "vragenlijst nieuwe link", _thing(locked))
    return locked


@transaction.atomic
def close_round(*, ronde: Ronde, by: Lidmaatschap) -> None:
    """Close a round for good: nobody can answer any more, and its result is there. Raises KanNiet when it is over."""
    locked = _locked(ronde)
    locked.gesloten_op = timezone.now()
    _save(locked, by)
    record(locked.gemeente_id, by.gebruiker_id, "vragenlijst gesloten", _thing(locked))


@transaction.atomic
def take_away(*, ronde: Ronde, by: Lidmaatschap) -> None:
    """Take a round away that nobody answered, with its link. Raises KanNiet when somebody did."""
    telling = _counts_of(ronde.pk)
    if (telling is not None and telling.aantal) or ronde.is_settled(timezone.now()):
        raise KanNiet  # of a round that is over, not even whether there were a few
    set_aside(row=ronde, gone=True, by=by.pk)
    Wegwijzer.objects.filter(pk=hash_token(ronde.code)).delete()


@transaction.atomic
def answer(*, ronde_id: UUID, keuzes: Mapping[str, str], tekst: str = "") -> bool:
    """Count one answer; a question that is not in ``keuzes`` was skipped. False when the round is not open.

    Who answers wait for each other and for who closes, so that nothing is counted after a result was shown.
    """
    telling = _counts_of(ronde_id)
    ronde = Ronde.objects.current().select_related("project").filter(pk=ronde_id).first()
    if telling is None or ronde is None or not ronde.is_open(timezone.localdate()):
        return False
    for vraag in lijst_van(ronde.lijstversie, ronde.doelgroep).vragen:
        counts = telling.keuzes.setdefault(vraag.id, {})
        keuze = keuzes.get(vraag.id) or SLA_OVER
        counts[keuze] = counts.get(keuze, 0) + 1
    telling.aantal += 1
    telling.save(update_fields=["aantal", "keuzes"])
    if tekst and ronde.open_vraag:
        Opmerking.objects.create(gemeente_id=ronde.gemeente_id, ronde=ronde, tekst=tekst)
    return True


@transaction.atomic
def release_quote(*, opmerking: Opmerking, citaat: str, by: Lidmaatschap) -> None:
    """Let everyone who sees the project read a quote; it takes the place of what was typed, which is gone."""
    locked = Opmerking.objects.select_for_update(of=["self"]).filter(pk=opmerking.pk, tekst=opmerking.tekst).first()
    if locked is None:
        raise KanNiet  # someone judged it meanwhile
    locked.tekst, locked.is_vrij = citaat, True
    locked.save(update_fields=["tekst", "is_vrij"])
    record(by.gemeente_id, by.gebruiker_id, "vragenlijst citaat vrijgegeven", _thing(opmerking.ronde))


@transaction.atomic
def drop_remark(*, opmerking: Opmerking, by: Lidmaatschap) -> None:
    """Throw a remark or a quote away for good."""
    opmerking.delete()
    record(by.gemeente_id, by.gebruiker_id, "vragenlijst opmerking weg", _thing(opmerking.ronde))


def to_forget() -> "QuerySet[Ronde]":
    """Return the rounds that ended five years ago and still have counts or remarks (PRV-06)."""
    day = timezone.localdate() - BEWAREN
    rows: QuerySet[Ronde] = Ronde.objects.filter(open_tot__lt=day, tellingen__isnull=False)
    return rows


@transaction.atomic
def forget_answers() -> None:
    """Delete the counts and remarks of rounds that ended five years ago; the round itself stays."""
    rondes = list(to_forget().values_list("pk", flat=True))
    Opmerking.objects.filter(ronde__in=rondes).delete()
    Telling.objects.filter(ronde__in=rondes).delete()


def _counts_of(ronde_id: UUID) -> Telling | None:
    """Lock the counts of a round: what everyone who answers or closes it waits for."""
    found: Telling | None = Telling.objects.select_for_update(of=["self"]).filter(ronde=ronde_id).first()
    return found


def _locked(ronde: Ronde) -> Ronde:
    _counts_of(ronde.pk)
    locked: Ronde = Ronde.objects.select_for_update(of=["self"]).get(pk=ronde.pk)
    if locked.is_over(timezone.localdate()):
        raise KanNiet
    return locked


def _save(ronde: Ronde, by: Lidmaatschap) -> None:
    stamp(ronde, by.pk)
    ronde.save()


def _thing(ronde: Ronde) -> str:
    return f"{ronde._meta.label_lower}:{ronde.pk}"
