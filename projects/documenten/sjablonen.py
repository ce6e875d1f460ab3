"""The documents of a project: which sections, what each says by itself, and which rows it shows.

A section is a text that the project can put in its own words, followed by rows that come from elsewhere in
the app. ``SJABLOON`` is the version of these texts: it is kept with every document.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from projects.documenten import rijen, teksten
from projects.documenten.bron import Bron
from projects.documenten.teksten import Tekst
from projects.models.documenten import Documentsoort
from wijkaanpak.documents.inhoud import Blok

SJABLOON = 4

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

    @property
    def has_text(self) -> bool:
        """Whether it says something beside its rows; else it is made of rows alone, each changed on its own page."""
        return self.tekst is not _no_text

    def says_standard(self, bron: Bron) -> bool:
        """Whether this section promises something in our words that nobody of the project wrote."""
        return self.sleutel not in bron.clausules and not all(bron.visie.get(name) for name in self.velden)


def _no_text(bron: Bron) -> str:
    return ""


def _nothing(bron: Bron) -> list[Blok]:
    return []


_VISIE = Deel("visie", _lazy("Visie"), teksten.vision, _nothing, "visie")
_SAMEN = Deel("samen", _lazy("Hoe wij hier samen toe kwamen"), teksten.of_vision("samen"), _nothing, "visie")
_DOELEN = Deel("doelen", _lazy("Doelen"), teksten.of_vision("doelen"), rijen.goals, "visie")
_TERMIJN = Deel("termijn", _lazy("Termijn"), teksten.term, _nothing, "wijzigen")
_INZET = Deel("inzet", _lazy("Wat wij inzetten"), teksten.effort, _nothing, "visie", ("inzet",))
_VIJF = Deel(
    "voorwaarden",
    _lazy("Vijf afspraken vooraf"),
    _no_text,
    rijen.conditions,
    "visie",
    tuple(name for name, _kop, _text in rijen.VOORWAARDEN),
)
_PARTNERS = Deel("partners", _lazy("Wie werken samen"), _no_text, rijen.partners, "partners")
_TEAM = Deel("team", _lazy("Het team"), _no_text, rijen.team, "team")
_ROOSTER = Deel("rooster", _lazy("Samen in de wijk"), teksten.place, rijen.week, "aanwezigheid")
_MANDAAT = Deel("mandaat", _lazy("Mandaat"), teksten.leads, rijen.mandates, "afspraken")
_VERBINDING = Deel("verbinding", _lazy("Verbinding met de partners"), _no_text, rijen.connections, "partners")
_LEREN = Deel("leren", _lazy("Leren en reflectie"), teksten.learning, rijen.wishes, "startbijeenkomst")
_AFWIJKEN = Deel("afwijkingen", _lazy("Afwijken van normen"), teksten.on_deviations, rijen.deviations, "afspraken")
_EVALUATIE = Deel("evaluatie", _lazy("Evaluatie"), teksten.evaluations, _nothing, "wijzigen")

DELEN: dict[str, tuple[Deel, ...]] = {
    Documentsoort.VISIENOTITIE: (
        _VISIE,
        _SAMEN,
        _DOELEN,
        _TERMIJN,
        _INZET,
        _VIJF,
        Deel("onderschreven", _lazy("Wie dit onderschrijft"), _no_text, rijen.endorsements, "visie"),
    ),
    Documentsoort.PROJECTPLAN: (
        Deel("aanleiding", _lazy("De wijk"), teksten.of_area("karakter", "problematiek"), rijen.area, "wijkfoto"),
        Deel("gesprekken", _lazy("In gesprek met de wijk"), _no_text, rijen.talks, "wijkfoto"),
        Deel("vragen", _lazy("Vragen uit de wijk"), _no_text, rijen.questions, "wijkfoto"),
        Deel(
            "past", _lazy("Wat dit van ons vraagt"), teksten.of_area("team_past", "doelen_passen"), _nothing, "wijkfoto"
        ),
        _VISIE,
        _DOELEN,
        _PARTNERS,
        _VERBINDING,
        Deel("team", _lazy("Het team"), _no_text, rijen.team_with_shares, "team"),
        _ROOSTER,
        Deel("start", _lazy("Startbijeenkomst"), teksten.started, rijen.programme, "startbijeenkomst"),
        _TERMIJN,
        _INZET,
        _MANDAAT,
        Deel("besluiten", _lazy("Besluiten"), teksten.no_decision, rijen.decisions, "afspraken"),
        _VIJF,
        _LEREN,
        _EVALUATIE,
        _AFWIJKEN,
    ),
    Documentsoort.OVEREENKOMST: (
        _PARTNERS,
        Deel("waarom", _lazy("Waarom wij dit doen"), teksten.vision, _nothing, "visie"),
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
        Deel("slot", _lazy("Ingang, wijziging en einde"), teksten.closing, _nothing),
        Deel("ondertekening", _lazy("Ondertekening"), teksten.signing, rijen.signing_boxes, "afspraken"),
    ),
}


def deel_of(soort: str, sleutel: str) -> Deel | None:
    """Return a section of a kind of document, or None when it has no such section."""
    return next((deel for deel in DELEN[soort] if deel.sleutel == sleutel), None)
