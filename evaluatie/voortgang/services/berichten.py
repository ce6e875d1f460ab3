"""Beginning, looking at, throwing away and sending a voortgangsbericht."""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluatie.voortgang.concept import draft
from evaluatie.voortgang.inhoud import compose
from evaluatie.voortgang.models import DELEN, KORT, Bericht, Berichtpdf, Berichtstaat, Lezer, Verzending
from evaluatie.voortgang.periode import period_of
from evaluatie.voortgang.services.lezers import add_readers
from projects.models import Project
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.audit.services import record
from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.documents.maken import ask
from wijkaanpak.documents.models import Maakstaat
from wijkaanpak.editing.services import add_row, stamp
from wijkaanpak.post.services import enqueue

VOORTGANG_MAIL = "voortgang"
SJABLOON = 1


class AlreadySent(Exception):
    """The bericht was sent, or thrown away, by a press before this one."""


class ChangedMeanwhile(Exception):
    """Someone wrote in the bericht since the sender looked at it."""


@dataclass(frozen=True, slots=True)
class Aan:
    """Who gets a bericht: members, readers on the list, and addresses that go on it."""

    leden: Collection[Lidmaatschap]
    lezers: Collection[Lezer]
    nieuw: Collection[str] = ()


@transaction.atomic
def begin(*, project: Project, by: Lidmaatschap) -> Bericht:
    """Draft a bericht about the days since the last one; one that is being written is returned as it is."""
    Project.objects.select_for_update(of=["self"]).get(pk=project.pk)  # two at once: the second gets the first one's
    standing: Bericht | None = Bericht.objects.concept().filter(project=project).first()
    if standing is not None:
        return standing
    periode = period_of(project, timezone.localdate())
    made = draft(project, periode)
    bericht = Bericht(gemeente_id=project.gemeente_id, project=project, van=periode.van, tot=periode.tot)
    bericht.bronnen, bericht.bekend = made.to_json(), periode.to_json()
    for deel in DELEN:
        setattr(bericht, deel, made.tekst(deel)[:KORT])
    return add_row(row=bericht, by=by.pk)


@transaction.atomic
def throw_away(*, bericht: Bericht, by: Lidmaatschap) -> None:
    """Let go of a bericht that is being written; what was sent stays, and a second press changes nothing."""
    locked: Bericht | None = Bericht.objects.concept().select_for_update(of=["self"]).filter(pk=bericht.pk).first()
    if locked is not None:
        locked.staat = Berichtstaat.WEGGEGOOID
        stamp(locked, by.pk)
        locked.save()


@transaction.atomic
def put_back(*, bericht: Bericht, by: Lidmaatschap) -> Bericht | None:
    """Go on with a bericht that was thrown away; None when another was begun and stands, or went out."""
    Project.objects.select_for_update(of=["self"]).get(pk=bericht.project_id)  # as ``begin`` does
    later = Bericht.objects.filter(project=bericht.project_id, pk__gt=bericht.pk)
    if later.exclude(staat=Berichtstaat.WEGGEGOOID).exists():
        return None
    locked: Bericht = Bericht.objects.select_for_update(of=["self"]).get(pk=bericht.pk)
    if locked.staat == Berichtstaat.WEGGEGOOID:
        locked.staat = Berichtstaat.CONCEPT
        stamp(locked, by.pk)
        locked.save()
    return locked


def next_number(project: Project) -> int:
    """Return the number that the next bericht of a project gets."""
    last = Bericht.objects.filter(project=project).aggregate(n=Max("nummer"))["n"]
    return (last or 0) + 1


def preview_words(*, bericht: Bericht, project: Project, by: Lidmaatschap) -> Inhoud:
    """Return the page as it would be sent now."""
    return compose(bericht, project, by.gemeente, nummer=next_number(project), door=by.gebruiker.naam)


@transaction.atomic
def ask_preview(*, bericht: Bericht, project: Project, by: Lidmaatschap) -> Berichtpdf:
    """Have a PDF made of what a bericht says now; of the same words there is one already."""
    said = preview_words(bericht=bericht, project=project, by=by).to_json()
    newest = preview_of(bericht)
    if newest is not None and newest.staat != Maakstaat.MISLUKT and newest.inhoud == said:
        return newest
    return _ask_pdf(bericht, said, definitief=False)


def preview_of(bericht: Bericht) -> Berichtpdf | None:
    """Return the last PDF that was made to look at, if it is of what the bericht says now."""
    rows = Berichtpdf.objects.filter(bericht=bericht, definitief=False, van_versie=bericht.versie)
    found: Berichtpdf | None = rows.order_by("-pk").first()
    return found


def _ask_pdf(bericht: Bericht, said: dict[str, object], *, definitief: bool) -> Berichtpdf:
    row: Berichtpdf = Berichtpdf.objects.create(
        gemeente_id=bericht.gemeente_id,
        bericht=bericht,
        van_versie=bericht.versie,
        inhoud=said,
        sjabloon=SJABLOON,
        definitief=definitief,
    )
    ask(row=row)
    return row


@transaction.atomic
def send(*, bericht: Bericht, project: Project, aan: Aan, versie: int, by: Lidmaatschap) -> Bericht:
    """Send a bericht, once, to each of these readers, and freeze it as it is.

    ``versie`` is what the sender looked at. Raises AlreadySent after the first press (also of another person),
    ChangedMeanwhile when it says something else by now, ValidationError when there is nobody to send it to.
    """
    locked: Bericht | None = Bericht.objects.concept().select_for_update(of=["self"]).filter(pk=bericht.pk).first()
    if locked is None:
        raise AlreadySent
    if locked.versie != versie:
        raise ChangedMeanwhile
    now = timezone.now()
    lezers = {lezer.pk: lezer for lezer in [*aan.lezers, *add_readers(project=project, adressen=aan.nieuw, by=by)]}
    if not aan.leden and not lezers:
        raise ValidationError(_("Kies minstens één lezer."))
    locked.nummer, locked.staat = next_number(project), Berichtstaat.VERSTUURD
    locked.verstuurd_op, locked.verstuurd_door = now, by
    stamp(locked, by.pk)
    locked.save()
    said = compose(locked, project, by.gemeente, nummer=locked.nummer, door=by.gebruiker.naam)
    _ask_pdf(locked, said.to_json(), definitief=True)
    rows = [Verzending(gemeente_id=locked.gemeente_id, bericht=locked, lid=lid) for lid in aan.leden]
    rows += [Verzending.to_reader(locked, lezer, now) for lezer in lezers.values()]
    for row in Verzending.objects.bulk_create(rows):
        adres = row.lezer.email if row.lezer else ""
        key = f"{locked.pk}:{row.lid_id or row.lezer_id}"
        enqueue(
            gemeente_id=locked.gemeente_id,
            soort=VOORTGANG_MAIL,
            sleutel=key,
            ding=row.pk,
            lid_id=row.lid_id,
            adres=adres,
        )
    record(locked.gemeente_id, by.gebruiker_id, "voortgangsbericht verstuurd", f"voortgang.bericht:{locked.pk}")
    return locked


@transaction.atomic
def end_links(*, bericht: Bericht, by: Lidmaatschap) -> int:
    """Let the links of readers without an account end now; return how many did."""
    rows = Verzending.objects.filter(bericht=bericht, beeindigd_op=None).exclude(code_hash="")
    number: int = rows.update(beeindigd_op=timezone.now())
    if number:
        record(bericht.gemeente_id, by.gebruiker_id, "voortgangslinks beëindigd", f"voortgang.bericht:{bericht.pk}")
    return number
