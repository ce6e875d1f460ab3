"""Versions of a report: the data and words of one moment, frozen, and a PDF that a worker makes of them."""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from evaluatie.models import Verslagtekst, Verslagversie
from evaluatie.verslag.gegevens import gather, questionnaires
from evaluatie.verslag.hoofdstukken import SJABLOON
from evaluatie.verslag.samenstellen import Bevroren, compose, work_out
from evaluatie.verslag.uitkomst import Uitkomst
from projects.models import Project
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.documents.maken import ask
from wijkaanpak.documents.models import Maakstaat
from wijkaanpak.tenancy.locks import one_at_a_time
from wijkaanpak.tenancy.models import Gemeente


class NothingChanged(Exception):
    """The report says what its newest version says; ``newest`` is that version."""

    def __init__(self, newest: Verslagversie) -> None:
        super().__init__(str(newest))
        self.newest = newest


class NotSeen(Exception):
    """Something contradicts itself since it was looked at; ``found`` is what the report says now."""

    def __init__(self, found: Uitkomst) -> None:
        super().__init__(*found.tegenspraak)
        self.found = found


def freeze(project: Project, gemeente: Gemeente, soort: str) -> Bevroren:
    """Return everything a report would be made of at this moment."""
    rows = Verslagtekst.objects.filter(project=project, soort=soort).exclude(tekst="")
    return Bevroren(
        data={**gather(project), "vragenlijsten": questionnaires(project)},
        teksten=dict(rows.values_list("sleutel", "tekst")),
        gemeente=gemeente.naam,
        kleur=gemeente.merkkleur,
        dag=timezone.localdate().isoformat(),
    )


@transaction.atomic
def make_report(
    *,
    project: Project,
    gemeente: Gemeente,
    soort: str,
    by: Lidmaatschap,
    reden: str = "",
    gezien: str | None = None,
) -> Verslagversie:
    """Freeze what a report says now as its next version, and have its PDF made.

    ``gezien`` is the mark of what contradicts itself as someone saw it; None when nobody has to. Raises NotSeen when
    something else does by now, and NothingChanged when it says what its newest version says: a double click makes one.
    """
    one_at_a_time("verslag", gemeente.pk)
    newest: Verslagversie | None = (
        Verslagversie.objects.filter(project=project, soort=soort).order_by("-nummer").first()
    )
    nummer = newest.nummer + 1 if newest else 1
    bron = freeze(project, gemeente, soort)
    found = work_out(bron, soort)
    if found.tegenspraak and gezien not in {None, found.mark}:
        raise NotSeen(found)
    if newest and newest.staat != Maakstaat.MISLUKT and _says_the_same(newest, bron, soort):
        raise NothingChanged(newest)
    made = Verslagversie.objects.create(
        gemeente_id=gemeente.pk,
        project=project,
        soort=soort,
        nummer=nummer,
        reden=reden,
        gegevens=bron.to_json(),
        uitkomst=found.to_json(),
        inhoud=compose(found, bron, soort, nummer).to_json(),
        sjabloon=SJABLOON,
        gemaakt_door=by,
    )
    ask(row=made)
    return made


def _says_the_same(newest: Verslagversie, bron: Bevroren, soort: str) -> bool:
    """Whether the newest version says what would be said now, apart from the day."""
    before = Bevroren.from_json(newest.gegevens)
    then = replace(bron, dag=before.dag)
    return compose(work_out(then, soort), then, soort, newest.nummer) == Inhoud.from_json(newest.inhoud)
