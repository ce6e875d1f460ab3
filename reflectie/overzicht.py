"""What reflectie offers to Mijn overzicht and the menu. Titles hold no text of a session but to who it is for."""

import datetime

from django.db.models import Exists, OuterRef
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
    """Return the sessions this person is asked for in the coming month, and those they led and did not log yet."""
    today = timezone.localdate()
    asked = Genodigde.objects.current().filter(sessie=OuterRef("pk"), lid__gebruiker=user)
    rows = (
        Sessie.objects.all().of_person(user).filter(project__gearchiveerd_op=None).select_related("project__gemeente")
    )
    coming = rows.filter(Exists(asked), staat=Sessiestaat.GEPLAND, datum__range=(today, today + AHEAD))
    late = rows.filter(
        gespreksleider__gebruiker=user, staat__in=[Sessiestaat.GEPLAND, Sessiestaat.BEZIG], datum__lt=today
    )
    return [
        Actie(
            _("Leg %(mlb)s vast") % {"mlb": row} if row.datum < today else _("%(mlb)s bijwonen") % {"mlb": row},
            f"{row.project.naam} · {row.begin:%H.%M} {_('uur')}" + (f" · {row.plaats}" if row.plaats else ""),
            reverse("reflectie:sessie", args=[row.project.gemeente.slug, row.pk]),
            row.datum,
            row.project.gemeente.naam,
        )
        for row in [*late.without_text(), *coming.without_text()]
    ]


def my_rounds(user: Gebruiker) -> list[Actie]:
    """Return the rounds of self-rating that wait for this person."""
    mine = Teamlid.objects.current().filter(project=OuterRef("project"), lid__gebruiker=user)
    done = Zelfbeelddeelname.objects.filter(ronde=OuterRef("pk"), lid__gebruiker=user)
    rows = open_rounds().filter(Exists(mine), ~Exists(done), project__gearchiveerd_op=None)
    return [
        Actie(
            _("Hoe staat het team ervoor? Vijf stellingen, zonder naam"),
            row.project.naam,
            reverse("reflectie:zelfbeeld", args=[row.project.gemeente.slug, row.pk]),
            row.tot,
            row.project.gemeente.naam,
        )
        for row in rows.select_related("project__gemeente")
    ]


register(acties=open_actions)
register(acties=my_sessions)
register(acties=my_rounds)
menu.register(
    menu.Ingang(_lazy("Methoden voor de MLB"), "reflectie:methoden", "reflectie.methoden_beheren"),
    menu.Ingang(_lazy("Woorden van de privacywacht"), "reflectie:woorden", "reflectie.woorden_beheren"),
)
