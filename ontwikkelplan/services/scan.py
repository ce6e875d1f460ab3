"""The quickscan: starting one, who answers it, its state, and the rows that are filled in."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ontwikkelplan.models import (
    Plan,
    Scan,
    Scanantwoord,
    Scandeelname,
    Scanstaat,
    Scanuitkomst,
)
from ontwikkelplan.overgangen import KanNiet
from ontwikkelplan.scanstaten import target
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.audit.services import record
from wijkaanpak.editing.services import stamp
from wijkaanpak.herinneringen.services.ronde import hurry_round


@transaction.atomic
def start_scan(*, plan: Plan, scan: Scan, by: Lidmaatschap) -> Scan:
    """Store a new scan of a plan, on the questions of that plan. Raises IntegrityError for a name that is taken."""
    scan.gemeente_id = plan.gemeente_id
    scan.plan = plan
    scan.instrument_versie = plan.instrument_versie
    stamp(scan, by.pk)
    scan.save(force_insert=True)
    return scan


def locked(scan: Scan) -> Scan:
    """Return the scan as it is now, locked until the transaction ends: what is saved meanwhile waits."""
    row: Scan = Scan.objects.select_for_update(of=["self"]).get(pk=scan.pk)
    return row


class KanNietMeedoen(KanNiet):
    """Someone can't answer for a viewpoint; ``veld`` is the field of the form that the text stands beside."""

    def __init__(self, text: str, veld: str) -> None:
        super().__init__(text)
        self.veld = veld


@transaction.atomic
def add_participant(*, scan: Scan, lid: Lidmaatschap, perspectief: str, by: Lidmaatschap) -> Scandeelname:
    """Let someone answer for a viewpoint. Who leads the scan sees no answer this way before the meeting.

    Raises KanNietMeedoen for who answers already or answered for another viewpoint, and for who would let themself
    into a viewpoint with answers.
    """
    locked(scan)
    rows = list(Scandeelname.objects.filter(scan=scan, lid=lid).order_by("-gestopt_op", "pk"))
    now = next((row for row in rows if row.gestopt_op is None), None)
    if now is not None and now.perspectief == perspectief:
        return now  # a double click
    answered = set(_answers(scan).values_list("perspectief", flat=True))
    _require_one_viewpoint(lid, rows, now, perspectief, answered)
    if lid.pk == by.pk and perspectief in answered:
        text = _("Dit perspectief heeft al antwoorden. Jezelf toevoegen kan dan niet. Vraag het een collega.")
        raise KanNietMeedoen(text, "perspectief")
    row = Scandeelname(gemeente_id=scan.gemeente_id, scan=scan, lid=lid, perspectief=perspectief)
    row.save(force_insert=True)
    _note(row, by, "quickscan deelname gegeven")
    hurry_round(scan.gemeente_id)
    return row


def _answers(scan: Scan) -> QuerySet[Scanantwoord]:
    rows: QuerySet[Scanantwoord] = Scanantwoord.objects.filter(scan=scan).exclude(waarde="", toelichting="")
    return rows


def _require_one_viewpoint(
    lid: Lidmaatschap, rows: list[Scandeelname], now: Scandeelname | None, perspectief: str, answered: set[str]
) -> None:
    """Raise KanNietMeedoen for a second viewpoint: who stopped saw the first, once it has answers."""
    if now is not None:
        text = _("%(naam)s doet al mee: %(perspectief)s. Stop dat eerst.")
        raise KanNietMeedoen(text % {"naam": lid, "perspectief": now.get_perspectief_display().lower()}, "lid")
    seen = next((row for row in rows if row.perspectief != perspectief and row.perspectief in answered), None)
    if seen is not None:
        text = _("%(naam)s deed al mee: %(perspectief)s. Iedereen vult een quickscan in vanuit één perspectief.")
        raise KanNietMeedoen(text % {"naam": lid, "perspectief": seen.get_perspectief_display().lower()}, "lid")


def _note(row: Scandeelname, by: Lidmaatschap, what: str) -> None:
    record(row.gemeente_id, by.gebruiker_id, what, f"ontwikkelplan.scandeelname:{row.pk}")


@transaction.atomic
def stop_participant(*, deelname: Scandeelname, by: Lidmaatschap) -> None:
    """Let someone answer no longer. What their viewpoint answered stays."""
    row = Scandeelname.objects.select_for_update(of=["self"]).get(pk=deelname.pk)
    if row.gestopt_op is not None:
        return
    row.gestopt_op = timezone.now()
    row.save(update_fields=["gestopt_op"])
    _note(row, by, "quickscan deelname gestopt")


@transaction.atomic
def take_step(*, scan: Scan, naam: str, by: Lidmaatschap) -> Scan:
    """Give a scan its next state. Raises KanNiet when the step doesn't start at the state it has now."""
    row = locked(scan)
    row.staat = target(naam, row.staat)
    now = timezone.now()
    if row.staat == Scanstaat.BESPREKEN:
        row.besproken_op = row.besproken_op or now
    row.afgerond_op = now if row.staat == Scanstaat.AFGEROND else None
    stamp(row, by.pk)
    row.save()
    record(row.gemeente_id, by.gebruiker_id, f"quickscan {naam}", f"ontwikkelplan.scan:{row.pk}")
    return row


@transaction.atomic
def answer_row(*, scan: Scan, perspectief: str, punt: str) -> Scanantwoord:
    """Return the answer of a viewpoint to a question, made when it is not there. Raises KanNiet once it is too late."""
    if locked(scan).staat != Scanstaat.INVULLEN:
        raise KanNiet(_("De bespreking is begonnen. Antwoorden kun je nu niet meer veranderen."))
    key = {"gemeente_id": scan.gemeente_id, "scan": scan, "perspectief": perspectief, "punt": punt}
    Scanantwoord.objects.bulk_create([Scanantwoord(**key)], ignore_conflicts=True)
    row: Scanantwoord = Scanantwoord.objects.get(**key)
    return row


@transaction.atomic
def outcome_row(*, scan: Scan, punt: str) -> Scanuitkomst:
    """Return what was agreed at a question, made when it is not there. Raises KanNiet outside the meeting."""
    if locked(scan).staat != Scanstaat.BESPREKEN:
        raise KanNiet(_("De bespreking van deze quickscan is niet open."))
    key = {"gemeente_id": scan.gemeente_id, "scan": scan, "punt": punt}
    Scanuitkomst.objects.bulk_create([Scanuitkomst(**key)], ignore_conflicts=True)
    row: Scanuitkomst = Scanuitkomst.objects.get(**key)
    return row
