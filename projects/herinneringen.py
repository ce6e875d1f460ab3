"""What projects has to remind people of: deadlines, signatures and what ends."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from projects.content import SLUG
from projects.models import (
    Afwijking,
    ChecklistAntwoord,
    EigenPunt,
    Mandaat,
    Project,
    ProjectDeling,
    Signaalkeuze,
    Sleutelfiguur,
    Teamlid,
    Tekenverzoek,
)
from projects.models.documenten import Verzoeksoort
from projects.models.project import Projectrol, Projectstatus
from projects.signalen import BY_ID
from wijkaanpak.accounts.models import Gebruiker, Lidmaatschap, Rol
from wijkaanpak.herinneringen import agenda
from wijkaanpak.herinneringen.agenda import Afspraak
from wijkaanpak.herinneringen.bronnen import Bron, Melding, Ritme, Soort, around, register, register_kinds, step
from wijkaanpak.instrumenten import registry

DEADLINES, TEKENEN, AFLOPEND, EVALUATIE = "deadlines", "tekenen", "aflopend", "evaluatie"
MONTH = 30  # days before something ends
WAITS = (7, 21)  # days after the request that a signature is asked for again

Dag = datetime.date
Rows = QuerySet[Any]


def running(path: str = "project__") -> Q:
    """Return the condition that a project runs: not archived, finished or paused."""
    idle = [Projectstatus.AFGEROND, Projectstatus.GEPAUZEERD]
    return Q(**{f"{path}gearchiveerd_op": None}) & ~Q(**{f"{path}status__in": idle})


def in_project(lid: str, project: str = "project") -> Q:
    """Return the condition that the member at ``lid`` takes part in the project of a row."""
    team = Teamlid.objects.current().filter(project=OuterRef(project), lid=OuterRef(lid))
    shared = ProjectDeling.objects.current().filter(content_object=OuterRef(project), lid=OuterRef(lid))
    return Q(Exists(team)) | Q(Exists(shared))


def leaders_of(projects: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """Return who leads each project now."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    rows = Teamlid.objects.current().filter(
        project__in=projects, rol=Projectrol.PROJECTLEIDER, lid__gebruiker__is_active=True
    )
    for project, lid in rows.values_list("project_id", "lid_id"):
        found[project].append(lid)
    return found


def beleid() -> list[UUID]:
    """Return who makes policy in the gemeente in scope: they see every project and write the plans."""
    return list(Lidmaatschap.objects.active().filter(rol=Rol.BELEID).values_list("pk", flat=True))


def keepers_of(projects: Collection[UUID]) -> dict[UUID, list[UUID]]:
    """Return who looks after each project: who leads it; where nobody does, beleid."""
    leaders = leaders_of(projects)
    instead = beleid() if any(not leaders[project] for project in projects) else []
    return {project: leaders[project] or instead for project in projects}


def silent(regel: str, today: Dag) -> Q:
    """Return the condition that a rule asks nothing of a project: it is off, deviated from, or its repair planned."""
    off = Signaalkeuze.objects.filter(gemeente=OuterRef("gemeente"), regel=regel, aan=False)
    deviation = Afwijking.objects.filter(project=OuterRef("pk"), regel=regel, vervallen_op=None, tot__gte=today)
    planned = ChecklistAntwoord.objects.filter(project=OuterRef("pk"), punt=BY_ID[regel].punt, deadline__gte=today)
    return Q(Exists(off)) | Q(Exists(deviation)) | Q(Exists(planned.exclude(status__in=["gereed", "nvt"])))


def until(day: Dag) -> str:
    """Return in words until when something lasts."""
    return _("tot en met %(dag)s") % {"dag": date_format(day, "j F Y")}


# --- deadlines of the checklist ----------------------------------------------------------------------


def _deadlines(today: Dag) -> Rows:
    there = ExpressionWrapper(in_project("verantwoordelijke"), output_field=BooleanField())
    rows: Rows = ChecklistAntwoord.objects.filter(running(), around("deadline", today)).annotate(is_er=there)
    return rows.exclude(status__in=["gereed", "nvt"])


def _of_deadlines(rows: Rows, today: Dag) -> Iterator[Melding]:
    own = _own_points()
    found = list(rows.select_related("project__gemeente", "verantwoordelijke__gebruiker"))
    leaders = leaders_of({row.project_id for row in found})
    for row in found:
        place = _place(row, own)
        if place is None:
            continue  # withdrawn, or retired by an upgrade: nothing left to do
        title, url = place
        late = step(row.deadline, today) == "laat"
        for lid in _who(row, leaders):
            yield Melding(
                lid=lid,
                sleutel=f"{row.pk}:{row.deadline}:{step(row.deadline, today)}",
                titel=(_("Te laat: %(wat)s") if late else _("Deadline: %(wat)s")) % {"wat": title},
                onder=f"{row.project.naam} · {row.punt}",
                pad=url,
                dag=row.deadline,
            )


