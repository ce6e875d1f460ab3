"""What reflectie offers to Mijn overzicht and the menu. Titles hold no text of a session but to who it is for."""

import datetime
from collections.abc import Iterator

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from projects.models import Project, Teamlid
from projects.models.project import Projectstatus
from reflectie.models import Actie as SessieActie
from reflectie.models import Genodigde, Sessie, Sessiestaat, Zelfbeelddeelname
from reflectie.querysets import SessieQuerySet
from reflectie.services.zelfbeeld import open_rounds
from wijkaanpak.accounts.models import Gebruiker
from wijkaanpak.web import menu
from wijkaanpak.web.home import Actie, Bron, Rij, dag, register

AHEAD = datetime.timedelta(days=31)


def _actions(rijen: list[Rij]) -> Iterator[Actie]:
    """What this person still has to do from sessions they may see."""
    for rij in rijen:
        yield Actie(
            rij["tekst"],
            f"{rij['naam']} · MLB {rij['nummer']}",
            reverse("reflectie:sessie", args=[rij["slug"], rij["sessie"]]) + "#acties",
            dag(rij["wanneer"]),
            rij["gemeente"],
        )


def my_sessions(user: Gebruiker) -> SessieQuerySet:
    """Return the sessions that ask something of this person.

    To come, in the coming month; to log, for who led; and the self-rating after it that still waits.
    """
    today = timezone.localdate()
    asked = Genodigde.objects.current().filter(sessie=OuterRef("pk"), lid__gebruiker=user)
    mine = Teamlid.objects.current().filter(project=OuterRef("project"), lid__gebruiker=user)
    done = Zelfbeelddeelname.objects.filter(ronde=OuterRef("pk"), lid__gebruiker=user)
    rounds = open_rounds().filter(Exists(mine), ~Exists(done), sessie=OuterRef("pk"))
    running = Project.objects.current().exclude(status=Projectstatus.AFGEROND)
    rows = Sessie.objects.all().of_person(user).filter(project__in=running)
    found: SessieQuerySet = rows.annotate(
        komt=ExpressionWrapper(
            Exists(asked) & Q(staat__in=[Sessiestaat.GEPLAND, Sessiestaat.BEZIG], datum__range=(today, today + AHEAD)),
            BooleanField(),
        ),
        te_laat=ExpressionWrapper(
            Q(
                gespreksleider__gebruiker=user,
                staat__in=[Sessiestaat.GEPLAND, Sessiestaat.BEZIG],
                datum__lt=today,
            ),
            BooleanField(),
        ),
        ronde=Subquery(rounds.values("pk")[:1]),
        ronde_tot=Subquery(rounds.values("tot")[:1]),
    ).filter(Q(komt=True) | Q(te_laat=True) | Q(ronde__isnull=False))
    return found


def _sessions(rijen: list[Rij]) -> Iterator[Actie]:
    for rij in rijen:
        yield from _asks(rij)


def _asks(rij: Rij) -> Iterator[Actie]:
    slug, gemeente, naam = rij["slug"], rij["gemeente"], rij["naam"]
    if rij["komt"] or rij["te_laat"]:
        title = _("Leg MLB %(nummer)s vast") if rij["te_laat"] else _("MLB %(nummer)s bijwonen")
        begin = datetime.time.fromisoformat(rij["begin"])
        yield Actie(
            title % {"nummer": rij["nummer"]},
            f"{naam} · {begin:%H.%M} {_('uur')}" + (f" · {rij['plaats']}" if rij["plaats"] else ""),
            reverse("reflectie:sessie", args=[slug, rij["id"]]),
            dag(rij["datum"]),
            gemeente,
        )
    if rij["ronde"]:
        yield Actie(
            _("Hoe staat het team ervoor? Vijf stellingen, zonder naam"),
            naam,
            reverse("reflectie:zelfbeeld", args=[slug, rij["ronde"]]),
            dag(rij["ronde_tot"]),
            gemeente,
        )


_OF_PROJECT = {"gemeente": "project__gemeente__naam", "slug": "project__gemeente__slug", "naam": "project__naam"}
_OF_SESSION = {name: f"sessie__{path}" for name, path in _OF_PROJECT.items()} | {"nummer": "sessie__nummer"}
_ASKED = ("nummer", "begin", "plaats", "datum", "komt", "te_laat", "ronde", "ronde_tot")

register(
    Bron(
        lambda user: SessieActie.objects.all().open_for(user),
        _OF_SESSION | {"sessie": "sessie_id", "tekst": "tekst", "wanneer": "wanneer"},
        _actions,
    ),
    Bron(my_sessions, _OF_PROJECT | {"id": "pk"} | {name: name for name in _ASKED}, _sessions),
)
menu.register(
    menu.Ingang(_lazy("Methoden voor de MLB"), "reflectie:methoden", "reflectie.methoden_beheren"),
    menu.Ingang(_lazy("Woorden van de privacywacht"), "reflectie:woorden", "reflectie.woorden_beheren"),
)
