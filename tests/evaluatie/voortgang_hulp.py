"""A town with voortgangsberichten: one that was sent, and one that is being written."""

from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.utils import timezone

from evaluatie.voortgang.models import Bericht, Berichtpdf, Lezer, Verzending
from evaluatie.voortgang.services.berichten import Aan, ask_preview, begin, send
from tests.cast import CANARY, Town
from wijkaanpak.documents.models import Maakstaat
from wijkaanpak.editing.services import save_fields
from wijkaanpak.post.models import Mail

PDF = b"%PDF-1.7\n%%EOF\n"


@dataclass(frozen=True)
class Voortgang:
    """What a town has of voortgang. ``verstuurd`` went to ``buiten`` and to ``lezer``, with ``verzending``."""

    concept: Bericht
    verstuurd: Bericht
    lezer: Lezer
    verzending: Verzending


def written(town: Town) -> Bericht:
    """Draft a bericht of the leider and put the canary in it; a scope must be open."""
    bericht = begin(project=town.project, by=town.leider.lid)
    saved = save_fields(row=bericht, values={"komt": f"{CANARY} komt"}, versie=bericht.versie, by=town.leider.lid.pk)
    return saved.row


def add_voortgang(town: Town) -> None:
    """Send one bericht and begin another, both with a PDF; a scope must be open."""
    first = written(town)
    aan = Aan([town.buiten.lid], [], [f"{CANARY}.partner@example.org"])
    sent = send(
        bericht=first,
        project=town.project,
        aan=aan,
        versie=first.versie,
        by=town.leider.lid,
    )
    Mail.objects.filter(soort="voortgang").update(verstuurd_op=timezone.now())
    concept = begin(project=town.project, by=town.leider.lid)
    save_fields(row=concept, values={"inleiding": f"{CANARY} kort"}, versie=1, by=town.leider.lid.pk)
    concept.refresh_from_db()
    ask_preview(bericht=concept, project=town.project, by=town.leider.lid)
    for pdf in Berichtpdf.objects.all():
        pdf.bestand.save("document.pdf", ContentFile(PDF), save=False)
        pdf.staat, pdf.bladen = Maakstaat.KLAAR, 1
        pdf.save()
    verzending = Verzending.objects.get(lezer__isnull=False)
    town.vg = Voortgang(concept, sent, Lezer.objects.get(), verzending)
