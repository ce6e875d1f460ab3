"""What a next team takes along from a project: each is a copy that goes its own way; nothing personal is in it (VE-05).

People come along only when they are chosen, with what they want to learn.
"""

import datetime
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from evaluatie.models import Bevinding, Bevindingsoort
from evaluatie.vervolg.models import Gevraagd, Lesbesluit
from evaluatie.vervolg.services.overeenkomst import SLOT
from projects.content import instrument_of
from projects.models import (
    ChecklistAntwoord,
    Clausule,
    EigenPunt,
    Partner,
    Project,
    Startbijeenkomst,
    Teamlid,
    Visie,
)
from projects.models.project import Fase, Projectrol
from projects.services.antwoord import save_answer
from projects.services.eigen_punt import add_own_point
from projects.services.register import add_row
from projects.services.team import add_to_team
from reflectie.methode import own
from reflectie.models import EigenMethode, Les, Reeks
from reflectie.services.reeks import start_series
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.services import add_row as store
from wijkaanpak.editing.services import save_fields
from wijkaanpak.instrumenten.models import StatusKeuze

DONE = (StatusKeuze.GEREED, StatusKeuze.NVT)
# Sections that say days, names or the neighbourhood of the project itself: the new one fills in its own.
EIGEN_FEITEN = (
    SLOT, "termijn", "mandaat", "team", "rooster", "evaluatie", "start", "besluiten",
    "aanleiding", "gesprekken", "past",
)  # fmt: skip
VOORWAARDEN = ("privacy", "werkruimte", "reflectie", "klachten", "beroepsregistratie")
# Findings of an evaluation that a next team still has to do something with.
_OPEN: dict[str, Any] = {
    "evaluatie__vervallen_op": None,
    "soort__in": (Bevindingsoort.AANDACHT, Bevindingsoort.VOORWAARDE, Bevindingsoort.INSPANNING),
}
TITEL = 120  # letters of the title of an own point

Take = Callable[[Project, Project, Lidmaatschap], None]


def _lessons(van: Project, naar: Project, by: Lidmaatschap) -> None:
    """Copy the words and the tag of the lessons that the team released, and say where they come from."""
    released = Lesbesluit.objects.filter(project=van, mag_mee=True).values("les")
    from_where = _("Uit het project %(naam)s.") % {"naam": van.naam}
    for les in Les.objects.current().filter(project=van, pk__in=released).order_by("pk"):
        copy = Les(project=naar, richting=les.richting, tekst=les.tekst, tag=les.tag, toelichting=from_where)
        copy.gemeente_id = naar.gemeente_id
        store(row=copy, by=by.pk)


def _partners(van: Project, naar: Project, by: Lidmaatschap) -> None:
    """Copy the organisations, without the person to call."""
    for each in Partner.objects.current().filter(project=van).order_by("pk"):
        copy = Partner(naam=each.naam, soort=each.soort, soort_anders=each.soort_anders, rol=each.rol)
        copy.verbinding = each.verbinding
        add_row(project=naar, row=copy, by=by)


def _agreements(van: Project, naar: Project, by: Lidmaatschap) -> None:
    """Copy the five agreements before the start, and the clauses in own words that say no day and no name."""
    visie = Visie.objects.filter(project=van).first()
    if visie is not None:
        add_row(project=naar, row=Visie(**{name: getattr(visie, name) for name in VOORWAARDEN}), by=by)
    for each in Clausule.objects.filter(project=van).exclude(tekst="").exclude(sleutel__in=EIGEN_FEITEN).order_by("pk"):
        add_row(project=naar, row=Clausule(soort=each.soort, sleutel=each.sleutel, tekst=each.tekst), by=by)


