"""The self-rating of a team: a round after every third session, answers of nobody in particular (UI-01e)."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, F, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from projects.models import Teamlid
from reflectie.models import VRAGEN, Sessie, Zelfbeeldantwoord, Zelfbeelddeelname, Zelfbeeldronde
from reflectie.staten import KanNiet
from wijkaanpak.accounts.models import Lidmaatschap

EVERY = 3  # sessions
OPEN_FOR = datetime.timedelta(days=21)
SHOWN_FROM = 4  # answers
SCORES = (1, 2, 3, 4, 5)


@transaction.atomic
def open_round_after(*, sessie: Sessie) -> Zelfbeeldronde | None:
    """Open a round when this was the third, sixth … session that was held; once per session."""
    held = Sessie.objects.held().filter(project=sessie.project_id).count()
    rounds = Zelfbeeldronde.objects.filter(project=sessie.project_id).count()
    if held % EVERY or rounds >= held // EVERY:
        return None  # also when an older session was opened again
    team = Teamlid.objects.current().filter(project=sessie.project_id).count()
    ronde, _made = Zelfbeeldronde.objects.get_or_create(
        gemeente_id=sessie.gemeente_id,
        project_id=sessie.project_id,
        sessie=sessie,
        defaults={"tot": timezone.localdate() + OPEN_FOR, "team": team},
    )
    found: Zelfbeeldronde = ronde
    return found


@transaction.atomic
def answer_round(*, ronde: Zelfbeeldronde, lid: Lidmaatschap, scores: list[int]) -> None:
    """Store five scores from 1 to 5, and apart from them that this member answered.

    Raises KanNiet the second time, and once the round is closed: an answer after that would be the difference.
    """
    locked = Zelfbeeldronde.objects.select_for_update(of=["self"]).get(pk=ronde.pk)
    if locked.tot < timezone.localdate() or locked.antwoorden.count() >= locked.team:
        raise KanNiet(_("Deze ronde is gesloten."))
    _row, is_first = Zelfbeelddeelname.objects.get_or_create(gemeente_id=ronde.gemeente_id, ronde=ronde, lid=lid)
    if not is_first:
        raise KanNiet(_("Je hebt deze keer al geantwoord."))
    fields = {f"score_{number}": score for number, score in enumerate(scores, start=1)}
    Zelfbeeldantwoord.objects.create(gemeente_id=ronde.gemeente_id, ronde=ronde, **fields)


def open_rounds() -> QuerySet[Zelfbeeldronde]:
    """Return the rounds that still take answers."""
    rows: QuerySet[Zelfbeeldronde] = Zelfbeeldronde.objects.filter(tot__gte=timezone.localdate())
    return rows.annotate(gegeven=Count("antwoorden")).filter(gegeven__lt=F("team"))


@dataclass(frozen=True, slots=True)
class Uitslag:
    """One question: how many people gave each score from 1 to 5."""

    vraag: str | Promise
    aantallen: tuple[int, ...]

    @property
    def gemiddeld(self) -> float:
        """The mean, to one decimal."""
        total = sum(self.aantallen)
        return round(sum(score * n for score, n in zip(SCORES, self.aantallen, strict=True)) / total, 1)


def result_of(ronde: Zelfbeeldronde) -> list[Uitslag] | None:
    """Return what a round says, or None while it may not be shown.

    It is shown from four answers up, and only once nothing can be added any more (everyone answered, or the day has
    passed): else the difference between two looks would be one person's answer.
    """
    rows = list(ronde.antwoorden.order_by("?").values_list(*(f"score_{n}" for n in SCORES)))
    return tally(rows, tot=ronde.tot, team=ronde.team, today=timezone.localdate())


def tally(
    rows: Sequence[Sequence[int]], *, tot: datetime.date, team: int, today: datetime.date
) -> list[Uitslag] | None:
    """Return what these answers (five scores each) say, or None while that may not be shown; see ``result_of``."""
    is_closed = tot < today or len(rows) >= team
    if len(rows) < SHOWN_FROM or not is_closed:
        return None
    columns = list(zip(*rows, strict=True))
    return [
        Uitslag(vraag, tuple(column.count(score) for score in SCORES))
        for vraag, column in zip(VRAGEN, columns, strict=True)
    ]
