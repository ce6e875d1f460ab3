"""The documents of a project: which sections, what each says by itself, and which rows it shows.

A section is a text that the project can put in its own words, followed by rows that come from elsewhere in
the app. ``SJABLOON`` is the version of these texts: it is kept with every document.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from projects.documenten.bron import UNBROKEN, Bron, as_day
from projects.models.documenten import Documentsoort
from projects.models.opzet import Dag, Dagdeel
from projects.models.partners import VERPLICHT, Organisatiesoort
from projects.models.project import Projectrol
from wijkaanpak.documents.inhoud import Alinea, Blok, Feiten, Lijst, Tabel, Tekenvakken

SJABLOON = 3

Tekst = Callable[[Bron], str]
Rijen = Callable[[Bron], list[Blok]]


@dataclass(frozen=True, slots=True)
class Deel:
    """One section: its key, its title, its standard text, its rows, and the page where those are filled in."""

    sleutel: str
    kop: str | Promise
    tekst: Tekst
    rijen: Rijen
    pagina: str = ""
    velden: tuple[str, ...] = ()  # of the visie: while one is empty, the section says our standard text

    def says_standard(self, bron: Bron) -> bool:
        """Whether this section promises something in our words that nobody of the project wrote."""
        return self.sleutel not in bron.clausules and not all(bron.visie.get(name) for name in self.velden)


def _words(day: datetime.date) -> str:
    """Return a day in words that stay on one line."""
    return date_format(day, UNBROKEN)


def _day(text: str | None) -> str:
    day = as_day(text)
    return _words(day) if day else ""


def _nothing(bron: Bron) -> list[Blok]:
    return []


def _of_vision(name: str) -> Tekst:
    return lambda bron: bron.visie.get(name, "")


def _of_area(*names: str) -> Tekst:
    return lambda bron: "\n\n".join(bron.gebied[name] for name in names if bron.gebied.get(name))


def _vision(bron: Bron) -> str:
    parts = [bron.visie.get("visie", ""), bron.visie.get("waarden", "")]
    return "\n\n".join(part for part in parts if part)


def _goals(bron: Bron) -> list[Blok]:
    if not bron.doelen:
        return []
    rows = tuple((each["titel"], each["merkbaar"], _day(each["klaar_op"])) for each in bron.doelen)
    return [Tabel(_("Doelen"), (_("Doel"), _("Waaraan we het merken"), _("Bereikt op")), rows)]


def _term(bron: Bron) -> str:
    period = _("Het project loopt van %(van)s tot en met %(tot)s.") % {
        "van": _words(bron.project.begin),
        "tot": _words(bron.project.eind),
    }
    return "\n\n".join(part for part in (period, bron.visie.get("termijn", "")) if part)


def _effort(bron: Bron) -> str:
    own: str = bron.visie.get("inzet", "")
    return own or _(
        "Elk projectlid is minstens een halve dag per week in de wijk, zoveel mogelijk tegelijk met de anderen."
        " Elke maand is er een methodische leerbijeenkomst (MLB). Wij houden dezelfde methode 5 tot 6 keer vol."
    )


_VOORWAARDEN = (
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


def _conditions(bron: Bron) -> list[Blok]:
    return [Feiten(tuple((str(kop), bron.visie.get(name) or str(standard)) for name, kop, standard in _VOORWAARDEN))]


def _partners(bron: Bron) -> list[Blok]:
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


def _connection(bron: Bron) -> list[Blok]:
    pairs = tuple((each["naam"], each["verbinding"]) for each in bron.partners if each["verbinding"])
    return [Feiten(pairs)] if pairs else []


def _team(bron: Bron) -> list[Blok]:
    rows = tuple(
        (each["naam"], each["organisatie"] or "", each["functie"] or str(Projectrol(each["rol"]).label))
        for each in bron.team
    )
    return [Tabel(_("Team"), (_("Naam"), _("Organisatie"), _("Functie")), rows)] if rows else []


def _shares(bron: Bron) -> list[Blok]:
    """The team, and which part of each one's caseload lies in the area (UI-03): a number, never a case."""
    rows = tuple(
        (each["naam"], _("%(n)s procent") % {"n": each["aandeel"]}) for each in bron.team if each["aandeel"] is not None
    )
    if not rows:
        return _team(bron)
    return [*_team(bron), Tabel(_("Caseload in de wijk"), (_("Naam"), _("Deel van de caseload in de wijk")), rows)]


