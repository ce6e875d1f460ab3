"""The text a region offers for the opdracht: giving it out, delivering it, and taking it over (OPD-OG-05).

What was given out is a version of the opdracht of the region. It is read in the scope of the gemeente that leads and
written in the scope of who receives it: each can be done again without doing anything twice.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ontwikkelplan.sturing.models import Opdracht, Opdrachtsoort, Opdrachttekst, Opdrachtversie, Regiotekst
from ontwikkelplan.sturing.services.opdracht import KanNiet, freeze, open_to_write, text_row
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.audit.services import record
from wijkaanpak.editing.services import save_fields, stamp
from wijkaanpak.tenancy.hurry import hurry
from wijkaanpak.tenancy.locks import one_at_a_time
from wijkaanpak.tenancy.models import Gemeente

TASK = "ontwikkelplan.sturing.opdracht_tasks.deliver_texts"


@transaction.atomic
def give_out(*, opdracht: Opdracht, by: Lidmaatschap) -> Opdrachtversie:
    """Freeze the text of the region as an edition, and bring it to every gemeente. Raises KanNiet without news."""
    row = open_to_write(opdracht)
    last = Opdrachtversie.objects.filter(opdracht=row).first()
    made = freeze(opdracht=row, reden=_("Uitgegeven aan de gemeenten van de regio"), by=by)
    if not made.inhoud["teksten"] and last is None:
        raise KanNiet(_("Er staat nog geen tekst in. Schrijf eerst een onderdeel."))
    if last is not None and last.inhoud["teksten"] == made.inhoud["teksten"]:
        raise KanNiet(_("Er is niets veranderd sinds de vorige uitgifte."))
    record(row.gemeente_id, by.gebruiker_id, "regiotekst uitgegeven", f"sturing.opdracht:{row.pk}")
    transaction.on_commit(lambda: hurry(TASK, row.gemeente_id))
    return made


@dataclass(frozen=True, slots=True)
class Editie:
    """The newest edition as it travels, to gemeenten that are in the region now."""

    nummer: int
    teksten: dict[str, dict[str, Any]]
    ontvangers: list[UUID]


def newest_edition(trekker: Gemeente) -> Editie | None:
    """Return what this gemeente gave out last, while it leads its region; None when there is nothing."""
    rows = Opdrachtversie.objects.filter(opdracht__soort=Opdrachtsoort.REGIONAAL)
    made = rows.order_by("-nummer").first()
    to = list(Gemeente.objects.filter(regio__trekker=trekker).values_list("pk", flat=True))
    return Editie(made.nummer, made.inhoud["teksten"], to) if made is not None and to else None


@transaction.atomic
def receive(*, gemeente_id: UUID, editie: Editie) -> None:
    """Write an edition into the gemeente that receives it. Doing it again, or an older one later, changes nothing."""
    one_at_a_time("regioteksten", gemeente_id)
    there = {row.punt: row for row in Regiotekst.objects.all()}
    if any(row.uitgifte > editie.nummer for row in there.values()):
        return
    for punt, said in editie.teksten.items():
        row = there.pop(punt, None) or Regiotekst(gemeente_id=gemeente_id, punt=punt, uitgifte=0)
        if said["sinds"] > row.uitgifte or row.ingetrokken_op is not None:
            row.tekst, row.is_vast, row.uitgifte = said["tekst"], said["vast"], said["sinds"]
            row.ingetrokken_op = None
            row.save()
    for gone in there.values():
        if gone.ingetrokken_op is None:
            gone.uitgifte, gone.ingetrokken_op = editie.nummer, timezone.now()
            gone.save()


def _offer_seen(punt: str, uitgifte: int) -> Regiotekst:
    """Return the offer that the screen showed. Raises KanNiet for a newer one, or one that was withdrawn."""
    row: Regiotekst | None = Regiotekst.objects.select_for_update(of=["self"]).filter(punt=punt).first()
    if row is None or row.ingetrokken_op is not None:
        raise KanNiet(_("De regio heeft deze tekst intussen ingetrokken."))
    if row.uitgifte != uitgifte:
        raise KanNiet(_("De regio heeft dit intussen opnieuw gewijzigd. Kijk eerst wat er nu staat."))
    return row


@transaction.atomic
def take_over(*, opdracht: Opdracht, punt: str, uitgifte: int, versie: int, by: Lidmaatschap) -> None:
    """Put the text of the region in the place of ours, which stays in the history.

    ``versie`` is the text that the screen showed: what a colleague wrote since is not written over (KanNiet).
    """
    row, offer = text_row(opdracht=opdracht, punt=punt), _offer_seen(punt, uitgifte)
    result = save_fields(row=row, values={"tekst": offer.tekst, "reden": ""}, versie=versie, by=by.pk)
    if result.conflicts:
        raise KanNiet(_("Een collega wijzigde deze tekst net ook. Kijk eerst wat er nu staat."))
    _go_by(result.row, offer, by)


@transaction.atomic
def keep_ours(*, opdracht: Opdracht, punt: str, uitgifte: int, reden: str, versie: int, by: Lidmaatschap) -> None:
    """Keep our own text beside that of the region; of a locked text we say why. Raises KanNiet without that.

    ``versie`` is the text that the screen showed: a reason that a colleague gave since is not written over (KanNiet).
    """
    row, offer = text_row(opdracht=opdracht, punt=punt), _offer_seen(punt, uitgifte)
    if offer.is_vast and not reden:
        raise KanNiet(_("Dit is een vaste tekst van de regio. Schrijf op waarom jullie ervan afwijken."))
    saved = save_fields(row=row, values={"reden": reden}, versie=versie, by=by.pk)
    if saved.conflicts:
        raise KanNiet(_("Een collega schreef hier net ook een reden. Kijk eerst wat er nu staat."))
    _go_by(saved.row, offer, by)


def _go_by(row: Opdrachttekst, offer: Regiotekst, by: Lidmaatschap) -> None:
    if row.van_regio != offer.uitgifte:
        row.van_regio = offer.uitgifte
        stamp(row, by.pk)
        row.save()
