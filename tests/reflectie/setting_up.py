"""A series of MLBs with a row in every table of reflectie, and the steps that the tests of its pages share."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.utils import timezone

from projects.services.team import add_to_team
from reflectie.methode import SLUG, as_data, basis
from reflectie.models import (
    Actie,
    Alternatief,
    Behouden,
    EigenMethode,
    Genodigde,
    Les,
    Reeks,
    Sessie,
    Stapnotitie,
    VasteGenodigde,
    Vermelding,
    Wachtterm,
    Zelfbeeldronde,
)
from reflectie.services.genodigden import add_guest, set_attendance
from reflectie.services.methode import save_method
from reflectie.services.reeks import make_session, pause_month, start_series
from reflectie.services.sessie import take_step
from reflectie.services.uitkomsten import add_action, add_alternative, name_factor
from reflectie.services.zelfbeeld import answer_round
from tests.cast import CANARY, Person, Town, make_member, make_person
from wijkaanpak.accounts.models import Rol
from wijkaanpak.editing.services import save_fields, stamp
from wijkaanpak.tenancy.scope import tenant_scope

HTMX = {"HX-Request": "true"}
DAY = datetime.timedelta(days=1)
FIRST = datetime.date(2026, 1, 14)  # a Wednesday, the second of its month


@dataclass(frozen=True)
class Mlb:
    """What a town has of reflectie. ``sessie`` is planned, and the gast of the town is asked for it alone."""

    reeks: Reeks
    methode: EigenMethode  # of the gemeente
    project_methode: EigenMethode
    vaste_gast: VasteGenodigde
    wachtterm: Wachtterm
    gehouden: Sessie
    sessie: Sessie
    concept: Sessie
    genodigde: Genodigde
    helper: Genodigde  # of the team
    alternatief: Alternatief
    vermelding: Vermelding
    les: Les
    actie: Actie
    ronde: Zelfbeeldronde


# --- one of each, with a scope open ----------------------------------------------------------------


def start(town: Town, **changes: Any) -> Reeks:
    """Start the series of a town: every second Wednesday of the month, led by the leider."""
    facts: dict[str, Any] = {
        "methode": SLUG, "ritme": "maand", "eerste": FIRST, "begin": datetime.time(13, 30), "duur": 120,
        "plaats": "De Sluis", "gespreksleider": town.leider.lid,
    }  # fmt: skip
    return start_series(project=town.project, reeks=Reeks(**(facts | changes)), by=town.leider.lid)


def concept(town: Town, days: int = 20, reeks: Reeks | None = None) -> Sessie:
    """Put one session on the calendar, so many days from now."""
    reeks = reeks or Reeks.objects.current().filter(project=town.project).first() or start(town)
    return make_session(reeks=reeks, datum=timezone.localdate() + days * DAY, by=town.leider.lid)


def step(town: Town, sessie: Sessie, naam: str) -> Sessie:
    """Take a step with a session."""
    return take_step(sessie=sessie, naam=naam, by=town.leider.lid)


def planned(town: Town, days: int = 20) -> Sessie:
    """Plan a session: everyone on its list is asked."""
    return step(town, concept(town, days), "plannen")


def busy(town: Town, days: int = 0) -> Sessie:
    """Begin a session."""
    return step(town, concept(town, days), "beginnen")


def write(town: Town, sessie: Sessie, **values: Any) -> Sessie:
    """Write texts at the table."""
    return save_fields(row=sessie, values=values, versie=sessie.versie, by=town.leider.lid.pk).row


def everyone_came(town: Town, sessie: Sessie) -> None:
    """Note that everyone on the list is there."""
    there = {str(pk) for pk in Genodigde.objects.current().filter(sessie=sessie).values_list("pk", flat=True)}
    set_attendance(sessie=sessie, present=there, reasons={}, seen=set(), by=town.leider.lid)


def held(town: Town, days: int = -30, **texts: Any) -> Sessie:
    """Hold a session and log it."""
    sessie = busy(town, days)
    everyone_came(town, sessie)
    sessie = write(town, sessie, **{"leervraag": "Hoe vraag ik door?", **texts})
    return step(town, sessie, "afronden")


def note(town: Town, sessie: Sessie, stap: str, tekst: str) -> Stapnotitie:
    """Write a note at a step."""
    row = Stapnotitie.objects.create(gemeente_id=sessie.gemeente_id, sessie=sessie, stap=stap)
    return save_fields(row=row, values={"tekst": tekst}, versie=0, by=town.leider.lid.pk).row


def make_method(town: Town, naam: str, *, of_the_project: bool = False) -> EigenMethode:
    """Write a method with the steps of ours."""
    row = EigenMethode(gemeente_id=town.gemeente.pk, project=town.project if of_the_project else None)
    steps = as_data(basis().stappen)
    return save_method(row=row, naam=naam, uitleg=f"{naam} uitleg", stappen=steps, versie=0, by=town.leider.lid)


def stored(town: Town, row: Any) -> Any:
    """Stamp a row that no service makes, and store it."""
    stamp(row, town.leider.lid.pk)
    row.save()
    return row


def add_experience(town: Town) -> Person:
    """Put an ervaringsdeskundige in the team."""
    member = make_member(town.gemeente, make_person(f"ervaring.{town.gemeente.slug}", "Ervaring"), Rol.MEDEWERKER)
    add_to_team(project=town.project, lid=member.lid, rol="ervaringsdeskundige")
    return member


def add_reflectie(town: Town) -> None:
    """Put a row in every table of reflectie; every text of them holds CANARY. A scope must be open."""
    by = town.leider.lid
    reeks = start(
        town, plaats=f"{CANARY} zaal", steun=f"{CANARY} steun", deelname=f"{CANARY} deelname", ondersteuner=town.lid.lid
    )
    guest = VasteGenodigde(
        gemeente_id=town.gemeente.pk,
        reeks=reeks,
        naam=f"{CANARY} Keten",
        email=f"keten.{town.gemeente.slug}@example.org",
    )
    vaste_gast = stored(town, guest)
    wachtterm = stored(town, Wachtterm(gemeente_id=town.gemeente.pk, tekst=f"{CANARY} school", soort="school"))
    pause_month(project=town.project, maand=datetime.date(2026, 8, 1), reden="vakantie", by=by)
    gehouden = held(town, casus=f"{CANARY} casus van toen", leervraag=f"{CANARY} vraag van toen")
    sessie = concept(town)
    genodigde = add_guest(sessie=sessie, by=by, naam=town.gast.user.naam, email=town.gast.user.email)
    sessie = step(town, sessie, "plannen")
    texts = ("leervraag", "casus", "mogelijkheden", "agenda")
    sessie = write(town, sessie, **{name: f"{CANARY} {name}" for name in texts})
    note(town, sessie, "MLB-VRAAG", f"{CANARY} notitie")
    alternatief = add_alternative(sessie=sessie, tekst=f"{CANARY} manier", voor="casus", met_wijk=True, by=by)
    vermelding = name_factor(sessie=sessie, richting="werkt", tekst=f"{CANARY} factor", by=by)
    actie = add_action(sessie=sessie, tekst=f"{CANARY} actie", wie=town.lid.lid.pk, wanneer=None, by=by)
    Behouden.objects.create(
        gemeente=town.gemeente, project=town.project, sessie=sessie, sleutel=f"naam:{CANARY}", reden="collega", door=by
    )
    ronde = Zelfbeeldronde.objects.create(
        gemeente=town.gemeente, project=town.project, sessie=gehouden, tot=timezone.localdate() + 9 * DAY, team=3
    )
    answer_round(ronde=ronde, lid=by, scores=[1, 2, 3, 4, 5])
    town.mlb = Mlb(
        reeks=reeks,
        methode=make_method(town, f"{CANARY} methode"),
        project_methode=make_method(town, f"{CANARY} eigen methode", of_the_project=True),
        vaste_gast=vaste_gast,
        wachtterm=wachtterm,
        gehouden=gehouden,
        sessie=sessie,
        concept=concept(town, 50),
        genodigde=genodigde,
        helper=Genodigde.objects.current().get(sessie=sessie, lid=town.lid.lid),
        alternatief=alternatief,
        vermelding=vermelding,
        les=vermelding.les,
        actie=actie,
        ronde=ronde,
    )


# --- over HTTP -------------------------------------------------------------------------------------


def at(town: Town, thing: Any, rest: str = "") -> str:
    """Return an address of reflectie: below a session, or below the project of a town."""
    place = f"mlb/{thing.pk}" if isinstance(thing, Sessie) else f"project/{thing.pk}"
    return f"/{town.gemeente.slug}/reflectie/{place}/{rest}"


def post(client: Client, town: Town, thing: Any, rest: str, *, htmx: Any = True, **data: Any) -> Any:
    """Post a form at an address of reflectie, by script or (``htmx`` False) as a browser without."""
    return client.post(at(town, thing, rest), data, headers=HTMX if htmx else {})


def fresh(town: Town, row: Any) -> Any:
    """Return a row as it is stored now; no scope may be open."""
    with tenant_scope(town.gemeente.pk):
        return type(row).objects.get(pk=row.pk)


def text_of(response: Any) -> str:
    """Return the page."""
    return str(response.content.decode())