def _open_points(van: Project, naar: Project, by: Lidmaatschap) -> None:
    """Copy what is not done: own points, what was asked, findings that still ask something, a note at what was busy."""
    from_where = _("Uit het project %(naam)s, daar nog niet klaar.") % {"naam": van.naam}
    answers = ChecklistAntwoord.objects.filter(project=van)
    done = set(answers.filter(status__in=DONE).values_list("punt", flat=True))
    taken: set[str] = set()
    for punt in EigenPunt.objects.filter(project=van, vervallen_op=None).order_by("pk"):
        if punt.code not in done:
            taken.add(punt.titel.lower())
            hulp = Truncator(" ".join(filter(None, (punt.hulp, from_where)))).chars(500)
            add_own_point(by=by, project=naar, fase=punt.fase, titel=punt.titel, hulp=hulp)
    asked: dict[str, str] = {}
    for each in Gevraagd.objects.current().filter(project=van).select_related("partner"):
        title = _("Gevraagd aan %(wie)s: %(wat)s") % {"wie": each.partner.naam, "wat": " ".join(each.vraag.split())}
        asked[Truncator(title).chars(TITEL)] = Truncator(f"{each.vraag} {from_where}").chars(500)
    for title, hulp in asked.items():
        if title.lower() in taken:
            continue  # it came from the project before this one, and is asked again
        add_own_point(by=by, project=naar, fase=Fase.VOORBEREIDING, titel=title, hulp=hulp)
    for each in Bevinding.objects.current().filter(**_OPEN, evaluatie__project=van).order_by("pk"):
        title = Truncator(_("Uit de evaluatie: %(wat)s") % {"wat": " ".join(each.tekst.split())}).chars(TITEL)
        if title.lower() not in taken:
            taken.add(title.lower())
            hulp = Truncator(f"{each.tekst} {from_where}").chars(500)
            add_own_point(by=by, project=naar, fase=Fase.VOORBEREIDING, titel=title, hulp=hulp)
    known = instrument_of(naar).punten
    for answer in answers.filter(status=StatusKeuze.BEZIG).order_by("pk"):
        if answer.punt in known:
            save_answer(project=naar, punt=answer.punt, values={"toelichting": from_where}, versie=0, by=by)


def _needs(van: Project, naar: Project, by: Lidmaatschap) -> None:
    """Copy what the team as a whole wanted to learn (VE-05b)."""
    start = Startbijeenkomst.objects.filter(project=van).exclude(scholing="").first()
    if start is not None:
        add_row(project=naar, row=Startbijeenkomst(scholing=start.scholing), by=by)


def _series(van: Project, naar: Project, by: Lidmaatschap) -> None:
    """Copy the method and the rhythm of the MLBs (VE-05c); who leads them is for the new team to say."""
    old = Reeks.objects.current().filter(project=van).first()
    if old is None:
        return
    days = (old.eerste.weekday() - naar.begin.weekday()) % 7
    made = Reeks(
        methode=_method(old.methode, van, naar, by),
        ritme=old.ritme,
        eerste=naar.begin + datetime.timedelta(days=days),
        begin=old.begin,
        duur=old.duur,
        deelname=old.deelname,
    )
    start_series(project=naar, reeks=made, by=by)


def _method(sleutel: str, van: Project, naar: Project, by: Lidmaatschap) -> str:
    """Return the key of the method for the new project: one that was of the old project alone is copied."""
    mine = {own(row).sleutel: row for row in EigenMethode.objects.filter(project=van)}
    if sleutel not in mine:
        return sleutel
    row = mine[sleutel]
    copy = EigenMethode(
        gemeente_id=naar.gemeente_id, project=naar, naam=row.naam, uitleg=row.uitleg, stappen=row.stappen
    )
    return own(store(row=copy, by=by.pk)).sleutel


# What can be taken along, in the order in which it is copied: the words of its tick box, its help, and the copying.
MEE: dict[str, tuple[str | Promise, str | Promise, Take]] = {
    "lessen": (_lazy("Lessen"), _lazy("Alleen wat het team vrijgaf, met ‘uit dit project’ erbij."), _lessons),
    "partners": (_lazy("Organisaties"), _lazy("Zonder contactpersonen."), _partners),
    "afspraken": (
        _lazy("Afspraken"),
        _lazy("De vijf afspraken vooraf, en de teksten van documenten in jullie eigen woorden."),
        _agreements,
    ),
    "punten": (
        _lazy("Wat nog openstaat"),
        _lazy(
            "Eigen punten die niet klaar zijn, vragen aan organisaties, aandachtspunten van de evaluaties, en een"
            " notitie bij wat bezig was."
        ),
        _open_points,
    ),
    "leerwensen": (_lazy("Wat het team wil leren"), _lazy("Ook de leerwens van wie je hieronder kiest."), _needs),
    "reeks": (_lazy("Methode en ritme van de MLB"), _lazy("Wie leidt, kiest het nieuwe team zelf."), _series),
}


def take_people(naar: Project, leden: "list[Teamlid]", leider: UUID, *, met_wensen: bool, by: Lidmaatschap) -> None:
    """Put people of the old team in the new one, in their role, for their organisation where it came along."""
    partners = {each.naam.casefold(): each for each in Partner.objects.current().filter(project=naar)}
    for old in leden:
        if old.lid_id != leider:
            rol = Projectrol.UITVOEREND if old.rol == Projectrol.PROJECTLEIDER else old.rol
            partner = partners.get(old.partner.naam.casefold()) if old.partner else None
            add_to_team(project=naar, lid=old.lid, rol=rol, partner=partner, by=by)
        if met_wensen and old.scholing:
            new: Any = Teamlid.objects.get(project=naar, lid=old.lid_id)
            save_fields(row=new, values={"scholing": old.scholing}, versie=new.versie, by=by.pk)