def _endorsed(bron: Bron) -> list[Blok]:
    """Who of the team stands behind the vision and the goals, and since when (ST-02c)."""
    rows = tuple(
        (each["naam"], each["organisatie"] or "", _day(each["onderschrijft_op"]))
        for each in bron.team
        if each["onderschrijft_op"]
    )
    return [Tabel(_("Onderschreven door"), (_("Naam"), _("Organisatie"), _("Sinds")), rows)] if rows else []


def _started(bron: Bron) -> str:
    """When and where the first meeting was, or will be (ST-02a)."""
    start = bron.start
    if not start.get("datum"):
        return ""
    said = _("De startbijeenkomst is op %(dag)s") % {"dag": _day(start["datum"])}
    if start.get("begin") and start.get("eind"):
        said += _(", van %(van)s tot %(tot)s") % {"van": start["begin"][:5], "tot": start["eind"][:5]}
    if start.get("plaats"):
        said += _(", in %(waar)s") % {"waar": start["plaats"]}
    return f"{said}."


_PROGRAMMA = (
    ("ervaring", _lazy("Verhaal van een ervaringsdeskundige")),
    ("belang", _lazy("Waarom het belangrijk is")),
    ("ruimte", _lazy("Ruimte om het anders te doen")),
    ("scholing", _lazy("Wat we willen leren")),
)


def _programme(bron: Bron) -> list[Blok]:
    """The four parts of the first meeting, and who was there (ST-02)."""
    pairs = [(str(kop), bron.start[name]) for name, kop in _PROGRAMMA if bron.start.get(name)]
    present = [each["naam"] for each in bron.team if each["bij_start"]]
    if bron.start.get("anderen"):
        n = bron.start["anderen"]
        present.append(ngettext("%(n)s ander", "%(n)s anderen", n) % {"n": n})
    if present:
        pairs.append((_("Aanwezig"), ", ".join(present)))
    return [Feiten(tuple(pairs))] if pairs else []


def _no_decision(bron: Bron) -> str:
    return "" if bron.besluiten else _("Er zijn nog geen besluiten vastgelegd.")


def _decisions(bron: Bron) -> list[Blok]:
    rows = tuple(
        (_day(each["datum"]), each["onderwerp"], f"{each['wie']}, {each['organisatie']}", each["toelichting"])
        for each in bron.besluiten
    )
    if not rows:
        return []
    return [Tabel(_("Besluiten"), (_("Op"), _("Besluit"), _("Op het mandaat van"), _("Toelichting")), rows)]


def _week(bron: Bron) -> list[Blok]:
    per_slot: dict[tuple[int, str], list[str]] = {}
    for each in bron.rooster:
        per_slot.setdefault((each["dag"], each["dagdeel"]), []).append(each["naam"])
    rows = tuple(
        (f"{Dag(dag).label}{Dagdeel(deel).label}".capitalize(), ", ".join(names))
        for (dag, deel), names in per_slot.items()
    )
    return [Tabel(_("Rooster"), (_("Dagdeel"), _("Wie is er")), rows)] if rows else []


def _place(bron: Bron) -> str:
    plek, adres = bron.gebied.get("plek", ""), bron.gebied.get("plek_adres", "")
    if not plek:
        return ""
    where = f"{plek} ({adres})" if adres else plek
    return _("Het team ontmoet elkaar in %(waar)s.") % {"waar": where}


def _mandate(bron: Bron) -> str:
    who = bron.leider or _("De projectleider")
    return _(
        "%(wie)s leidt het project namens alle organisaties, en beslist over planning, inzet en werkwijze van het team"
        " binnen het mandaat dat elke organisatie hieronder geeft."
    ) % {"wie": who}


def _mandates(bron: Bron) -> list[Blok]:
    """The mandates to decide that hold today; a required partner that gave none is named too (VB-05b)."""
    given = [each for each in bron.mandaten if each["soort"] == "besluiten"]
    with_one = {each["partner"] for each in given}
    rows = [
        (
            each["organisatie"],
            f"{each['naam']}, {each['functie']}",
            each["omvang"],
            _("%(van)s tot en met %(tot)s") % {"van": _day(each["van"]), "tot": _day(each["tot"])},
        )
        for each in given
    ]
    without = [each["naam"] for each in bron.partners if each["soort"] in VERPLICHT and each["id"] not in with_one]
    found: list[Blok] = []
    if rows:
        found.append(Tabel(_("Mandaten"), (_("Organisatie"), _("Aan wie"), _("Waarover"), _("Periode")), tuple(rows)))
    if without:
        text = ngettext("%(wie)s gaf nog geen mandaat.", "Nog geen mandaat gaven: %(wie)s.", len(without))
        found.append(Alinea(text % {"wie": ", ".join(without)}))
    return found


