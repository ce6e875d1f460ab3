"""What reflectie offers to Mijn overzicht and the menu. Titles hold no text of a session but to who it is for."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from projects.models import Teamlid
from reflectie.models import Actie as SessieActie
from reflectie.models import Genodigde, Sessie, Sessiestaat, Zelfbeelddeelname
from reflectie.services.zelfbeeld import open_rounds
from wijkaanpak.accounts.models import Gebruiker
from wijkaanpak.web import menu
from wijkaanpak.web.home import Actie, register

AHEAD = datetime.timedelta(days=31)


def open_actions(user: Gebruiker) -> list[Actie]:
    """Return what this person still has to do from sessions they may see."""
    rows = SessieActie.objects.all().open_for(user)
    return [
        Actie(
            row.tekst,
            f"{row.sessie.project.naam} · {row.sessie}",
            reverse("reflectie:sessie", args=[row.sessie.project.gemeente.slug, row.sessie_id]) + "#acties",
            row.wanneer,
            row.sessie.project.gemeente.naam,
        )
        for row in rows
    ]


def my_sessions(user: Gebruiker) -> list[Actie]:
    """Return what sessions ask of this person, in one query.

    To come, in the coming month; to log, for who led; and the self-rating after it that still waits.
    """
    today = timezone.localdate()
    asked = Genodigde.objects.current().filter(sessie=OuterRef("pk"), lid__gebruiker=user)
    mine = Teamlid.objects.current().filter(project=OuterRef("project"), lid__gebruiker=user)
    done = Zelfbeelddeelname.objects.filter(ronde=OuterRef("pk"), lid__gebruiker=user)
    rounds = open_rounds().filter(Exists(mine), ~Exists(done), sessie=OuterRef("pk"))
    rows = (
        Sessie.objects.all().of_person(user).filter(project__gearchiveerd_op=None).select_related("project__gemeente")
    )
    rows = rows.annotate(
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
    return [actie for row in rows.without_text() for actie in _asks(row)]


def _asks(row: Any) -> Iterator[Actie]:
    slug, gemeente = row.project.gemeente.slug, row.project.gemeente.naam
    if row.komt or row.te_laat:
        yield Actie(
            _("Leg %(mlb)s vast") % {"mlb": row} if row.te_laat else _("%(mlb)s bijwonen") % {"mlb": row},
            f"{row.project.naam} · {row.begin:%H.%M} {_('uur')}" + (f" · {row.plaats}" if row.plaats else ""),
            reverse("reflectie:sessie", args=[slug, row.pk]),
            row.datum,
            gemeente,
        )
    if row.ronde:
        yield Actie(
            _("Hoe staat het team ervoor? Vijf stellingen, zonder naam"),
            row.project.naam,
            reverse("reflectie:zelfbeeld", args=[slug, row.ronde]),
            row.ronde_tot,
            gemeente,
        )


register(acties=open_actions)
register(acties=my_sessions)
menu.register(
    menu.Ingang(_lazy("Methoden voor de MLB"), "reflectie:methoden", "reflectie.methoden_beheren"),
    menu.Ingang(_lazy("Woorden van de privacywacht"), "reflectie:woorden", "reflectie.woorden_beheren"),
)
