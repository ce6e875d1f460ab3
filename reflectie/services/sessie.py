"""The life of one session: from concept to logged, moved or cancelled, and the steps at the table."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reflectie.methode import as_data, method_of
from reflectie.models import Genodigde, Sessie, Sessiestaat
from reflectie.models.uitnodigen import Berichtsoort
from reflectie.services.berichten import tell_everyone
from reflectie.services.genodigden import ask_guest, sync_invited, unsupported
from reflectie.services.zelfbeeld import open_round_after
from reflectie.staten import KanNiet, target
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.services import stamp


def _locked(sessie: Sessie) -> Sessie:
    found: Sessie = Sessie.objects.select_for_update(of=["self"]).select_related("project", "reeks").get(pk=sessie.pk)
    return found


def _save(sessie: Sessie, by: Lidmaatschap) -> None:
    stamp(sessie, by.pk)
    sessie.save()


@transaction.atomic
def take_step(*, sessie: Sessie, naam: str, by: Lidmaatschap) -> Sessie:
    """Take one step of the table in ``reflectie.staten``.

    Raises KanNiet, with what to do first, when the step can't be taken; KeyError for a step that is none.
    """
    locked = _locked(sessie)
    if locked.staat == _REACHED.get(naam):
        return locked  # a double click, or a colleague who was first
    staat, was = target(naam, locked.staat), locked.staat
    _CHECKS.get(naam, _nothing)(locked, by)
    locked.staat = staat
    _EFFECTS.get(naam, _nothing)(locked, by)
    _save(locked, by)
    if naam == "plannen" or (naam == "afzeggen" and was == Sessiestaat.GEPLAND):
        tell_everyone(sessie=locked, soort=_TELL[naam], by=by)
    if naam == "afronden":
        open_round_after(sessie=locked)
    return locked


def _nothing(sessie: Sessie, by: Lidmaatschap) -> None:
    """Most steps need no check, and have no effect but the state."""


def _can_be_planned(sessie: Sessie, by: Lidmaatschap) -> None:
    if sessie.datum < timezone.localdate():
        raise KanNiet(_("Deze datum is voorbij. Kies een andere datum, of begin de MLB om hem vast te leggen."))
    _can_begin(sessie, by)


def _can_begin(sessie: Sessie, by: Lidmaatschap) -> None:
    if sessie.gespreksleider_id is None:
        raise KanNiet(_("Kies eerst een gespreksleider."))
    sync_invited(sessie=sessie, by=by)
    _nobody_is_alone(sessie)


def _nobody_is_alone(sessie: Sessie) -> None:
    """MLB-15: an ervaringsdeskundige comes with someone who supports them."""
    if alone := unsupported(sessie):
        names = ", ".join(row.naam for row in alone)
        raise KanNiet(_("Wie ondersteunt %(wie)s? Een ervaringsdeskundige komt niet alleen.") % {"wie": names})


def _was_never_logged(sessie: Sessie, by: Lidmaatschap) -> None:
    """A session that was opened again keeps its steps: the notes hang on them."""
    if sessie.afgerond_op is not None:
        raise KanNiet(_("Deze MLB was al vastgelegd. Rond hem weer af als je klaar bent."))


def _can_be_finished(sessie: Sessie, by: Lidmaatschap) -> None:
    if not sessie.leervraag:
        raise KanNiet(_("Schrijf eerst de leervraag op."))
    if not Genodigde.objects.current().filter(sessie=sessie, aanwezig=True).exists():
        raise KanNiet(_("Geef eerst aan wie er was."))


def _plan(sessie: Sessie, by: Lidmaatschap) -> None:
    sessie.volgnummer += 1


def _begin(sessie: Sessie, by: Lidmaatschap) -> None:
    for guest in Genodigde.objects.current().filter(sessie=sessie).select_related("sessie", "lid__gebruiker"):
        ask_guest(genodigde=guest, by=by)
    sessie.stappen = as_data(method_of(sessie.methode).stappen)
    sessie.stap, sessie.stap_sinds = 0, timezone.now()


def _not_begun(sessie: Sessie, by: Lidmaatschap) -> None:
    sessie.stappen, sessie.stap, sessie.stap_sinds = [], 0, None
    if sessie.volgnummer == 0:  # it was never planned, so nobody was asked
        sessie.staat = Sessiestaat.CONCEPT


def _finish(sessie: Sessie, by: Lidmaatschap) -> None:
    sessie.afgerond_op = timezone.now()


_REACHED = {
    "plannen": Sessiestaat.GEPLAND,
    "beginnen": Sessiestaat.BEZIG,
    "afzeggen": Sessiestaat.AFGEZEGD,
    "afronden": Sessiestaat.AFGEROND,
}
_CHECKS = {
    "plannen": _can_be_planned,
    "beginnen": _can_begin,
    "afronden": _can_be_finished,
    "toch_niet": _was_never_logged,
}
_EFFECTS = {
    "plannen": _plan,
    "beginnen": _begin,
    "afzeggen": _plan,
    "toch_niet": _not_begun,
    "afronden": _finish,
}
_TELL = {"plannen": Berichtsoort.UITNODIGING, "afzeggen": Berichtsoort.AFGEZEGD}


@transaction.atomic
def move_session(
    *, sessie: Sessie, datum: datetime.date, begin: datetime.time, duur: int, plaats: str, by: Lidmaatschap
) -> bool:
    """Give a session another day, time or place; return whether anything moved.

    Everyone hears of it when it was planned and the new day is still to come. A day that has passed is for logging
    afterwards. Raises KanNiet once it was logged.
    """
    locked = _locked(sessie)
    if locked.staat == Sessiestaat.AFGEROND:
        raise KanNiet(_("Deze MLB is al vastgelegd. Open hem weer als de datum niet klopt."))
    wanted = (datum, begin, duur, plaats)
    if (locked.datum, locked.begin, locked.duur, locked.plaats) == wanted:
        return False
    locked.datum, locked.begin, locked.duur, locked.plaats = wanted
    is_planned = locked.staat == Sessiestaat.GEPLAND and datum >= timezone.localdate()
    if is_planned:
        locked.volgnummer += 1
        sync_invited(sessie=locked, by=by)
    _save(locked, by)
    if is_planned:
        tell_everyone(sessie=locked, soort=Berichtsoort.VERPLAATST, by=by)
    return True


@transaction.atomic
def go_to_step(*, sessie: Sessie, stap: int, by: Lidmaatschap) -> Sessie:
    """Put the table at a step of the method; its clock starts now. Past the last step it stays there."""
    locked = _locked(sessie)
    if locked.staat != Sessiestaat.BEZIG:
        raise KanNiet(_("De MLB is niet bezig."))
    wanted = max(0, min(stap, len(locked.stappen) - 1))
    if wanted != locked.stap:
        locked.stap, locked.stap_sinds = wanted, timezone.now()
        _save(locked, by)
    return locked