def _deviations(bron: Bron) -> list[Blok]:
    rows = tuple(
        (
            each["norm"],
            each["organisatie"] or _("alle organisaties"),
            each["reden"],
            _("%(een)s en %(twee)s") % {"een": each["namens_gemeente"], "twee": each["namens_organisatie"]},
            _day(each["tot"]),
        )
        for each in bron.afwijkingen
    )
    if not rows:
        return []
    return [
        Tabel(_("Afwijkingen"), (_("Norm"), _("Geldt voor"), _("Reden"), _("Staan hiervoor in"), _("Tot en met")), rows)
    ]


def _deviation_text(bron: Bron) -> str:
    if bron.afwijkingen:
        return _("Van deze normen wijken wij bewust af. De genoemde partijen dragen daarvoor de verantwoordelijkheid.")
    return _("Er zijn geen afwijkingen van normen vastgelegd. Wijken wij af, dan leggen wij vast wie daarvoor instaat.")


def _questions(bron: Bron) -> list[Blok]:
    rows = tuple((each["tekst"], each["doel"] or _("nog geen"), each["bron"]) for each in bron.vragen)
    return [Tabel(_("Vragen uit de wijk"), (_("Vraag"), _("Doel dat antwoord geeft"), _("Bron")), rows)] if rows else []


def _institutions(bron: Bron) -> list[Blok]:
    rows = tuple((each["naam"], each["wat"], each["waar"]) for each in bron.instanties)
    return [Tabel(_("Instanties"), (_("Instantie"), _("Wat die doet"), _("Waar")), rows)] if rows else []


def _talks(bron: Bron) -> list[Blok]:
    rows = tuple(
        (_day(each["datum"]), each["wie"], str(each["aantal"]), each["opbrengst"]) for each in bron.focusgroepen
    )
    return [Tabel(_("Gesprekken"), (_("Datum"), _("Met wie"), _("Aantal"), _("Opbrengst")), rows)] if rows else []


def _figures(bron: Bron) -> list[Blok]:
    found = bron.kerncijfers
    if not found:
        return []
    source = _("%(gebied)s (%(code)s), %(bron)s, ingelezen op %(dag)s") % {
        "gebied": found["gebied_naam"], "code": found["gebied_code"], "bron": found["bron"],
        "dag": _words(timezone.localdate(datetime.datetime.fromisoformat(found["ingelezen_op"]))),
    }  # fmt: skip
    return [Feiten((*((naam, waarde) for naam, waarde in found["cijfers"]), (_("Bron: CBS"), source)))]


def _area(bron: Bron) -> list[Blok]:
    return [*_figures(bron), *_institutions(bron)]


def _learning(bron: Bron) -> str:
    """What everyone promises, and below it what the project wrote about it: that adds to it, and replaces nothing."""
    promise = _("Het team leert van de eigen praktijk, in een vaste maandelijkse reflectie met een gespreksleider.")
    return "\n\n".join(part for part in (promise, bron.start.get("scholing", "")) if part)


def _wishes(bron: Bron) -> list[Blok]:
    """What the team wants to learn, without saying who: partners outside the team read this too."""
    wishes = tuple(sorted({each["scholing"] for each in bron.team if each["scholing"]}, key=str.lower))
    return [Lijst(wishes)] if wishes else []


def _evaluations(bron: Bron) -> str:
    """The two evaluations with their dates; what is not planned yet is said, unless the project deviates from it."""
    days = {_("halverwege"): bron.project.halverwege_op, _("aan het einde"): bron.project.eindevaluatie_op}
    planned = [_("%(wanneer)s op %(dag)s") % {"wanneer": when, "dag": _words(day)} for when, day in days.items() if day]
    missing = [when for when, day in days.items() if not day]
    said = _("Wij evalueren %(wanneer)s.") % {"wanneer": _(" en ").join(planned)} if planned else ""
    if not missing:
        return said
    if any(each["regel"] == "NUM-09" for each in bron.afwijkingen):
        rest = _("Van twee evaluaties wijken wij bewust af. Waarom staat bij ‘Afwijken van normen’.")
    elif planned:
        rest = _("De evaluatie %(wanneer)s moet nog worden gepland.") % {"wanneer": missing[0]}
    else:
        rest = _("Wij evalueren halverwege en aan het einde. Beide dagen moeten nog worden gepland.")
    return f"{said} {rest}".strip()


def _closing(bron: Bron) -> str:
    return _(
        "Deze overeenkomst geldt vanaf de dag waarop alle organisaties hebben getekend, tot en met %(tot)s."
        " Wie iets wil wijzigen, zegt dat tegen de projectleider. Na een wijziging tekenen alle organisaties opnieuw."
    ) % {"tot": _words(bron.project.eind)}


