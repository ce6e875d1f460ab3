"""The words that every file of a plan shares: the names of the columns and the text around the tables."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ontwikkelplan.models import KOLOMMEN

STAND = "stand"
ALLE_KOLOMMEN = (*KOLOMMEN, STAND)


@dataclass(frozen=True, slots=True)
class Kolom:
    """One of the seven columns (KOL-1 … KOL-7): its title, and what is meant to be in it."""

    naam: str
    titel: str | Promise
    uitleg: str | Promise


KOLOMTEKSTEN: dict[str, Kolom] = {
    each.naam: each
    for each in (
        Kolom(
            "doel",
            _("Ontwikkelpunt"),
            _("Wat wil je bereiken? Schrijf het als doel, en laat zien bij welk antwoord van de quickscan het hoort."),
        ),
        Kolom(
            "resultaat",
            _("Beoogd resultaat en indicatoren"),
            _(
                "Waaraan zie je dat het goed is? Denk aan een andere manier van werken, en wat mensen daarvoor "
                "moeten weten en kunnen."
            ),
        ),
        Kolom(
            "stappen",
            _("Verbeteractie"),
            _("Wat gaan jullie doen? Zet elke stap op een eigen regel, in volgorde van tijd."),
        ),
        Kolom(
            "kosten",
            _("Kosten en dekking"),
            _("Wat kost het, in welk begrotingsjaar, en waaruit wordt het betaald? Eén bedrag per regel."),
        ),
        Kolom("uitvoerder", _("Uitvoerder"), _("Wie gaat het doen?")),
        Kolom("planning", _("Planning"), _("Een dag, of van en tot en met. Bijvoorbeeld 31-3-2027.")),
        Kolom(
            STAND,
            _("Stand van zaken"),
            _("Begin elke regel met de datum. Wat er al staat, blijft staan: schrijf erbij."),
        ),
    )
}

INLEIDING = (
    _(
        "In dit plan staat hoe de gemeente haar lokale teams klaarmaakt voor hun nieuwe rol. Het beschrijft "
        "de stappen van nu naar straks. Elke gemeente in de regio maakt zo’n plan."
    ),
    _(
        "Het plan volgt de vijf basisfuncties van lokale teams. Per onderwerp vult de gemeente eerst een "
        "quickscan in. Wat beter moet, wordt een ontwikkelpunt in een tabel met zeven kolommen. Sommige "
        "punten kiest de gemeente zelf, andere spreekt de regio samen af."
    ),
    _(
        "Het plan leeft. De stand van zaken krijgt steeds een nieuwe regel met een datum, en het plan komt "
        "terug in overleg."
    ),
)
IN_WORD = _(
    "Je mag in dit bestand werken en het daarna weer inlezen in wijkaanpak. Je ziet dan eerst wat er anders is. "
    "Verander de koppen boven de tabellen en de namen van de kolommen niet."
)
H_INLEIDING, H_ALGEMEEN = _("Inleiding"), _("Algemene informatie")
H_KOLOMMEN, H_AANVULLINGEN = _("De zeven kolommen"), _("Lokale aanvullingen")
H_EIGEN = _("Inleiding van de gemeente")
H_PERSONEN = {"portefeuillehouder": _("Portefeuillehouders"), "beleidsmedewerker": _("Beleidsmedewerkers")}
NIEMAND = _("Nog niet ingevuld.")


def basisfunctie_kop(nummer: int, titel: str) -> str:
    """Return the heading of a chapter with tables."""
    return str(_("Basisfunctie %(n)s: %(titel)s") % {"n": nummer, "titel": titel})
