"""The second reading: what another reader suspects in stored texts is a question to the team; it blocks nothing."""

import datetime
import hashlib

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from reflectie.models import Actie, Alternatief, Sessie, Stapnotitie
from reflectie.privacywacht import Soort, Vondst, sleutel
from reflectie.privacywacht.tweede import Lezer
from reflectie.services.behouden import kept, remember
from wijkaanpak.accounts.models import Lidmaatschap

LOOK_BACK = datetime.timedelta(days=2)


def texts_of(sessie: Sessie) -> str:
    """Return every text of a session, one after the other."""
    texts = [sessie.leervraag, sessie.casus, sessie.mogelijkheden]
    texts += Stapnotitie.objects.filter(sessie=sessie).order_by("pk").values_list("tekst", flat=True)
    for model in (Alternatief, Actie):
        texts += model.objects.current().filter(sessie=sessie).order_by("pk").values_list("tekst", flat=True)
    return "\n".join(tekst for tekst in texts if tekst)


def recent() -> "QuerySet[Sessie]":
    """Return the sessions that may have been changed since they were read."""
    since = timezone.now() - LOOK_BACK
    rows: QuerySet[Sessie] = Sessie.objects.filter(gewijzigd_op__gte=since).select_related("project")
    return rows


@transaction.atomic
def read_again(*, sessie: Sessie, lezer: Lezer) -> bool:
    """Let another reader look at the texts of a session that changed; return whether it looked.

    Words that may stay (``Behouden``) are left out. Nothing is stored but the words that it suspects.
    """
    text = texts_of(sessie)
    mark = hashlib.sha256(text.encode()).hexdigest()
    if mark == sessie.tweede_lezing:
        return False
    may_stay = kept(sessie.project, sessie)
    words = list(dict.fromkeys(woord for woord in lezer(text) if key_of(woord) not in may_stay))
    Sessie.objects.filter(pk=sessie.pk).update(tweede_lezing=mark, vermoedens=words)
    return True


def key_of(woord: str) -> str:
    """Return the key under which a suspected word is remembered: that of a name."""
    return sleutel(Vondst(Soort.NAAM, 0, len(woord), woord))


@transaction.atomic
def let_stay(*, sessie: Sessie, woord: str, reden: str, by: Lidmaatschap) -> None:
    """Remember that a suspected word may stay, with the reason, and ask about it no more."""
    locked = Sessie.objects.select_for_update(of=["self"]).get(pk=sessie.pk)
    if woord not in locked.vermoedens:
        return
    if remember(project=sessie.project, sessie=sessie, sleutel=key_of(woord), reden=reden, by=by):
        rest = [each for each in locked.vermoedens if each != woord]
        Sessie.objects.filter(pk=sessie.pk).update(vermoedens=rest)
