"""The rows under a section of a document: what comes from elsewhere in the app, as tables and lists."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from projects.cijfers import area_name, in_dutch
from projects.documenten.bron import UNBROKEN, Bron, as_day
from projects.models.opzet import Dag, Dagdeel
from projects.models.partners import VERPLICHT, Organisatiesoort
from projects.models.project import Projectrol
from wijkaanpak.documents.inhoud import Alinea, Blok, Feiten, Lijst, Tabel, Tekenvakken


def words(moment: datetime.date) -> str:
    """Return a day in words that stay on one line."""
    return date_format(moment, UNBROKEN)


def day(text: str | None) -> str:
    """Return a day that JSON holds as text in words; none is ''."""
    found = as_day(text)
    return words(found) if found else ""


def goals(bron: Bron) -> list[Blok]:
    """The goals, and how people will notice that they are reached."""
    if not bron.doelen:
        return []
    rows = tuple((each["titel"], each["merkbaar"], day(each["klaar_op"])) for each in bron.doelen)
    return [Tabel(_("Doelen"), (_("Doel"), _("Waaraan we het merken"), _("Bereikt op")), rows)]


VOORWAARDEN = (
    (
        "privacy",
        _lazy("Privacy"),
        _lazy("Casussen bespreken we zonder namen. Gezinsplannen blijven in het dossier van de instelling."),
    ),
    ("werkruimte", _lazy("Werkruimte"), _lazy("De gemeente zorgt voor een vaste plek in de wijk.")),
    (
        "reflectie",
        _lazy("Ruimte voor reflectie"),
        _lazy("Elke organisatie maakt tijd vrij voor reflectie en scholing."),
    ),
    (
        "klachten",
        _lazy("Klachten"),
        _lazy("Een klacht gaat naar de eigen organisatie. De projectleider hoort het dezelfde week."),
    ),
    ("beroepsregistratie", _lazy("Beroepsregistratie"), _lazy("Iedereen werkt volgens de eigen beroepscode.")),
)


def conditions(bron: Bron) -> list[Blok]:
    """The five agreements before the start: our words where the project has none (VB-04.5)."""
    return [Feiten(tuple((str(kop), bron.visie.get(name) or str(standard)) for name, kop, standard in VOORWAARDEN))]


def partners(bron: Bron) -> list[Blok]:
    """The organisations, the five required first, with what each does and who signs for it."""
    signs = {each["organisatie"]: f"{each['naam']}, {each['functie']}" for each in bron.tekenaars}
    rows = tuple(
        (each["naam"], each["rol"] or kind_of(each), signs.get(each["naam"]) or _nobody_signs(each))
        for each in bron.partners
    )
    if not rows:
        return []
    return [
        Tabel(_("Organisaties"), (_("Organisatie"), _("Rol in het project"), _("Tekent namens de organisatie")), rows)
    ]


def _nobody_signs(partner: dict[str, str]) -> str:
    return _("nog niet bekend") if partner["soort"] in VERPLICHT else _("tekent niet mee")


def kind_of(partner: dict[str, str]) -> str:
    """Return the kind of an organisation in words."""
    return partner["soort_anders"] or str(Organisatiesoort(partner["soort"]).label)


def connections(bron: Bron) -> list[Blok]:
    """How the team stays connected to each organisation (VB-06d)."""
    pairs = tuple((each["naam"], each["verbinding"]) for each in bron.partners if each["verbinding"])
    return [Feiten(pairs)] if pairs else []


def team(bron: Bron) -> list[Blok]:
    """Who is in the team."""
    rows = tuple(
        (each["naam"], each["organisatie"] or "", each["functie"] or str(Projectrol(each["rol"]).label))
        for each in bron.team
    )
    return [Tabel(_("Team"), (_("Naam"), _("Organisatie"), _("Functie")), rows)] if rows else []


def team_with_shares(bron: Bron) -> list[Blok]:
    """The team, and which part of each one's caseload lies in the area (UI-03): a number, never a case."""
    rows = tuple(
        (each["naam"], _("%(n)s procent") % {"n": each["aandeel"]}) for each in bron.team if each["aandeel"] is not None
    )
    if not rows:
        return team(bron)
    return [*team(bron), Tabel(_("Caseload in de wijk"), (_("Naam"), _("Deel van de caseload in de wijk")), rows)]


def endorsements(bron: Bron) -> list[Blok]:
    """Who of the team stands behind the vision and the goals, and since when (ST-02c)."""
    rows = tuple(
        (each["naam"], each["organisatie"] or "", day(each["onderschrijft_op"]))
        for each in bron.team
        if each["onderschrijft_op"]
    )
    return [Tabel(_("Onderschreven door"), (_("Naam"), _("Organisatie"), _("Sinds")), rows)] if rows else []


_PROGRAMMA = (
    ("ervaring", _lazy("Verhaal van een ervaringsdeskundige")),
    ("belang", _lazy("Waarom het belangrijk is")),
    ("ruimte", _lazy("Ruimte om het anders te doen")),
)


def programme(bron: Bron) -> list[Blok]:
    """The parts of the first meeting, and who was there (ST-02); what people want to learn is said under learning."""
    pairs = [(str(kop), bron.start[name]) for name, kop in _PROGRAMMA if bron.start.get(name)]
    present = [each["naam"] for each in bron.team if each["bij_start"]]
    if bron.start.get("anderen"):
        n = bron.start["anderen"]
        present.append(ngettext("%(n)s ander", "%(n)s anderen", n) % {"n": n})
    if present:
        pairs.append((_("Aanwezig"), ", ".join(present)))
    return [Feiten(tuple(pairs))] if pairs else []