def _own_points() -> dict[tuple[UUID | None, str], str]:
    """Return the phase of every own punt, of a project or (None) of the gemeente."""
    rows = EigenPunt.objects.filter(vervallen_op=None)
    return {(punt.project_id, punt.code): punt.fase for punt in rows}


def _place(row: Any, own: dict[tuple[UUID | None, str], str]) -> tuple[str, str] | None:
    """Return the title of the punt of an answer, which quotes nobody, and its address; None where it is no more."""
    instrument = registry.instrument(SLUG, row.project.instrument_versie)
    if row.punt in instrument.punten:
        title, fase = instrument.punten[row.punt].titel, instrument.onderdeel_van[row.punt].slug
    elif found := own.get((row.project_id, row.punt)) or own.get((None, row.punt)):
        title, fase = _("Eigen punt"), found
    else:
        return None
    url = reverse("projects:punt", args=[row.project.gemeente.slug, row.project_id, fase, row.punt])
    return title, f"{url}#{row.punt}"


def _who(row: Any, leaders: dict[UUID, list[UUID]]) -> list[UUID]:
    """Return who is told of a deadline: who is responsible; for nobody, or one who left the project, who leads it."""
    person = row.verantwoordelijke
    is_there = person is not None and row.is_er and person.is_active and person.gebruiker.is_active
    return [person.pk] if is_there else leaders[row.project_id]


# --- signatures ------------------------------------------------------------------------------------------


def _requests(today: Dag) -> Rows:
    asked = (today - datetime.timedelta(days=90), today - datetime.timedelta(days=WAITS[0]))
    to_do = Q(soort=Verzoeksoort.TEKENEN, handtekeningen=None) | Q(soort=Verzoeksoort.MEELEZEN, gelezen_op=None)
    rows: Rows = Tekenverzoek.objects.up().filter(
        running("document__project__"), to_do, lid__isnull=False, gevraagd_op__date__range=asked
    )
    return rows


def _of_requests(rows: Rows, today: Dag) -> Iterator[Melding]:
    for row in rows.select_related("document__project__gemeente"):
        asked = timezone.localdate(row.gevraagd_op)
        waited = (today - asked).days
        project = row.document.project
        reads = row.soort == Verzoeksoort.MEELEZEN
        yield Melding(
            lid=row.lid_id,
            sleutel=f"{row.pk}:{max(days for days in WAITS if days <= waited)}",
            titel=_("Lees de overeenkomst mee") if reads else _("Een overeenkomst wacht op je handtekening"),
            onder=f"{project.naam} · " + _("gevraagd op %(dag)s") % {"dag": date_format(asked, "j F Y")},
            pad=reverse("projects:tekenen", args=[project.gemeente.slug, row.pk]),
        )


# --- what ends -------------------------------------------------------------------------------------------


def _mandates(today: Dag) -> Rows:
    next_one = Mandaat.objects.current().filter(
        partner=OuterRef("partner"), soort=OuterRef("soort"), tot__gt=OuterRef("tot")
    )
    rows: Rows = Mandaat.objects.current().filter(
        running(), ~Exists(next_one), around("tot", today, ahead=MONTH, late=14), partner__vervallen_op=None
    )
    return rows.select_related("project__gemeente", "partner")


def _deviations(today: Dag) -> Rows:
    rows: Rows = Afwijking.objects.filter(running(), around("tot", today, ahead=MONTH, late=14), vervallen_op=None)
    return rows.select_related("project__gemeente")


def _consents(today: Dag) -> Rows:
    rows: Rows = Sleutelfiguur.objects.filter(running(), around("bewaren_tot", today, ahead=MONTH, late=0))
    return rows.select_related("project__gemeente")


@dataclass(frozen=True, slots=True)
class _Einde:
    """Something of a project that ends: what to call it before and after its last day, and where it is extended."""

    project: Project
    sleutel: Any
    dag: Dag
    loopt_af: str
    is_voorbij: str
    pagina: str
    wat: str = ""


