"""The sixteen chapters and sections of the projectverslag (VSL-S … VSL-3), and of the shorter reports.

Each chapter has words of its own until the project writes its own, and what it counts and names. ``SJABLOON`` is the
version of these texts: it is kept with every report.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from evaluatie.models import Bevindingsoort as Soort
from evaluatie.models import Evaluatiesoort, Verslagsoort
from evaluatie.verslag import bevonden, tellen, vragenlijsten
from evaluatie.verslag.gegevens import Gegevens
from evaluatie.verslag.regels import Deel, Inhoudsmaker
from reflectie.models import Richting

SJABLOON = 1

Woorden = Callable[[Gegevens], str]


@dataclass(frozen=True, slots=True)
class Hoofdstuk:
    """One chapter or section: its id in the source, number, title, drafted text, its lines, and where to fill it in."""

    sleutel: str
    nummer: str
    kop: str | Promise
    tekst: Woorden
    delen: tuple[Inhoudsmaker, ...] = ()
    pagina: str = ""

    def lines(self, data: Gegevens) -> list[Deel]:
        """Return what this chapter counts and names, in order."""
        return [deel for maker in self.delen for deel in maker(data)]


def _findings(*soorten: Soort, heads: bool = True) -> Inhoudsmaker:
    return lambda data: bevonden.findings(data, *soorten, heads=heads)


def _named(richting: Richting) -> Inhoudsmaker:
    return lambda data: bevonden.named_factors(data, richting)


def _nothing(data: Gegevens) -> str:
    return ""


def _of(text: str | Promise) -> Woorden:
    return lambda data: str(text)


def _frame(data: Gegevens) -> str:
    """The project in one paragraph, and the three principles (UIT-01 … 03)."""
    project = data["project"]
    naam, wijk = project["naam"], project["wijk"]  # a project is often called after its wijk
    return _(
        "Dit verslag gaat over het project %(project)s, van %(van)s tot en met %(tot)s. Organisaties in de"
        " wijk leerden er samenwerken, zodat kinderen veilig opgroeien in hun eigen omgeving.\n\n"
        "Drie uitgangspunten golden steeds. Het wijkteam is de spil: anderen voegen in als het onveilig is, en voegen"
        " weer uit als het beter gaat. De hulp loopt in één lijn door; niemand sluit een dossier om elders opnieuw te"
        " beginnen. En er zijn richtlijnen, geen sjablonen: elk gezin vraagt maatwerk."
    ) % {
        "project": naam if naam == wijk else _("%(naam)s in %(wijk)s") % {"naam": naam, "wijk": wijk},
        "van": tellen.day(project["begin"]),
        "tot": tellen.day(project["eind"]),
    }


def _results(data: Gegevens) -> str:
    return _(
        "Dit hoofdstuk zegt wat de samenwerking opleverde, voor gezinnen en voor de mensen die het werk doen. Het"
        " steunt op wat het team in de loop van het project vastlegde, en op de evaluaties."
    )


# The standing remark: what was counted is no effect that can be put down to the project.
EFFECTEN = _lazy(
    "Wat hier staat, is niet als effect van dit project aan te wijzen. Er is geen vergelijking met gezinnen of wijken"
    " die niet meededen, en er veranderde in dezelfde tijd meer. De getallen laten zien wat er gebeurde, niet waardoor."
)
ZONDER_EFFECT = ("VSL-1.6", "WEB-2")  # the chapters that end with it
# CLI-14: offered at 1.4, for the project to take over.
KANTTEKENING = _lazy(
    "Wat gezinnen ervoeren, is vooral opgehaald via hun eigen hulpverleners. Gezinnen die te maken hebben met"
    " onveiligheid zijn voor onderzoek moeilijk te bereiken. Lees de uitkomsten met dat voorbehoud."
)

_S = Hoofdstuk("VSL-S", "S", _lazy("Samenvatting"), _frame, (_findings(Soort.HOOFD, heads=False),), "evaluatie:begin")
_PROJECTVERSLAG: tuple[Hoofdstuk, ...] = (
    _S,
    Hoofdstuk(
        "VSL-1", "1", _lazy("Het project"),
        _of(_lazy("Dit hoofdstuk zegt wat het project maakte, en of dat volgens plan ging.")),
        (tellen.partners,), "projects:partners",
    ),
    Hoofdstuk(
        "VSL-1.1", "1.1", _lazy("Gerealiseerde producten"), _nothing, (tellen.products_made,), "evaluatie:producten"
    ),
    Hoofdstuk(
        "VSL-1.2", "1.2", _lazy("Beschrijving van de producten"), _nothing, (tellen.product_texts,),
        "evaluatie:producten",
    ),
    Hoofdstuk(
        "VSL-1.3", "1.3", _lazy("Realisatie van de beoogde producten"), _nothing, (tellen.products_planned,),
        "evaluatie:producten",
    ),
    Hoofdstuk(
        "VSL-1.4", "1.4", _lazy("Ontwikkeling met cliënten en professionals"),
        _of(_lazy("Wie op meer manieren meedeed, telt bij elke manier mee.")),
        (tellen.team, tellen.heard_by_group), "evaluatie:gehoord",
    ),
    Hoofdstuk(
        "VSL-1.5", "1.5", _lazy("Gegevens verzamelen en duiden"), _nothing,
        (tellen.heard_by_way, vragenlijsten.answered, tellen.evaluations), "evaluatie:gehoord",
    ),
    Hoofdstuk("VSL-1.6", "1.6", _lazy("Andere indicatoren"), _nothing, (tellen.targets,), "evaluatie:gehoord"),
    Hoofdstuk("VSL-2", "2", _lazy("Resultaten"), _results),
    Hoofdstuk(
        "VSL-2.1", "2.1", _lazy("Samenwerking"), _nothing,
        (bevonden.goals, _findings(Soort.SAMENWERKING, heads=False)), "evaluatie:begin",
    ),
    Hoofdstuk(
        "VSL-2.2", "2.2", _lazy("Wijze van aansluiten"), _nothing,
        (tellen.team_by_organisation, tellen.presence, tellen.sessions, _findings(Soort.AANSLUITEN)),
        "reflectie:zicht",
    ),
    Hoofdstuk(
        "VSL-2.3", "2.3", _lazy("Resultaten voor cliënten en professionals"), _nothing,
        (
            _findings(Soort.CLIENT, Soort.PROFESSIONAL, Soort.AANDACHT),
            tellen.yields, tellen.quotes, vragenlijsten.outcomes,
        ),
        "evaluatie:begin",
    ),
    Hoofdstuk(
        "VSL-2.4", "2.4", _lazy("Bouwstenen"), _nothing, (_findings(Soort.BOUWSTEEN, Soort.BESLUIT),),
        "evaluatie:begin",
    ),
    Hoofdstuk(
        "VSL-2.5", "2.5", _lazy("Succesfactoren en belemmerende factoren"), _nothing,
        (
            _findings(Soort.SUCCES, Soort.BELEMMERING), _named(Richting.WERKT), _named(Richting.WERKT_NIET),
        ),
        "evaluatie:begin",
    ),
    Hoofdstuk(
        "VSL-2.6", "2.6", _lazy("Belang voor kwaliteit en effectiviteit"), _nothing,
        (_findings(Soort.BELANG, heads=False),), "evaluatie:begin",
    ),
    Hoofdstuk(
        "VSL-3", "3", _lazy("Afsluiting"), _nothing,
        (
            _findings(Soort.WINST, Soort.VOORWAARDE, Soort.INSPANNING),
            bevonden.conclusions, bevonden.changed_agreements,
        ),
        "evaluatie:begin",
    ),
)  # fmt: skip

_BIJ_EVALUATIE = ("VSL-1.4", "VSL-1.5", "VSL-1.6", "VSL-2.1", "VSL-2.3", "VSL-2.5", "VSL-3")


def _short(*sleutels: str) -> tuple[Hoofdstuk, ...]:
    """Some chapters of the whole report, with the same lines and numbers."""
    return tuple(each for each in _PROJECTVERSLAG if each.sleutel in sleutels)


_WEB: tuple[Hoofdstuk, ...] = (
    Hoofdstuk("WEB-1", "1", _lazy("Zo werkten we"), _frame, (tellen.partners, tellen.sessions), "evaluatie:begin"),
    Hoofdstuk(
        "WEB-2", "2", _lazy("Wat het opleverde"), _nothing,
        (_findings(Soort.HOOFD, Soort.WINST, heads=False), tellen.products_made), "evaluatie:begin",
    ),
    Hoofdstuk(
        "WEB-3", "3", _lazy("Uit de praktijk"), _nothing,
        (_findings(Soort.CLIENT, Soort.PROFESSIONAL, heads=False), tellen.quotes), "evaluatie:gehoord",
    ),
    Hoofdstuk(
        "WEB-4", "4", _lazy("Wat we leerden"), _nothing,
        (_findings(Soort.SUCCES, Soort.BELEMMERING, Soort.INSPANNING),), "evaluatie:begin",
    ),
)  # fmt: skip

HOOFDSTUKKEN: dict[str, tuple[Hoofdstuk, ...]] = {
    Verslagsoort.PROJECTVERSLAG: _PROJECTVERSLAG,
    Verslagsoort.TUSSENEVALUATIE: _short(*_BIJ_EVALUATIE),
    Verslagsoort.EINDEVALUATIE: _short("VSL-S", *_BIJ_EVALUATIE),
    Verslagsoort.WEBSAMENVATTING: _WEB,
}
# Which evaluations a report is about; the others are about all.
_VAN: dict[str, str] = {
    Verslagsoort.TUSSENEVALUATIE: Evaluatiesoort.HALVERWEGE,
    Verslagsoort.EINDEVALUATIE: Evaluatiesoort.EIND,
}


def hoofdstuk_of(soort: str, sleutel: str) -> Hoofdstuk | None:
    """Return a chapter of a kind of report, or None when it has no such chapter."""
    return next((each for each in HOOFDSTUKKEN[soort] if each.sleutel == sleutel), None)


def for_report(data: Gegevens, soort: str) -> Gegevens:
    """Return the data that a kind of report is about: an evaluation tells of itself, and of who was heard for it."""
    if soort not in _VAN:
        return data
    ids = {each["id"] for each in data["evaluaties"] if each["soort"] == _VAN[soort]}
    mine: dict[str, list[dict[str, Any]]] = {
        name: [each for each in data[name] if each["evaluatie"] in ids]
        for name in ("antwoorden", "bevindingen", "bijstellingen", "inbreng")
    }
    return {**data, **mine, "evaluaties": [each for each in data["evaluaties"] if each["id"] in ids]}