def decisions(bron: Bron) -> list[Blok]:
    """The decisions, with the mandate on which each rests."""
    rows = tuple(
        (day(each["datum"]), each["onderwerp"], f"{each['wie']}, {each['organisatie']}", each["toelichting"])
        for each in bron.besluiten
    )
    if not rows:
        return []
    return [Tabel(_("Besluiten"), (_("Op"), _("Besluit"), _("Op het mandaat van"), _("Toelichting")), rows)]


def week(bron: Bron) -> list[Blok]:
    """Who is in the area in which half day (UI-02)."""
    per_slot: dict[tuple[int, str], list[str]] = {}
    for each in bron.rooster:
        per_slot.setdefault((each["dag"], each["dagdeel"]), []).append(each["naam"])
    rows = tuple(
        (f"{Dag(dag).label}{Dagdeel(deel).label}".capitalize(), ", ".join(names))
        for (dag, deel), names in per_slot.items()
    )
    return [Tabel(_("Rooster"), (_("Dagdeel"), _("Wie is er")), rows)] if rows else []


def mandates(bron: Bron) -> list[Blok]:
    """The mandates to decide that hold today or start later; a required partner that gave none is named (VB-05b)."""
    given = [each for each in bron.mandaten if each["soort"] == "besluiten"]
    with_one = {each["partner"] for each in given}
    rows = [
        (
            each["organisatie"],
            f"{each['naam']}, {each['functie']}",
            each["omvang"],
            _("%(van)s tot en met %(tot)s") % {"van": day(each["van"]), "tot": day(each["tot"])},
        )
        for each in given
    ]
    later = {each["partner"]: each for each in reversed(bron.komend) if each["partner"] not in with_one}
    known = with_one | later.keys()
    without = [each["naam"] for each in bron.partners if each["soort"] in VERPLICHT and each["id"] not in known]
    found: list[Blok] = []
    if rows:
        found.append(Tabel(_("Mandaten"), (_("Organisatie"), _("Aan wie"), _("Waarover"), _("Periode")), tuple(rows)))
    for each in sorted(later.values(), key=lambda each: each["van"]):
        text = _("Het mandaat van %(wie)s gaat in op %(dag)s.")
        found.append(Alinea(text % {"wie": each["organisatie"], "dag": day(each["van"])}))
    if without:
        text = ngettext("%(wie)s gaf nog geen mandaat.", "Nog geen mandaat gaven: %(wie)s.", len(without))
        found.append(Alinea(text % {"wie": ", ".join(without)}))
    return found


def deviations(bron: Bron) -> list[Blok]:
    """The norms let go of on purpose, and who answers for each (ST-07)."""
    rows = tuple(
        (
            each["norm"],
            each["organisatie"] or _("alle organisaties"),
            each["reden"],
            _(" en ").join(filter(None, (each["namens_gemeente"], each["namens_organisatie"]))),
            day(each["tot"]),
        )
        for each in bron.afwijkingen
    )
    if not rows:
        return []
    return [
        Tabel(_("Afwijkingen"), (_("Norm"), _("Geldt voor"), _("Reden"), _("Staan hiervoor in"), _("Tot en met")), rows)
    ]


def questions(bron: Bron) -> list[Blok]:
    """The questions from the area, with the goal that answers each."""
    rows = tuple((each["tekst"], each["doel"] or _("nog geen"), each["bron"]) for each in bron.vragen)
    return [Tabel(_("Vragen uit de wijk"), (_("Vraag"), _("Doel dat antwoord geeft"), _("Bron")), rows)] if rows else []


def institutions(bron: Bron) -> list[Blok]:
    """The institutions in the area."""
    rows = tuple((each["naam"], each["wat"], each["waar"]) for each in bron.instanties)
    return [Tabel(_("Instanties"), (_("Instantie"), _("Wat die doet"), _("Waar")), rows)] if rows else []


def talks(bron: Bron) -> list[Blok]:
    """The talks with people of the area."""
    rows = tuple(
        (day(each["datum"]), each["wie"], str(each["aantal"]), each["opbrengst"]) for each in bron.focusgroepen
    )
    return [Tabel(_("Gesprekken"), (_("Datum"), _("Met wie"), _("Aantal"), _("Opbrengst")), rows)] if rows else []


def figures(bron: Bron) -> list[Blok]:
    """The figures of CBS, with their source and the day they were imported."""
    found = bron.kerncijfers
    if not found:
        return []
    source = _("%(gebied)s, %(bron)s, ingelezen op %(dag)s") % {
        "gebied": area_name(found["gebied_naam"], found["gebied_code"]), "bron": found["bron"],
        "dag": words(timezone.localdate(datetime.datetime.fromisoformat(found["ingelezen_op"]))),
    }  # fmt: skip
    return [Feiten((*((naam, in_dutch(waarde)) for naam, waarde in found["cijfers"]), (_("Bron: CBS"), source)))]


def area(bron: Bron) -> list[Blok]:
    """The institutions and the figures of the area."""
    return [*figures(bron), *institutions(bron)]


def wishes(bron: Bron) -> list[Blok]:
    """What the team wants to learn, without saying who: partners outside the team read this too."""
    wishes = tuple(sorted({each["scholing"] for each in bron.team if each["scholing"]}, key=str.lower))
    return [Lijst(wishes)] if wishes else []


def signing_boxes(bron: Bron) -> list[Blok]:
    """A box for everyone who signs, and where the signatures stand that are put in wijkaanpak."""
    boxes = Tekenvakken(tuple((each["organisatie"], each["naam"], each["functie"]) for each in bron.tekenaars))
    if not boxes.wie:
        return [boxes]
    return [
        boxes,
        Alinea(
            _(
                "Is er in wijkaanpak getekend, dan staan de handtekeningen in het certificaat dat bij deze"
                " overeenkomst hoort."
            )
        ),
    ]
