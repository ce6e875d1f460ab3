"""What reflectie has to remind people of: sessions that come, that were not logged or not planned, and actions."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from projects.herinneringen import DEADLINES, leaders_of, running, silent
from projects.models import Project, Teamlid
from projects.models.project import Fase
from reflectie.ics import appointment_of
from reflectie.models import Actie, Genodigde, Maandpauze, Sessie, Sessiedeling, Sessiestaat, Zelfbeelddeelname
from reflectie.models.uitnodigen import SESSION_MAIL
from reflectie.services.zelfbeeld import open_rounds
from wijkaanpak.accounts.models import Gebruiker
from wijkaanpak.herinneringen import agenda
from wijkaanpak.herinneringen.agenda import Afspraak
from wijkaanpak.herinneringen.bronnen import Bron, Melding, Ritme, Soort, around, register, register_kinds, step
from wijkaanpak.herinneringen.ritme import next_working_day
from wijkaanpak.post.models import Mail

MLB, UITNODIGING = "mlb", "mlb-uitnodiging"
WEEK = 7
NEWS = 10  # days before a session: who was mailed about its plan after that, knows of it
NOT_LOGGED = 30  # days that a session that was not logged is asked for
FROM_DAY = 8  # of a month: until then there is time to plan one without being told (NUM-05)

Dag = datetime.date
Rows = QuerySet[Any]
_TO_COME = [Sessiestaat.GEPLAND, Sessiestaat.BEZIG]


def _when(sessie: Sessie) -> str:
    return f"{date_format(sessie.datum, 'l j F')}, {time_format(sessie.begin, 'H.i')} {_('uur')}"


def _page(sessie: Sessie) -> str:
    return reverse("reflectie:sessie", args=[sessie.project.gemeente.slug, sessie.pk])


def _may_open(lid: str) -> Q:
    """Return the condition that the member at ``lid`` may open the session of a row: in the team, or its guest."""
    team = Teamlid.objects.current().filter(project=OuterRef("sessie__project"), lid=OuterRef(lid))
    guest = Sessiedeling.objects.current().filter(content_object=OuterRef("sessie"), lid=OuterRef(lid))
    return Q(Exists(team)) | Q(Exists(guest))


# --- a week and a day before -------------------------------------------------------------------------


def _coming(today: Dag) -> Rows:
    rows: Rows = Genodigde.objects.current().filter(
        running("sessie__project__"),
        _may_open("lid"),
        sessie__staat__in=_TO_COME,
        sessie__datum__range=(today, today + datetime.timedelta(days=WEEK)),
        lid__isnull=False,
    )
    mails = Mail.objects.filter(soort=SESSION_MAIL, ding=OuterRef("pk"), vervallen_op=None).order_by("-gemaakt_op")
    found: Rows = rows.annotate(gemaild_op=Subquery(mails.values("gemaakt_op")[:1]))
    return found.select_related("sessie__project__gemeente")


def _of_coming(rows: Rows, today: Dag) -> Iterator[Melding]:
    """A week and a working day ahead; only the latter for who was mailed of the plan since about then."""
    next_day = next_working_day(today + datetime.timedelta(days=1))
    for row in rows:
        sessie = row.sessie
        is_near = sessie.datum <= next_day
        if not is_near and row.gemaild_op and (sessie.datum - timezone.localdate(row.gemaild_op)).days < NEWS:
            continue
        ahead = (sessie.datum - today).days
        if ahead <= 1:
            title = _("De MLB is morgen") if ahead else _("De MLB is vandaag")
        elif is_near:
            title = _("De MLB is %(dag)s") % {"dag": date_format(sessie.datum, "l")}
        else:
            title = _("Over een week is de MLB") if ahead == WEEK else _("Binnenkort is de MLB")
        yield Melding(
            lid=row.lid_id,
            sleutel=f"{row.pk}:{sessie.datum}:{'dag' if is_near else 'week'}",
            titel=title,
            onder=f"{sessie.project.naam} · {_when(sessie)}",
            pad=_page(sessie),
        )


# --- not logged --------------------------------------------------------------------------------------


def _not_logged(today: Dag) -> Rows:
    past = (today - datetime.timedelta(days=NOT_LOGGED), today - datetime.timedelta(days=1))
    rows = Sessie.objects.filter(running(), staat__in=_TO_COME, datum__range=past)
    team = Teamlid.objects.current().filter(
        project=OuterRef("project"), lid=OuterRef("gespreksleider"), lid__gebruiker__is_active=True
    )
    found: Rows = rows.select_related("project__gemeente").annotate(is_er=Exists(team))
    return found


def _of_not_logged(rows: Rows, today: Dag) -> Iterator[Melding]:
    """The gespreksleider is told the day after; the projectleider after a week, at once for one who left the team."""
    leaders = leaders_of({row.project_id for row in rows})
    for row in rows:
        told = {row.gespreksleider_id} if row.is_er else set()
        if not told or (today - row.datum).days >= WEEK:
            told |= set(leaders[row.project_id])
        for lid in sorted(told, key=str):
            yield Melding(
                lid=lid,
                sleutel=f"{row.pk}:{row.datum}:vastleggen",
                titel=_("Leg MLB %(nummer)s vast, of zeg hem af") % {"nummer": row.nummer},
                onder=f"{row.project.naam} · {_when(row)}",
                pad=_page(row),
            )


# --- none this month (NUM-05) ------------------------------------------------------------------------


def _without_session(today: Dag) -> Rows:
    """NUM-05: the projects in the phase uitvoering without a session held or planned this month, and no pause.

    A rule that the gemeente switched off or that the project answered is quiet here as it is on the page. A session
    that was planned and not logged is told as that.
    """
    if today.day < FROM_DAY:
        return Project.objects.none()
    first = today.replace(day=1)
    month = (first, (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1))
    sessions = Sessie.objects.filter(
        project=OuterRef("pk"), staat__in=[*_TO_COME, Sessiestaat.AFGEROND], datum__range=month
    )
    pauses = Maandpauze.objects.current().filter(project=OuterRef("pk"), maand=first)
    rows: Rows = Project.objects.filter(
        running(""), ~Exists(sessions), ~Exists(pauses), fase=Fase.UITVOERING, begin__lte=today, eind__gte=today
    )
    return rows.exclude(silent("NUM-05", today)).select_related("gemeente")


def _of_without(rows: Rows, today: Dag) -> Iterator[Melding]:
    leaders = leaders_of({row.pk for row in rows})
    for row in rows:
        for lid in leaders[row.pk]:
            yield Melding(
                lid=lid,
                sleutel=f"{row.pk}:{today:%Y-%m}:geen-mlb",
                titel=_("In %(maand)s is er nog geen MLB") % {"maand": date_format(today, "F")},
                onder=f"{row.naam} · {_('plan er een, of zet een pauze')}",
                pad=reverse("reflectie:zicht", args=[row.gemeente.slug, row.pk]),
            )


# --- actions, the team about itself, access ----------------------------------------------------------


def _actions(today: Dag) -> Rows:
    rows: Rows = Actie.objects.current().filter(
        running("sessie__project__"), _may_open("wie"), around("wanneer", today), klaar_op=None
    )
    return rows.select_related("sessie__project__gemeente")


def _of_actions(rows: Rows, today: Dag) -> Iterator[Melding]:
    for row in rows:
        sessie = row.sessie
        late = step(row.wanneer, today) == "laat"
        words = _("Te laat: je actie uit MLB %(nummer)s") if late else _("Je actie uit MLB %(nummer)s")
        yield Melding(
            lid=row.wie_id,
            sleutel=f"{row.pk}:{row.wanneer}:{step(row.wanneer, today)}",
            titel=words % {"nummer": sessie.nummer},
            onder=sessie.project.naam,
            pad=_page(sessie) + "#acties",
            dag=row.wanneer,
        )


def _rounds(today: Dag) -> Rows:
    rows: Rows = open_rounds().filter(
        running("sessie__project__"), tot__range=(today, today + datetime.timedelta(days=WEEK))
    )
    return rows


def _of_rounds(rows: Rows, today: Dag) -> Iterator[Melding]:
    """Who of the team did not answer yet; what they would answer is known to nobody."""
    for row in rows.select_related("sessie__project__gemeente"):
        project = row.sessie.project
        done = Zelfbeelddeelname.objects.filter(ronde=row).values("lid")
        for lid in (
            Teamlid.objects.current().filter(project=project).exclude(lid__in=done).values_list("lid", flat=True)
        ):
            yield Melding(
                lid=lid,
                sleutel=f"{row.pk}:zelfbeeld",
                titel=_("Hoe staat het team ervoor? Vijf stellingen, zonder naam"),
                onder=project.naam,
                pad=reverse("reflectie:zelfbeeld", args=[project.gemeente.slug, row.pk]),
                dag=row.tot,
            )


# --- calendar ----------------------------------------------------------------------------------------


def _calendar(user: Gebruiker, since: Dag) -> Iterator[Afspraak]:
    """The sessions this person is asked for, cancelled ones too so that they go from a calendar, and their actions."""
    asked = Genodigde.objects.current().filter(sessie=OuterRef("pk"), lid__gebruiker=user)
    sessions = Sessie.objects.filter(Exists(asked), datum__gte=since, project__gearchiveerd_op=None)
    for sessie in sessions.exclude(staat=Sessiestaat.CONCEPT).select_related("project__gemeente"):
        # Who has the address of a calendar need not be its person: where it is stands behind the link.
        yield replace(appointment_of(sessie, _page(sessie)), plaats="")
    for actie in Actie.objects.all().open_for(user).filter(wanneer__gte=since):
        title = _("Actie uit MLB %(nummer)s") % {"nummer": actie.sessie.nummer}
        yield Afspraak(f"actie-{actie.pk}", title, actie.wanneer, _page(actie.sessie) + "#acties")


register_kinds(
    Soort(
        UITNODIGING,
        _lazy("Uitnodigingen voor een MLB"),
        _lazy("Met een bijlage voor je agenda; ook als de MLB verplaatst wordt of niet doorgaat."),
        Ritme.DIRECT,
        ritmes=(Ritme.DIRECT, Ritme.GEEN),
    ),
    Soort(
        MLB,
        _lazy("MLB’s"),
        _lazy("Een week van tevoren en de dag ervoor. Ook als een MLB niet gepland of vastgelegd is."),
        Ritme.DIRECT,
    ),
)
register(
    Bron(MLB, _coming, _of_coming),
    Bron(MLB, _not_logged, _of_not_logged),
    Bron(MLB, _without_session, _of_without),
    Bron(MLB, _rounds, _of_rounds),
    Bron(DEADLINES, _actions, _of_actions),
)
agenda.register(_calendar)
