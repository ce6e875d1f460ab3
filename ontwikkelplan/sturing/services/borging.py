"""What lasts after a project: results taken from its goals, closing it, and the questions to the heirs after that."""

import calendar
import datetime

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ontwikkelplan.sturing.borging_querysets import GeborgdQuerySet
from ontwikkelplan.sturing.models import Borging, Borgingvraag
from ontwikkelplan.sturing.services.opdracht import KanNiet
from projects.afronden import Beletsel
from projects.models import Doel, Project
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.services import add_row, stamp

MAANDEN = (6, 12)  # when the heir is asked, in months after the closing
_NAMED = 3  # how many results a refusal names
_LOOK_BACK = datetime.timedelta(days=2 * 366)  # a worker that was away longer asks no more


def lock_project(project: Project) -> Project:
    """Return the project as it is now; nobody closes, opens or changes it until the transaction ends."""
    row: Project = Project.objects.select_for_update(of=["self"]).get(pk=project.pk)
    return row


def shut_because(project: Project) -> str:
    """Return why nothing can be written at the results of a project, or ''."""
    if not project.is_closed:
        return ""
    return _("Dit project is afgerond. Als de projectleider de status terugzet op ‘lopend’, kun je weer schrijven.")


@transaction.atomic
def take_goal(*, project: Project, doel: Doel, by: Lidmaatschap) -> Borging:
    """Add a goal of the project to its results. A double click is harmless. Raises KanNiet for a closed project."""
    if reason := shut_because(lock_project(project)):
        raise KanNiet(reason)
    there: Borging | None = Borging.objects.current().filter(project=project, resultaat=doel.titel).first()
    return there or add_row(
        row=Borging(gemeente_id=project.gemeente_id, project=project, resultaat=doel.titel), by=by.pk
    )


def what_hinders(project: Project) -> Beletsel | None:
    """Return why the project can't be closed yet: it has no result, or one that is not settled."""
    rows = list(Borging.objects.current().with_heirs().filter(project=project))
    still_open = [Truncator(row.resultaat).chars(60) for row in rows if not row.is_settled]
    if rows and not still_open:
        return None
    if not rows:
        reason = _("Er is nog geen resultaat vastgelegd. Leg vast wat er blijft, en wie dat in stand houdt.")
    else:
        reason = ngettext(
            "Van %(n)s resultaat is nog niet geregeld hoe het blijft bestaan: %(welke)s.",
            "Van %(n)s resultaten is nog niet geregeld hoe ze blijven bestaan: %(welke)s.",
            len(still_open),
        ) % {"n": len(still_open), "welke": "; ".join(still_open[:_NAMED]) + (" …" if still_open[_NAMED:] else "")}
    return Beletsel(reason, "sturing:borging", _("Naar de borging van dit project"))


def results_to_ask(today: datetime.date) -> GeborgdQuerySet:
    """Return the results of the projects that closed so lately that their heirs are still asked."""
    rows: GeborgdQuerySet = Borging.objects.closed_since(today - _LOOK_BACK)
    return rows


@transaction.atomic
def ask_due(*, today: datetime.date) -> None:
    """Put a question to the heir of every result, once six and once twelve months after its project closed.

    A project that was opened and closed again is asked about anew, counted from the last closing.
    """
    rows = results_to_ask(today).select_related("project")
    due = [
        Borgingvraag(
            gemeente_id=row.gemeente_id,
            borging=row,
            maanden=months,
            vraag_op=day,
            afgerond_op=row.project.afgerond_op,
        )
        for row in rows
        for months in MAANDEN
        if (day := months_after(row.project.afgerond_op, months)) <= today
    ]
    Borgingvraag.objects.bulk_create(due, ignore_conflicts=True)


def months_after(day: datetime.date, months: int) -> datetime.date:
    """Return the same day some months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


@transaction.atomic
def give_answer(*, vraag: Borgingvraag, antwoord: str, toelichting: str, by: Lidmaatschap) -> None:
    """Answer a question. The first answer holds: the same one again is harmless, another raises KanNiet.

    So does a question about a result that was taken away, or about a project that was opened again.
    """
    project = lock_project(vraag.borging.project)
    row = Borgingvraag.objects.select_for_update(of=["self"]).select_related("borging").get(pk=vraag.pk)
    if row.borging.vervallen_op is not None or not project.is_closed:
        raise KanNiet(_("Dit resultaat is weggehaald, of het project loopt weer. Je hoeft niets meer te doen."))
    if row.antwoord:
        if (row.antwoord, row.toelichting) != (antwoord, toelichting):
            raise KanNiet(_("Deze vraag is al beantwoord. Wat jij typte is niet bewaard."))
        return
    row.antwoord, row.toelichting = antwoord, toelichting
    stamp(row, by.pk)
    row.save()