def _signing(bron: Bron) -> str:
    return _("Wij zijn het eens met deze overeenkomst.")


def _boxes(bron: Bron) -> list[Blok]:
    return [Tekenvakken(tuple((each["organisatie"], each["naam"], each["functie"]) for each in bron.tekenaars))]


_VISIE = Deel("visie", _lazy("Visie"), _vision, _nothing, "visie")
_SAMEN = Deel("samen", _lazy("Hoe wij hier samen toe kwamen"), _of_vision("samen"), _nothing, "visie")
_DOELEN = Deel("doelen", _lazy("Doelen"), _of_vision("doelen"), _goals, "visie")
_TERMIJN = Deel("termijn", _lazy("Termijn"), _term, _nothing, "wijzigen")
_INZET = Deel("inzet", _lazy("Wat wij inzetten"), _effort, _nothing, "visie", ("inzet",))
_VIJF = Deel(
    "voorwaarden",
    _lazy("Vijf afspraken vooraf"),
    lambda bron: "",
    _conditions,
    "visie",
    tuple(name for name, _kop, _text in _VOORWAARDEN),
)
_PARTNERS = Deel("partners", _lazy("Wie werken samen"), lambda bron: "", _partners, "partners")
_TEAM = Deel("team", _lazy("Het team"), lambda bron: "", _team, "team")
_ROOSTER = Deel("rooster", _lazy("Samen in de wijk"), _place, _week, "aanwezigheid")
_MANDAAT = Deel("mandaat", _lazy("Mandaat"), _mandate, _mandates, "afspraken")
_VERBINDING = Deel("verbinding", _lazy("Verbinding met de partners"), lambda bron: "", _connection, "partners")
_LEREN = Deel("leren", _lazy("Leren en reflectie"), _learning, _wishes, "startbijeenkomst")
_AFWIJKEN = Deel("afwijkingen", _lazy("Afwijken van normen"), _deviation_text, _deviations, "afspraken")
_EVALUATIE = Deel("evaluatie", _lazy("Evaluatie"), _evaluations, _nothing, "wijzigen")

DELEN: dict[str, tuple[Deel, ...]] = {
    Documentsoort.VISIENOTITIE: (
        _VISIE,
        _SAMEN,
        _DOELEN,
        _TERMIJN,
        _INZET,
        _VIJF,
        Deel("onderschreven", _lazy("Wie dit onderschrijft"), lambda bron: "", _endorsed, "visie"),
    ),
    Documentsoort.PROJECTPLAN: (
        Deel("aanleiding", _lazy("De wijk"), _of_area("karakter", "problematiek"), _area, "wijkfoto"),
        Deel("gesprekken", _lazy("In gesprek met de wijk"), lambda bron: "", _talks, "wijkfoto"),
        Deel("vragen", _lazy("Vragen uit de wijk"), lambda bron: "", _questions, "wijkfoto"),
        Deel("past", _lazy("Wat dit van ons vraagt"), _of_area("team_past", "doelen_passen"), _nothing, "wijkfoto"),
        _VISIE,
        _DOELEN,
        _PARTNERS,
        _VERBINDING,
        Deel("team", _lazy("Het team"), lambda bron: "", _shares, "team"),
        _ROOSTER,
        Deel("start", _lazy("Startbijeenkomst"), _started, _programme, "startbijeenkomst"),
        _TERMIJN,
        _INZET,
        _MANDAAT,
        Deel("besluiten", _lazy("Besluiten"), _no_decision, _decisions, "afspraken"),
        _VIJF,
        _LEREN,
        _EVALUATIE,
        _AFWIJKEN,
    ),
    Documentsoort.OVEREENKOMST: (
        _PARTNERS,
        Deel("waarom", _lazy("Waarom wij dit doen"), _vision, _nothing, "visie"),
        _DOELEN,
        _TERMIJN,
        _INZET,
        _TEAM,
        _ROOSTER,
        _MANDAAT,
        _VERBINDING,
        _VIJF,
        _LEREN,
        _AFWIJKEN,
        Deel("slot", _lazy("Ingang, wijziging en einde"), _closing, _nothing),
        Deel("ondertekening", _lazy("Ondertekening"), _signing, _boxes, "afspraken"),
    ),
}


def deel_of(soort: str, sleutel: str) -> Deel | None:
    """Return a section of a kind of document, or None when it has no such section."""
    return next((deel for deel in DELEN[soort] if deel.sleutel == sleutel), None)
