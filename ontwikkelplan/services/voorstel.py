"""Proposals: kept when something comes in, landed as far as someone says so, forgotten in time."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ontwikkelplan.cellen import lees_standen
from ontwikkelplan.models import Ontwikkelpunt, Plan, Voorstel
from ontwikkelplan.overgangen import KanNiet
from ontwikkelplan.services.punten import add_point, add_stand
from ontwikkelplan.uitwisseling.plakken import verleg
from ontwikkelplan.uitwisseling.schone_cel import schone_cel
from ontwikkelplan.uitwisseling.teksten import STAND
from ontwikkelplan.uitwisseling.voorbeeld import HOUD, Celbeeld, Rijbeeld, herken_nieuw
from ontwikkelplan.uitwisseling.voorstel import Staat, Voorstelcel, Voorstelinhoud, Voorstelrij
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.services import save_fields

KEEP = timedelta(days=30)
TERM = timedelta(days=90)  # of a proposal that nobody handles


@dataclass(slots=True)
class Uitkomst:
    """What landing did: cells and new rows that are in the plan now, and what someone else did meanwhile.

    ``botsingen`` are cells that they changed, ``bekend`` new rows that they put there.
    """

    cellen: int = 0
    rijen: int = 0
    botsingen: int = 0
    bekend: int = 0


@transaction.atomic
def keep_proposal(*, plan: Plan, soort: str, bestandsnaam: str, inhoud: Voorstelinhoud, by: Lidmaatschap) -> Voorstel:
    """Keep what was read until someone chooses; a file without news is handled at once.

    The same file again, while its proposal waits for the same person, gives that proposal.
    """
    Plan.objects.select_for_update(of=["self"]).get(pk=plan.pk)
    mine = Voorstel.objects.filter(plan=plan, door=by).waiting()
    same: Voorstel | None = mine.filter(inhoud__sha256=inhoud.sha256).first() if inhoud.sha256 else None
    if same is not None:
        return same
    return Voorstel.objects.create(
        gemeente_id=plan.gemeente_id,
        plan=plan,
        soort=soort,
        bestandsnaam=bestandsnaam[:160],
        inhoud=inhoud.model_dump(mode="json"),
        door=by,
        afgehandeld_op=None if inhoud.is_open else timezone.now(),
    )


@transaction.atomic
def move_paste(*, voorstel: Voorstel, over: bool) -> None:
    """Put what was pasted over the rows from where the cursor was, or below the table, as long as nothing landed."""
    locked = Voorstel.objects.select_for_update(of=["self"]).select_related("plan").get(pk=voorstel.pk)
    inhoud = Voorstelinhoud.model_validate(locked.inhoud)
    if inhoud.plak is None or not inhoud.is_te_verplaatsen or inhoud.plak.over == over:
        return
    moved = verleg(locked.plan, inhoud.plak, over=over)
    moved.sha256 = inhoud.sha256
    locked.inhoud = moved.model_dump(mode="json")
    locked.afgehandeld_op = None if moved.is_open else timezone.now()
    locked.save(update_fields=["inhoud", "afgehandeld_op"])


@transaction.atomic
def land(*, voorstel: Voorstel, rijen: list[Rijbeeld], by: Lidmaatschap) -> Uitkomst:
    """Put the chosen cells in the plan. What was handled before is left alone: a double click lands once.

    Raises KanNiet when the plan was closed meanwhile.
    """
    locked = Voorstel.objects.select_for_update(of=["self"]).select_related("plan").get(pk=voorstel.pk)
    inhoud = Voorstelinhoud.model_validate(locked.inhoud)
    locked.plan = Plan.objects.select_for_update(of=["self"]).get(pk=locked.plan_id)
    if locked.plan.is_closed:
        raise KanNiet(_("Dit plan is intussen afgesloten."))
    herken_nieuw(locked.plan, inhoud)
    done = Uitkomst()
    for beeld in rijen:
        rij = inhoud.rijen[beeld.nummer]
        if rij.id != beeld.id and (rij.is_open or not rij.cellen):  # in the plan since it was shown
            done.bekend += 1
        elif rij.is_open and not beeld.is_weg:
            _land_row(locked.plan, rij, beeld, by, done)
    locked.inhoud = inhoud.model_dump(mode="json")
    if not inhoud.is_open:
        locked.afgehandeld_op = timezone.now()
    locked.save(update_fields=["inhoud", "afgehandeld_op"])
    return done


def _land_row(plan: Plan, rij: Voorstelrij, beeld: Rijbeeld, by: Lidmaatschap, done: Uitkomst) -> None:
    clashing: set[str] = set()
    chosen = {
        cel.kolom: schone_cel(cel.kolom, cel.wordt)
        for cel in beeld.cellen
        if beeld.keuze and cel.keuze not in ("", HOUD)
    }
    standen = chosen.pop(STAND, "")
    if rij.is_nieuw and beeld.keuze:
        row = add_point(plan=plan, tabel=rij.tabel, by=by, cellen=chosen)
        _add_standen(rij, row, standen, by)
        done.rijen += 1
        rij.id, rij.gemaakt, rij.geland = row.pk, True, [row.versie]
    elif not rij.is_nieuw:
        clashing = _save_row(plan, rij, beeld, chosen, standen, by)
        done.cellen += len(chosen) + bool(standen) - len(clashing)
        done.botsingen += len(clashing)
    by_name = {cel.kolom: cel for cel in beeld.cellen}
    for cel in rij.cellen:
        if cel.kolom in by_name and cel.staat == "":
            cel.staat = _state(cel, by_name[cel.kolom], beeld, clashing)


def _save_row(
    plan: Plan, rij: Voorstelrij, beeld: Rijbeeld, chosen: dict[str, str], standen: str, by: Lidmaatschap
) -> set[str]:
    """Save cells over a row that is there, or over the plan; return which were changed by another meanwhile."""
    row: Any = plan
    if rij.tabel:
        assert rij.id  # noqa: S101
        row = Ontwikkelpunt.objects.select_for_update(of=["self"]).get(plan=plan, pk=rij.id)
        if row.vervallen_op is not None:
            return {*chosen, *([STAND] if standen else [])}
        _add_standen(rij, row, standen, by)
    result = save_fields(row=row, values=chosen, versie=beeld.versie, by=by.pk)
    if result.changed:
        rij.geland.append(result.row.versie)
    return {each.field for each in result.conflicts}


def _add_standen(rij: Voorstelrij, row: Ontwikkelpunt, text: str, by: Lidmaatschap) -> None:
    for datum, tekst in reversed(list(lees_standen(text))):
        if datum is not None:
            rij.standen.append(add_stand(punt=row, datum=datum, tekst=tekst, by=by).pk)


def _state(cel: Voorstelcel, beeld: Celbeeld, row: Rijbeeld, clashing: set[str]) -> Staat:
    if cel.kolom in clashing or (row.keuze and beeld.keuze == ""):
        return ""
    return "over" if row.keuze and beeld.keuze != HOUD else "niet"


@transaction.atomic
def close(*, voorstel: Voorstel, vervallen: bool = False) -> None:
    """Leave the rest of a proposal as it is; ``vervallen`` says that nobody chose in time."""
    locked = Voorstel.objects.select_for_update(of=["self"]).select_related("plan").get(pk=voorstel.pk)
    if locked.afgehandeld_op is None:
        inhoud = Voorstelinhoud.model_validate(locked.inhoud)
        herken_nieuw(locked.plan, inhoud)
        for cel in (cel for rij in inhoud.rijen for cel in rij.cellen if cel.staat == ""):
            cel.staat = "niet"
        inhoud.vervallen = vervallen
        locked.inhoud, locked.afgehandeld_op = inhoud.model_dump(mode="json"), timezone.now()
        locked.save(update_fields=["inhoud", "afgehandeld_op"])


def to_lapse() -> "QuerySet[Voorstel]":
    """Return the proposals that nobody handled in time."""
    rows: QuerySet[Voorstel] = Voorstel.objects.waiting().filter(op__lt=timezone.now() - TERM)
    return rows


def to_forget() -> "QuerySet[Voorstel]":
    """Return the proposals with texts that were handled a month ago."""
    rows: QuerySet[Voorstel] = Voorstel.objects.filter(afgehandeld_op__lt=timezone.now() - KEEP).exclude(inhoud={})
    return rows


@transaction.atomic
def lapse() -> int:
    """Close the proposals that nobody handled in time; return how many."""
    old = list(to_lapse())
    for voorstel in old:
        close(voorstel=voorstel, vervallen=True)
    return len(old)


@transaction.atomic
def forget_texts() -> int:
    """Throw away the texts of proposals that were handled a month ago; return of how many."""
    return to_forget().update(inhoud={}, bestandsnaam="")
