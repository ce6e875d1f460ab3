"""PDFs of a plan: asked for in a request, made in a worker in short transactions."""

import hashlib
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from ontwikkelplan.models import Plan, Planpdf, Planversie
from ontwikkelplan.uitwisseling.momentopname import Momentopname, momentopname
from ontwikkelplan.uitwisseling.pdf import SJABLOON
from projects.models.documenten import Maakstaat
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.tenancy.hurry import hurry

TASK = "ontwikkelplan.tasks.make_pdfs"
ATTEMPTS = 3
STUCK = timedelta(minutes=5)  # a worker that was killed leaves a PDF "bezig": after this it is taken again


@transaction.atomic
def ask_pdf(*, plan: Plan, by: Lidmaatschap, versie: Planversie | None = None) -> Planpdf:
    """Have a PDF made of a plan as it is now, or of a version. One that waits already is not asked twice."""
    Plan.objects.select_for_update(of=["self"]).get(pk=plan.pk)
    waiting = Planpdf.objects.filter(plan=plan, van_versie=versie, staat=Maakstaat.WACHT, gevraagd_door=by).first()
    if waiting is not None:
        return waiting
    inhoud = Momentopname.model_validate(versie.inhoud) if versie else momentopname(plan)
    made = Planpdf.objects.create(
        gemeente_id=plan.gemeente_id,
        plan=plan,
        van_versie=versie,
        inhoud=inhoud.model_dump(mode="json"),
        sjabloon=SJABLOON,
        gevraagd_door=by,
    )
    transaction.on_commit(lambda: hurry(TASK, plan.gemeente_id))
    return made


@transaction.atomic
def claim_next() -> Planpdf | None:
    """Take the next PDF that must be made, so that no other worker does; None when there is none."""
    now = timezone.now()
    rows = Planpdf.objects.waiting().exclude(staat=Maakstaat.BEZIG, begonnen_op__gte=now - STUCK)
    pdf: Planpdf | None = rows.order_by("gevraagd_op").select_for_update(of=["self"], skip_locked=True).first()
    if pdf is None:
        return None
    pdf.pogingen += 1
    pdf.staat = Maakstaat.BEZIG if pdf.pogingen <= ATTEMPTS else Maakstaat.MISLUKT
    pdf.stap = 0
    pdf.begonnen_op = now
    pdf.save(update_fields=["pogingen", "staat", "stap", "begonnen_op"])
    return pdf


@transaction.atomic
def note_step(*, pdf: Planpdf, stap: int) -> None:
    """Say how far the rendering is, for the page that shows it."""
    Planpdf.objects.filter(pk=pdf.pk, staat=Maakstaat.BEZIG).update(stap=stap)


@transaction.atomic
def store_pdf(*, pdf: Planpdf, data: bytes) -> None:
    """Keep the bytes with their hash; a PDF that has its bytes keeps them."""
    locked = Planpdf.objects.select_for_update(of=["self"]).get(pk=pdf.pk)
    if locked.bestand:
        return
    locked.bestand.save("plan.pdf", ContentFile(data), save=False)
    locked.sha256 = hashlib.sha256(data).hexdigest()
    locked.staat = Maakstaat.KLAAR
    locked.save(update_fields=["bestand", "sha256", "staat"])


@transaction.atomic
def give_up(*, pdf: Planpdf) -> None:
    """Let a PDF wait for its next attempt, or say that it failed after the last."""
    staat = Maakstaat.WACHT if pdf.pogingen < ATTEMPTS else Maakstaat.MISLUKT
    Planpdf.objects.filter(pk=pdf.pk, staat=Maakstaat.BEZIG).update(staat=staat)


@transaction.atomic
def try_again(*, pdf: Planpdf) -> None:
    """Have a PDF that failed made again."""
    Planpdf.objects.filter(pk=pdf.pk, staat=Maakstaat.MISLUKT).update(staat=Maakstaat.WACHT, pogingen=0, stap=0)
    transaction.on_commit(lambda: hurry(TASK, pdf.gemeente_id))
