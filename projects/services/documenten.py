"""Versions of documents: made once, frozen as JSON, rendered in a worker in short transactions."""

import hashlib
from dataclasses import replace
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from projects.documenten.samenstellen import compose
from projects.documenten.sjablonen import SJABLOON
from projects.models import Project, Projectdocument
from projects.models.documenten import Maakstaat
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.tenancy.hurry import hurry
from wijkaanpak.tenancy.locks import one_at_a_time
from wijkaanpak.tenancy.models import Gemeente

TASK = "projects.tasks.make_documents"
ATTEMPTS = 3
STUCK = timedelta(minutes=5)  # a worker that was killed leaves a document "bezig": after this it is taken again


class NothingChanged(Exception):
    """The document says what its newest version says; ``newest`` is that version."""

    def __init__(self, newest: Projectdocument) -> None:
        super().__init__(str(newest))
        self.newest = newest


@transaction.atomic
def make_version(
    *, project: Project, gemeente: Gemeente, soort: str, by: Lidmaatschap, reden: str = ""
) -> Projectdocument:
    """Freeze what a document says now as its next version, and have its PDF made.

    Raises NothingChanged when it says the same as its newest version: a double click makes one.
    """
    one_at_a_time("document", gemeente.pk)
    versions = Projectdocument.objects.filter(project=project, soort=soort)
    newest = versions.order_by("-nummer").first()
    nummer = newest.nummer + 1 if newest else 1
    kenmerk = newest.kenmerk if newest else _next_kenmerk()
    inhoud = compose(project=project, gemeente=gemeente, soort=soort, kenmerk=kenmerk, versie=nummer)
    if newest and newest.staat != Maakstaat.MISLUKT and _says_the_same(Inhoud.from_json(newest.inhoud), inhoud):
        raise NothingChanged(newest)
    made = Projectdocument.objects.create(
        gemeente_id=gemeente.pk,
        project=project,
        soort=soort,
        nummer=nummer,
        kenmerk=kenmerk,
        inhoud=inhoud.to_json(),
        sjabloon=SJABLOON,
        reden=reden,
        gemaakt_door=by,
    )
    transaction.on_commit(lambda: hurry(TASK, gemeente.pk))
    return made


def _says_the_same(old: Inhoud, new: Inhoud) -> bool:
    """Whether two versions say the same, apart from when and as which version."""
    return replace(old, versie=new.versie, datum=new.datum) == new


def _next_kenmerk() -> str:
    """``WA-2026-0001``: counted per gemeente; the caller holds the lock."""
    year = timezone.localdate().year
    last = Projectdocument.objects.filter(kenmerk__startswith=f"WA-{year}-").aggregate(last=Max("kenmerk"))["last"]
    number = int(last.rsplit("-", 1)[1]) + 1 if last else 1
    return f"WA-{year}-{number:04}"


def inhoud_of(document: Projectdocument) -> Inhoud:
    """Return what a version said."""
    return Inhoud.from_json(document.inhoud)


@transaction.atomic
def claim_next() -> Projectdocument | None:
    """Take the next document that waits for its PDF, so that no other worker does; None when there is none."""
    now = timezone.now()
    waiting = Projectdocument.objects.waiting(now - STUCK).order_by("gemaakt_op")
    document: Projectdocument | None = waiting.select_for_update(of=["self"], skip_locked=True).first()
    if document is None:
        return None
    document.pogingen += 1
    document.staat = Maakstaat.BEZIG if document.pogingen <= ATTEMPTS else Maakstaat.MISLUKT
    document.stap = 0
    document.begonnen_op = now
    document.save(update_fields=["pogingen", "staat", "stap", "begonnen_op"])
    return document


@transaction.atomic
def note_step(*, document: Projectdocument, stap: int) -> None:
    """Say how far the rendering is, for the page that shows it."""
    Projectdocument.objects.filter(pk=document.pk, staat=Maakstaat.BEZIG).update(stap=stap)


@transaction.atomic
def store_pdf(*, document: Projectdocument, pdf: bytes) -> None:
    """Keep the bytes of a version with their hash. A version that has its bytes keeps them."""
    locked = Projectdocument.objects.select_for_update(of=["self"]).get(pk=document.pk)
    if locked.bestand:
        return
    locked.bestand.save("document.pdf", ContentFile(pdf), save=False)
    locked.sha256 = hashlib.sha256(pdf).hexdigest()
    locked.staat = Maakstaat.KLAAR
    locked.save(update_fields=["bestand", "sha256", "staat"])


@transaction.atomic
def give_up(*, document: Projectdocument) -> None:
    """Let a version wait for its next attempt, or say that it failed after the last."""
    staat = Maakstaat.WACHT if document.pogingen < ATTEMPTS else Maakstaat.MISLUKT
    Projectdocument.objects.filter(pk=document.pk, staat=Maakstaat.BEZIG).update(staat=staat)


@transaction.atomic
def try_again(*, document: Projectdocument) -> None:
    """Have a version that failed made again."""
    Projectdocument.objects.filter(pk=document.pk, staat=Maakstaat.MISLUKT).update(
        staat=Maakstaat.WACHT, pogingen=0, stap=0
    )
    transaction.on_commit(lambda: hurry(TASK, document.gemeente_id))
