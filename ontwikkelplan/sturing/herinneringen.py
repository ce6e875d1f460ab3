"""What sturing has to remind people of: questions, actions, information that is due, and what was to last."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from ontwikkelplan.herinneringen import GEVRAAGD
from ontwikkelplan.sturing.models import (
    Bestuursgesprek,
    Borging,
    Borgingvraag,
    Gespreksregel,
    Monitorafspraak,
    Opdracht,
    Overleg,
    Overlegactie,
    Uitgezet,
    Verbetering,
)
from ontwikkelplan.sturing.models.opdracht import Opdrachtstaat
from ontwikkelplan.sturing.overzicht import TIME_TO_ANSWER
from projects.herinneringen import AFLOPEND, DEADLINES, beleid, in_project, keepers_of, leaders_of, until
from projects.models.project import Projectstatus
from projects.querysets import ROLES_THAT_SEE_ALL
from wijkaanpak.accounts.models import Gebruiker, Lidmaatschap, Rol
from wijkaanpak.herinneringen import agenda
from wijkaanpak.herinneringen.agenda import Afspraak
from wijkaanpak.herinneringen.bronnen import Bron, Melding, Ritme, Soort, around, register, register_kinds, step

MONITORING, BORGING = "monitoring", "borging"
QUARTER = 90  # days before an opdracht ends
DELIVERY_AHEAD = 14

Dag = datetime.date
Rows = QuerySet[Any]


# --- questions of the checklist ----------------------------------------------------------------------------


def _asked(today: Dag) -> Rows:
    rows: Rows = Uitgezet.objects.open().filter(voor__gte=today - datetime.timedelta(days=60))
    return rows


def _of_asked(rows: Rows, today: Dag) -> Iterator[Melding]:
    """When it was asked, three days before its day, and when that has passed."""
    for row in rows.select_related("sturing__gemeente", "gevraagd_door__gebruiker"):
        moment = step(row.voor, today) if (row.voor - today).days <= 3 else "gevraagd"
        title = (
            _("Te laat: een vraag uit de checklist sturing")
            if moment == "laat"
            else _("Beantwoord een vraag uit de checklist sturing")
        )
        yield Melding(
            lid=row.lid_id,
            sleutel=f"{row.pk}:{row.voor}:{moment}",
            titel=title,
            onder=_("gevraagd door %(wie)s") % {"wie": row.gevraagd_door.gebruiker.naam},
            pad=reverse("sturing:gevraagd", args=[row.sturing.gemeente.slug, row.sturing_id]) + f"#{row.punt}",
            dag=row.voor,
        )


# --- actions that name someone -----------------------------------------------------------------------------


def _people() -> dict[str, list[UUID]]:
    """Return who works here by their name: an action says in words who does it."""
    found: dict[str, list[UUID]] = defaultdict(list)
    rows = Lidmaatschap.objects.active().exclude(rol=Rol.GAST)
    for lid, naam in rows.values_list("pk", "gebruiker__naam"):
        found[naam.strip().casefold()].append(lid)
    return found


def _of_gesprekken(today: Dag) -> Rows:
    rows: Rows = Gespreksregel.objects.open().filter(around("voor", today)).exclude(wie="")
    return rows.select_related("gesprek__gemeente")


def _of_overleggen(today: Dag) -> Rows:
    rows: Rows = Overlegactie.objects.open().filter(around("voor", today)).exclude(wie="")
    return rows.select_related("overleg__gemeente")


def _action(
    row: Any, meeting: Any, title: str, pad: str, people: dict[str, list[UUID]], today: Dag
) -> Iterator[Melding]:
    for lid in people.get(row.wie.strip().casefold(), []):
        late = step(row.voor, today) == "laat"
        yield Melding(
            lid=lid,
            sleutel=f"{row.pk}:{row.voor}:{step(row.voor, today)}",
            titel=_("Te laat: %(wat)s") % {"wat": title[0].lower() + title[1:]} if late else title,
            onder=date_format(meeting.datum, "j F Y"),
            pad=pad,
            dag=row.voor,
        )


def _in_gesprekken(rows: Rows, today: Dag) -> Iterator[Melding]:
    people = _people()
    for row in rows:
        pad = reverse("sturing:gesprek-vastleggen", args=[row.gesprek.gemeente.slug, row.gesprek_id]) + "#regels"
        yield from _action(row, row.gesprek, _("Je actie uit het bestuurlijk gesprek"), pad, people, today)


def _in_overleggen(rows: Rows, today: Dag) -> Iterator[Melding]:
    people = _people()
    for row in rows:
        pad = reverse("sturing:overleg", args=[row.overleg.gemeente.slug, row.overleg_id]) + "#acties"
        yield from _action(row, row.overleg, _("Je actie uit het overleg met het lokaal team"), pad, people, today)


# --- information, and opdrachten that end ------------------------------------------------------------------


def _deliveries(today: Dag) -> Rows:
    rows: Rows = Monitorafspraak.objects.filter(around("volgende", today, ahead=DELIVERY_AHEAD), vervallen_op=None)
    return rows.exclude(opdracht__staat=Opdrachtstaat.VERVALLEN)


def _of_deliveries(rows: Rows, today: Dag) -> Iterator[Melding]:
    people = beleid()
    for row in rows.select_related("opdracht__gemeente"):
        late = step(row.volgende, today) == "laat"
        for lid in people:
            yield Melding(
                lid=lid,
                sleutel=f"{row.pk}:{row.volgende}:{step(row.volgende, today)}",
                titel=_("Te laat: informatie voor de monitoring")
                if late
                else _("Er komt informatie voor de monitoring"),
                onder=f"{row.opdracht.titel} · {row.get_leverancier_display()}",
                pad=reverse("sturing:opdracht-monitoring", args=[row.opdracht.gemeente.slug, row.opdracht_id]),
                dag=row.volgende,
            )


def _opdrachten(today: Dag) -> Rows:
    rows: Rows = Opdracht.objects.filter(around("eind", today, ahead=QUARTER, late=14), staat=Opdrachtstaat.VASTGESTELD)
    return rows


def _of_opdrachten(rows: Rows, today: Dag) -> Iterator[Melding]:
    people = beleid()
    for row in rows.select_related("gemeente"):
        for lid in people:
            yield Melding(
                lid=lid,
                sleutel=f"{row.pk}:{row.eind}:{step(row.eind, today)}",
                titel=_("Een opdracht is afgelopen") if row.eind < today else _("Een opdracht loopt af"),
                onder=f"{row.titel} · {until(row.eind)}",
                pad=reverse("sturing:opdracht-overzicht", args=[row.gemeente.slug, row.pk]),
            )


# --- what was to last --------------------------------------------------------------------------------------


def _is_there(heir: Lidmaatschap | None) -> bool:
    """Whether there is an heir, who can still log in."""
    return heir is not None and heir.is_active and heir.gebruiker.is_active


def _checks(today: Dag) -> Rows:
    """Also of projects that are finished: that is when what was to last is looked at."""
    rows: Rows = Borging.objects.filter(
        around("controle_op", today), vervallen_op=None, afwijking="", project__gearchiveerd_op=None
    )
    sees = Q(erfgenaam__rol__in=ROLES_THAT_SEE_ALL) | in_project("erfgenaam")
    rows = rows.exclude(project__status=Projectstatus.GEPAUZEERD).annotate(
        erfgenaam_ziet=ExpressionWrapper(sees, BooleanField())
    )
    return rows.select_related("project__gemeente", "erfgenaam__gebruiker")


def _of_checks(rows: Rows, today: Dag) -> Iterator[Melding]:
    """The heir, if they can open the page; else who looks after the project."""
    keepers = keepers_of({row.project_id for row in rows})
    for row in rows:
        project = row.project
        for lid in [row.erfgenaam_id] if row.erfgenaam_ziet and _is_there(row.erfgenaam) else keepers[project.pk]:
            yield Melding(
                lid=lid,
                sleutel=f"{row.pk}:{row.controle_op}:{step(row.controle_op, today)}",
                titel=_("Kijk of een resultaat nog leeft"),
                onder=project.naam,
                pad=reverse("sturing:borging", args=[project.gemeente.slug, project.pk]),
                dag=row.controle_op,
            )


def _improvements(today: Dag) -> Rows:
    rows: Rows = Verbetering.objects.filter(around("controle_op", today), vervallen_op=None)
    return rows.select_related("agenda__gemeente", "erfgenaam__gebruiker")


def _of_improvements(rows: Rows, today: Dag) -> Iterator[Melding]:
    for row in rows:
        heir = row.erfgenaam
        for lid in [heir.pk] if _is_there(heir) and heir.rol != Rol.GAST else beleid():
            yield Melding(
                lid=lid,
                sleutel=f"{row.pk}:{row.controle_op}:{step(row.controle_op, today)}",
                titel=_("Kijk of een verbetering nog leeft"),
                onder=row.agenda.titel,
                pad=reverse("sturing:verbeteragenda-een", args=[row.agenda.gemeente.slug, row.agenda_id]),
                dag=row.controle_op,
            )


def _questions(today: Dag) -> Rows:
    """The questions to heirs that wait, about the last closing of projects that are still closed."""
    last = Q(afgerond_op=None) | Q(afgerond_op=F("borging__project__afgerond_op"))
    asked = (today - datetime.timedelta(days=90), today)
    rows: Rows = Borgingvraag.objects.filter(
        last,
        antwoord="",
        vraag_op__range=asked,
        borging__vervallen_op=None,
        borging__project__status=Projectstatus.AFGEROND,
        borging__project__gearchiveerd_op=None,
    )
    return rows.select_related("borging__project__gemeente", "borging__erfgenaam__gebruiker")


def _of_questions(rows: Rows, today: Dag) -> Iterator[Melding]:
    """The heir; of one who left the projectleider, else the beheerders: those who may answer."""
    leaders = leaders_of({row.borging.project_id for row in rows})
    managers = list(Lidmaatschap.objects.active().filter(rol=Rol.BEHEERDER).values_list("pk", flat=True))
    for row in rows:
        heir, project = row.borging.erfgenaam, row.borging.project
        due = row.vraag_op + TIME_TO_ANSWER
        for lid in [heir.pk] if _is_there(heir) else leaders[project.pk] or managers:
            yield Melding(
                lid=lid,
                sleutel=f"{row.pk}:{step(due, today)}",
                titel=_("Leeft een resultaat van dit project nog?"),
                onder=_("%(project)s · %(n)s maanden na het project") % {"project": project.naam, "n": row.maanden},
                pad=reverse("sturing:borgingvraag", args=[project.gemeente.slug, row.pk]),
                dag=due,
            )


# --- calendar ----------------------------------------------------------------------------------------------


def _calendar(user: Gebruiker, since: Dag) -> Iterator[Afspraak]:
    """The questions put to this person, and for beleid the talks with who governs and the meetings with the team."""
    for row in Uitgezet.objects.open().filter(lid__gebruiker=user, voor__gte=since).select_related("gemeente"):
        pad = reverse("sturing:gevraagd", args=[row.gemeente.slug, row.sturing_id])
        yield Afspraak(f"vraag-{row.pk}", _("Vraag checklist sturing"), row.voor, pad)
    mine = Lidmaatschap.objects.active().filter(gebruiker=user, rol=Rol.BELEID).values("gemeente")
    for gesprek in (
        Bestuursgesprek.objects.current().filter(gemeente__in=mine, datum__gte=since).select_related("gemeente")
    ):
        pad = reverse("sturing:gesprek-vastleggen", args=[gesprek.gemeente.slug, gesprek.pk])
        yield Afspraak(f"gesprek-{gesprek.pk}", _("Bestuurlijk gesprek"), gesprek.datum, pad)
    for overleg in Overleg.objects.current().filter(gemeente__in=mine, datum__gte=since).select_related("gemeente"):
        pad = reverse("sturing:overleg", args=[overleg.gemeente.slug, overleg.pk])
        yield Afspraak(f"overleg-{overleg.pk}", _("Overleg lokaal team"), overleg.datum, pad)


register_kinds(
    Soort(
        MONITORING,
        _lazy("Monitoring"),
        _lazy("Informatie die volgens de opdracht binnenkomt, of te laat is."),
        Ritme.WEEK,
        rollen=frozenset({Rol.BELEID}),
    ),
    Soort(BORGING, _lazy("Borging"), _lazy("Kijken of een resultaat of een verbetering nog leeft."), Ritme.WEEK),
)
register(
    Bron(GEVRAAGD, _asked, _of_asked),
    Bron(DEADLINES, _of_gesprekken, _in_gesprekken),
    Bron(DEADLINES, _of_overleggen, _in_overleggen),
    Bron(MONITORING, _deliveries, _of_deliveries),
    Bron(AFLOPEND, _opdrachten, _of_opdrachten),
    Bron(BORGING, _checks, _of_checks),
    Bron(BORGING, _improvements, _of_improvements),
    Bron(BORGING, _questions, _of_questions),
)
agenda.register(_calendar)
