"""Asking for something to take out, asking again, and throwing it away."""

from datetime import timedelta
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.audit.services import record
from wijkaanpak.documents.maken import ask
from wijkaanpak.documents.models import Maakstaat
from wijkaanpak.tenancy.locks import one_at_a_time
from wijkaanpak.uitvoer.keuze import Gevonden, Keuze
from wijkaanpak.uitvoer.models import BUSY, Soort, Uitvoer, Uitvoerstuk

DAYS = 7  # that a zip is kept
SJABLOON = 1


class NietsGekozen(Exception):
    """Nothing falls within the choice."""


@transaction.atomic
def ask_pdfs(*, keuze: Keuze, found: Gevonden, by: Lidmaatschap) -> Uitvoer:
    """Have everything that was chosen made as PDF. The same choice that is being made is not made twice.

    ``found`` is what ``chosen`` returned for this choice.

    Raises NietsGekozen when the choice holds nothing.
    """
    busy = _busy(by, Soort.PDF).filter(inhoud=keuze.as_json()).first()
    if busy is not None:
        return busy
    if not found:
        raise NietsGekozen
    uitvoer = _make(by, Soort.PDF, keuze.words(), keuze.as_json())
    Uitvoerstuk.objects.bulk_create(
        Uitvoerstuk(
            gemeente_id=by.gemeente_id,
            uitvoer=uitvoer,
            bron=bron.slug,
            sleutel=stuk.sleutel,
            map=stuk.map[:200],
            titel=stuk.titel[:200],
            dag=stuk.dag,
            inhoud={},
            sjabloon=SJABLOON,
        )
        for bron, stukken in found
        for stuk in stukken
    )
    return uitvoer


@transaction.atomic
def ask_everything(*, by: Lidmaatschap) -> Uitvoer:
    """Have everything of the gemeente made for another installation; one that is being made is not made twice."""
    busy = _busy(by, Soort.GEGEVENS).first()
    return busy or _make(by, Soort.GEGEVENS, _("De hele gemeente"), {})


def _busy(by: Lidmaatschap, soort: Soort) -> "QuerySet[Uitvoer]":
    one_at_a_time("uitvoer", by.gemeente_id)
    return Uitvoer.objects.filter(soort=soort, staat__in=BUSY)


def _make(by: Lidmaatschap, soort: Soort, waarvan: str, inhoud: dict[str, str]) -> Uitvoer:
    made = Uitvoer.objects.create(
        gemeente_id=by.gemeente_id,
        soort=soort,
        waarvan=waarvan[:200],
        inhoud=inhoud,
        sjabloon=SJABLOON,
        gevraagd_door=by,
        vervalt_op=timezone.now() + timedelta(days=DAYS),
    )
    record(by.gemeente_id, by.gebruiker_id, f"uitvoer.{soort.value}_gevraagd", f"uitvoer.uitvoer:{made.pk}")
    ask(row=made)
    return made


@transaction.atomic
def try_again(*, uitvoer: Uitvoer) -> None:
    """Try once more what failed: its pieces, and the zip. What was made is kept; a zip that is ready is packed anew."""
    locked = Uitvoer.objects.select_for_update(of=["self"]).get(pk=uitvoer.pk)
    failed = Uitvoerstuk.objects.filter(uitvoer=locked, staat=Maakstaat.MISLUKT)
    if locked.is_busy or (locked.is_ready and not failed.exists()):
        return
    failed.update(staat=Maakstaat.WACHT, pogingen=0)
    old = locked.bestand.name
    locked.bestand, locked.sha256, locked.staat, locked.pogingen, locked.stap = "", "", Maakstaat.WACHT, 0, 0
    locked.save(update_fields=["bestand", "sha256", "staat", "pogingen", "stap"])
    if old:
        transaction.on_commit(lambda: default_storage.delete(old))
    ask(row=locked)


@transaction.atomic
def remove(*, uitvoer_ids: list[UUID]) -> None:
    """Throw away what was taken out: the files first, so that a crash in between leaves no file without a row.

    The rows are locked before their files are named: a worker that is storing one is waited for.
    """
    rows = Uitvoer.objects.filter(pk__in=uitvoer_ids)
    stukken = Uitvoerstuk.objects.filter(uitvoer__in=uitvoer_ids)
    locked = [*rows.select_for_update(of=["self"]), *stukken.select_for_update(of=["self"]).defer("inhoud")]
    for each in locked:
        if name := each.bestand.name:
            default_storage.delete(name)
    stukken.delete()
    rows.delete()
