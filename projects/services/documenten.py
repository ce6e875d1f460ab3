"""Versions of documents: made once, frozen as JSON, rendered in a worker in short transactions."""

from dataclasses import replace

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from projects.documenten.samenstellen import compose
from projects.documenten.sjablonen import SJABLOON
from projects.models import Project, Projectdocument
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.documents.maken import ask
from wijkaanpak.documents.models import Maakstaat
from wijkaanpak.tenancy.locks import one_at_a_time
from wijkaanpak.tenancy.models import Gemeente


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
    ask(row=made)
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
