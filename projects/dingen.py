"""What the checklist can see in the app itself: an item whose thing exists shows it, and proposes 'gereed'."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.checklist import Regel
from projects.models import Project
from projects.models.partners import VERPLICHT, Organisatiesoort
from projects.models.project import Projectrol
from projects.signalen import BY_ID, address_of, holds
from projects.stand import Feiten, feiten_of

Exists = Callable[[Project, Feiten], bool]


@dataclass(frozen=True, slots=True)
class Ding:
    """One thing behind a punt: its name, the page where it lives, and whether it is there."""

    titel: str | Promise
    pagina: str
    soort: str
    is_er: bool

    @property
    def adres(self) -> str:
        """The name of the address of its page."""
        return address_of(self.pagina)


def _filled(*names: str) -> Exists:
    return lambda project, feiten: feiten.gevuld.issuperset(names)


def _any(name: str) -> Exists:
    return lambda project, feiten: feiten.aantal[name] > 0


def _holds(rule: str) -> Exists:
    return lambda project, feiten: holds(BY_ID[rule], project, feiten)


def _document(soort: str, *states: str) -> Exists:
    """Whether there is a version, in one of these states: a signed one holds until the next is put up."""
    return lambda project, feiten: (
        soort in feiten.documenten and (not states or bool(feiten.documenten[soort] & set(states)))
    )


def _roles(project: Project, feiten: Feiten) -> bool:
    return {
        Projectrol.PROJECTLEIDER.value,
        Projectrol.GEDRAGSWETENSCHAPPER.value,
        Projectrol.UITVOEREND.value,
    } <= {each["rol"] for each in feiten.team}


def _everyone(name: str) -> Exists:
    return lambda project, feiten: bool(feiten.team) and all(each[name] for each in feiten.team)


def _share_known(project: Project, feiten: Feiten) -> bool:
    doing = [each for each in feiten.team if each["rol"] == Projectrol.UITVOEREND]
    return bool(doing) and all(each["aandeel"] is not None for each in doing)


def _led(project: Project, feiten: Feiten) -> bool:
    """Whether there is a projectleider, whom every required organisation gave a mandate."""
    has_leader = any(each["rol"] == Projectrol.PROJECTLEIDER for each in feiten.team)
    return has_leader and _holds("VB-05b")(project, feiten)


# Who works in the team; with the Raad and all others the team keeps in touch (VB-06d).
_IN_TEAM = set(VERPLICHT) - {Organisatiesoort.RVDK}


def _connected(project: Project, feiten: Feiten) -> bool:
    others = [each for each in feiten.partners if each["soort"] not in _IN_TEAM]
    return Organisatiesoort.RVDK in feiten.soorten() and all(each["verbinding"] for each in others)


def _together(project: Project, feiten: Feiten) -> bool:
    """Whether at least two people are in the area in the same half day (UI-02b)."""
    there: dict[tuple[int, str], set[UUID]] = defaultdict(set)
    for who, dag, dagdeel in feiten.slots():
        there[dag, dagdeel].add(who)
    return any(len(people) > 1 for people in there.values())


def _signed_by_all(project: Project, feiten: Feiten) -> bool:
    """Whether every organisation of today signed the agreement (ST-06b), also who joined or was not asked."""
    return bool(feiten.partners) and all(each["getekend"] for each in feiten.partners)


_AFSPRAKEN = ("privacy", "werkruimte", "reflectie", "klachten", "beroepsregistratie")
_DEELEN = ("ervaring", "belang", "ruimte", "scholing")
_P, _T, _V, _W, _S = _("Partners"), _("Team"), _("Visie en doelen"), _("Wijkfoto"), _("Startbijeenkomst")
_START: Exists = lambda project, feiten: (  # noqa: E731
    feiten.start_datum is not None and feiten.start_datum <= timezone.localdate()
)

# punt -> the thing behind it: name, page, kind of document (if it is one), and when it is there
_DINGEN: dict[str, tuple[str | Promise, str, str, Exists]] = {
    "VB-01": (_P, "partners", "", lambda p, f: bool(f.partners)),
    "VB-01a": (_P, "partners", "", lambda p, f: set(VERPLICHT) <= f.soorten()),
    "VB-01b": (_P, "partners", "", lambda p, f: bool(f.soorten() - set(VERPLICHT))),
    "VB-02": (_W, "wijkfoto", "", _filled("gebied.karakter", "gebied.problematiek")),
    "VB-02a": (_W, "wijkfoto", "", _filled("gebied.karakter")),
    "VB-02b": (_W, "wijkfoto", "", _filled("gebied.problematiek")),
    "VB-02c": (_W, "wijkfoto", "", _filled("gebied.team_past")),
    "VB-02d": (_W, "wijkfoto", "", _filled("gebied.doelen_passen")),
    "VB-03": (_V, "visie", "", _filled("visie.visie", "visie.waarden")),
    "VB-03a": (_V, "visie", "", _filled("visie.visie", "visie.waarden")),
    "VB-03b": (_V, "visie", "", _filled("visie.samen")),
    "VB-04": (_("Visienotitie"), "document", "visienotitie", _document("visienotitie")),
    "VB-04.1": (_V, "visie", "", _filled("visie.visie")),
    "VB-04.2": (_V, "visie", "", lambda p, f: "visie.doelen" in f.gevuld and f.aantal["doel"] > 0),
    "VB-04.3": (_V, "visie", "", lambda p, f: "visie.termijn" in f.gevuld and _holds("NUM-02")(p, f)),
    "VB-04.4": (_V, "visie", "", _filled("visie.inzet")),
    "VB-04.5": (_V, "visie", "", _filled(*(f"visie.{name}" for name in _AFSPRAKEN))),
    **{
        f"VB-04.5{letter}": (_V, "visie", "", _filled(f"visie.{name}"))
        for letter, name in zip("abcde", _AFSPRAKEN, strict=True)
    },
    "VB-05": (_("Projectleider en mandaten"), "afspraken", "", _led),
    "VB-05b": (_("Mandaten"), "afspraken", "", _holds("VB-05b")),
    "VB-06": (_T, "team", "", lambda p, f: len(f.team) > 1),
    "VB-06a": (_T, "team", "", lambda p, f: len(f.team) > 1 and _holds("NUM-01")(p, f)),
    "VB-06b": (_T, "team", "", _holds("NUM-08")),
    "VB-06d": (_("Verbinding met de Raad en andere partners"), "partners", "", _connected),
    "ST-01": (_T, "team", "", _roles),
    "ST-01a": (_T, "team", "", _roles),
    "ST-02": (_S, "startbijeenkomst", "", _START),
    "ST-02a": (_S, "startbijeenkomst", "", _holds("NUM-04")),
    "ST-02b": (_S, "startbijeenkomst", "", _filled("startbijeenkomst.belang")),
    "ST-02c": (_("Wie onderschrijft de visie?"), "team", "", _everyone("onderschrijft")),
    **{
        f"ST-02.{n}": (_S, "startbijeenkomst", "", _filled(f"startbijeenkomst.{name}"))
        for n, name in enumerate(_DEELEN, start=1)
    },
    "ST-03": (_W, "wijkfoto", "", lambda p, f: "gebied.karakter" in f.gevuld and f.aantal["instantie"] > 0),
    "ST-03a": (_W, "wijkfoto", "", lambda p, f: "gebied.karakter" in f.gevuld and f.aantal["instantie"] > 0),
    "ST-03b": (_("Gesprekken met de wijk"), "wijkfoto", "", _any("focusgroep")),
    "ST-03c": (_("Vragen uit de wijk"), "wijkfoto", "", _any("vraag")),
    "ST-04": (_("Ontmoetingsplek"), "wijkfoto", "", _filled("gebied.plek")),
    "ST-05": (_("Projectplan"), "document", "projectplan", _document("projectplan")),
    "ST-06": (_("Samenwerkingsovereenkomst"), "document", "overeenkomst", _document("overeenkomst", "getekend")),
    "ST-06a": (_("Samenwerkingsovereenkomst"), "document", "overeenkomst", _document("overeenkomst")),
    "ST-06b": (_("Samenwerkingsovereenkomst"), "document", "overeenkomst", _signed_by_all),
    "ST-07": (_("Afwijkingen"), "afspraken", "", _any("afwijking")),
    "UI-01": (_("Projectleider en mandaten"), "afspraken", "", lambda p, f: _led(p, f) and _holds("VB-05b")(p, f)),
    "UI-01b": (_("Mandaten"), "afspraken", "", _holds("VB-05b")),
    "UI-02": (_("Rooster"), "aanwezigheid", "", _holds("NUM-03")),
    "UI-02a": (_("Rooster"), "aanwezigheid", "", _holds("NUM-03")),
    "UI-02b": (_("Rooster"), "aanwezigheid", "", _together),
    "UI-03": (_("Deel van de caseload"), "team", "", _share_known),
}  # fmt: skip


def add_things(things: dict[str, tuple[str | Promise, str, str, Exists]]) -> None:
    """Offer things of another app behind punten; ``pagina`` is then the full name of an address."""
    _DINGEN.update(things)


def ding_of(punt: str, project: Project, feiten: Feiten) -> Ding | None:
    """Return the thing behind a punt, or None when the app has none for it."""
    if punt not in _DINGEN:
        return None
    titel, pagina, soort, is_er = _DINGEN[punt]
    return Ding(titel, pagina, soort, is_er(project, feiten))


def has_thing(punt: str) -> bool:
    """Whether the app has a thing for this punt."""
    return punt in _DINGEN


def mark_things(project: Project, tops: Sequence[Regel]) -> dict[str, Ding]:
    """Return what the app itself has for lines of a checklist, and mark those that can be set to gereed for it.

    The facts are asked only when there can be something.
    """
    regels = [regel for top in tops for regel in top.walk() if has_thing(regel.id)]
    if not regels:
        return {}
    feiten = feiten_of(project)
    found = {regel.id: ding_of(regel.id, project, feiten) for regel in regels}
    dingen = {id: ding for id, ding in found.items() if ding is not None}
    for regel in regels:
        regel.heeft_ding = regel.id in dingen and dingen[regel.id].is_er
    return dingen