def _ends(found: list[_Einde], today: Dag) -> Iterator[Melding]:
    """Tell who looks after a project that something of it ends, and that it ended."""
    keepers = keepers_of({each.project.pk for each in found})
    for each in found:
        for lid in keepers[each.project.pk]:
            yield Melding(
                lid=lid,
                sleutel=f"{each.sleutel}:{each.dag}:{step(each.dag, today)}",
                titel=each.is_voorbij if each.dag < today else each.loopt_af,
                onder=" · ".join(part for part in (each.project.naam, each.wat, until(each.dag)) if part),
                pad=reverse(f"projects:{each.pagina}", args=[each.project.gemeente.slug, each.project.pk]),
            )


def _of_mandates(rows: Rows, today: Dag) -> Iterator[Melding]:
    titles = _("Een mandaat loopt af"), _("Een mandaat is afgelopen")
    return _ends([_Einde(row.project, row.pk, row.tot, *titles, "partners", row.partner.naam) for row in rows], today)


def _of_deviations(rows: Rows, today: Dag) -> Iterator[Melding]:
    titles = _("Een afwijking van een norm loopt af"), _("Een afwijking van een norm is afgelopen")
    return _ends([_Einde(row.project, row.pk, row.tot, *titles, "afspraken") for row in rows], today)


def _of_consents(rows: Rows, today: Dag) -> Iterator[Melding]:
    titles = _("Een toestemming loopt af"), ""  # the day after, the row is gone
    what = _("daarna worden de gegevens gewist")
    return _ends([_Einde(row.project, row.pk, row.bewaren_tot, *titles, "sleutelfiguren", what) for row in rows], today)


def _shares(today: Dag) -> Rows:
    rows: Rows = ProjectDeling.objects.current().filter(
        running("content_object__"), around("tot", today, ahead=14, late=0)
    )
    return rows


def _of_shares(rows: Rows, today: Dag) -> Iterator[Melding]:
    """Who has access, and who leads the project: they can give it longer."""
    rows = rows.select_related("content_object__gemeente")
    leaders = leaders_of({row.content_object_id for row in rows})
    for row in rows:
        project = row.content_object
        args = [project.gemeente.slug, project.pk]
        onder = f"{project.naam} · {until(row.tot)}"
        key = f"{row.pk}:{row.tot}"
        yield Melding(
            row.lid_id, key, _("Je toegang tot een project loopt af"), onder, reverse("projects:project", args=args)
        )
        for lid in leaders[project.pk]:
            title = _("Iemands toegang tot je project loopt af")
            yield Melding(lid, key, title, onder, reverse("projects:delen", args=args))


def _ending(today: Dag) -> Rows:
    rows: Rows = Project.objects.filter(running(""), around("eind", today, ahead=MONTH))
    return rows.select_related("gemeente")


def _of_ending(rows: Rows, today: Dag) -> Iterator[Melding]:
    titles = _("Een project loopt af"), _("De einddatum van een project is voorbij")
    return _ends([_Einde(row, f"eind:{row.pk}", row.eind, *titles, "project") for row in rows], today)


# --- calendar --------------------------------------------------------------------------------------------


def _calendar(user: Gebruiker, since: Dag) -> Iterator[Afspraak]:
    """The deadlines of this person."""
    own = _own_points()
    for row in ChecklistAntwoord.objects.open_for(user).filter(deadline__gte=since):
        if place := _place(row, own):
            words = _("Deadline %(punt)s") % {"punt": row.punt}
            yield Afspraak(f"deadline-{row.pk}", words, row.deadline, place[1], gewijzigd_op=row.gewijzigd_op)


register_kinds(
    Soort(
        DEADLINES,
        _lazy("Acties en deadlines"),
        _lazy("Een week voor een deadline van jou, en als die voorbij is."),
        Ritme.DAG,
    ),
    Soort(TEKENEN, _lazy("Overeenkomsten"), _lazy("Als een overeenkomst een week op jou wacht."), Ritme.DIRECT),
    Soort(
        AFLOPEND,
        _lazy("Wat afloopt"),
        _lazy("Mandaten, toegang, toestemmingen, afwijkingen, projecten en opdrachten die aflopen."),
        Ritme.WEEK,
    ),
    Soort(EVALUATIE, _lazy("Evaluaties"), _lazy("Drie weken voor de evaluatie van je project."), Ritme.WEEK),
)
register(
    Bron(DEADLINES, _deadlines, _of_deadlines),
    Bron(TEKENEN, _requests, _of_requests),
    Bron(AFLOPEND, _mandates, _of_mandates),
    Bron(AFLOPEND, _deviations, _of_deviations),
    Bron(AFLOPEND, _consents, _of_consents),
    Bron(AFLOPEND, _shares, _of_shares),
    Bron(AFLOPEND, _ending, _of_ending),
)
agenda.register(_calendar)
