"""The table of every address: who gets in, who does not, and with what.

``who`` names a person of a Town ("anoniem" for nobody). A door for members is shut to the neighbour (404);
a door with a project in it is also shut to ``buiten``, who is a member but not in the project (404).
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from tests.cast import Town

Data = Callable[[Town], dict[str, Any]]

# What each argument in an address stands for.
ARGUMENTS: dict[str, Callable[[Town], Any]] = {
    "gemeente": lambda town: town.gemeente.slug,
    "project_id": lambda town: town.project.pk,
    "lid_id": lambda town: town.buiten.lid.pk,
    "uitnodiging_id": lambda town: town.uitnodiging.pk,
    "token": lambda town: town.uitnodiging.token,
    "punt_id": lambda town: town.eigen_punt.pk,
    "teamlid_id": lambda town: town.teamlid.pk,
    "deling_id": lambda town: town.deling.pk,
    "bewijs_id": lambda town: town.bewijs.pk,
    "fase": lambda town: "uitvoering",
    "punt": lambda town: "UI-04",
    "register": lambda town: "partners",
    "rij_id": lambda town: town.partner.pk,
    "document_id": lambda town: town.document.pk,
    "verzoek_id": lambda town: town.verzoek.pk,
    "stuk": lambda town: "overeenkomst",
    "sleutel": lambda town: "waarom",
    "vorm": lambda town: "pdf",
    "blad": lambda town: "visie",
    "regel": lambda town: "NUM-03",
    "soort": lambda town: "xlsx",
    "slug": lambda town: "sneltoetsen",
    "naam": lambda town: "0a5a73-0",
    "sessie_id": lambda town: town.mlb.sessie.pk,
    "les_id": lambda town: town.mlb.les.pk,
    "methode_id": lambda town: town.mlb.methode.pk,
    "ronde_id": lambda town: town.mlb.ronde.pk,
    "actie_id": lambda town: town.mlb.actie.pk,
    "lijst": lambda town: "alternatief",
    "plan_id": lambda town: town.op.plan.pk,
    "op_id": lambda town: town.op.punt.pk,
    "planversie_id": lambda town: town.op.versie.pk,
    "pdf_id": lambda town: town.op.pdf.pk,
    "scan_id": lambda town: town.op.scan.pk,
    "deelname_id": lambda town: town.op.deelname.pk,
    "rapport_id": lambda town: town.op.rapport.pk,
    "voorstel_id": lambda town: town.op.voorstel.pk,
    "regiopunt_id": lambda town: town.op.regiopunt.pk,
    "tabel": lambda town: "BF2-01",
    "basisfunctie": lambda town: "tijdig-signaleren",
    "deel": lambda town: "draagvlak",
    "overleg_id": lambda town: town.st.overleg.pk,
    "gesprek_id": lambda town: town.st.gesprek.pk,
    "ouder_id": lambda town: town.st.sturing.pk,
    "sturing_id": lambda town: town.st.sturing.pk,
    "uitgezet_id": lambda town: town.st.uitgezet.pk,
    "perspectief": lambda town: "uitvoering",
    "opdracht_id": lambda town: town.st.opdracht.pk,
    "versie_id": lambda town: town.st.versie.pk,
    "agenda_id": lambda town: town.st.agenda.pk,
    "vraag_id": lambda town: town.st.vraag.pk,
}
# Where an argument stands for something else at one address.
AT_ADDRESS: dict[str, dict[str, Callable[[Town], Any]]] = {
    **{f"projects:{name}": {"verzoek_id": lambda town: town.papier.pk} for name in ("scan", "scan-weg")},
    "reflectie:woord-weg": {"rij_id": lambda town: town.mlb.wachtterm.pk},
    "reflectie:vaste-gast-weg": {"rij_id": lambda town: town.mlb.vaste_gast.pk},
    "reflectie:project-methode-wijzigen": {"methode_id": lambda town: town.mlb.project_methode.pk},
    "reflectie:factor-minder": {"rij_id": lambda town: town.mlb.vermelding.pk},
    "reflectie:rij-weg": {"rij_id": lambda town: town.mlb.alternatief.pk},
    "reflectie:van-lijst": {"rij_id": lambda town: town.mlb.genodigde.pk},
    "reflectie:steun": {"rij_id": lambda town: town.mlb.genodigde.pk},
    "reflectie:deel": {"naam": lambda town: "vraag"},
    "reflectie:overgang": {"naam": lambda town: "beginnen"},
    "reflectie:stap": {"sleutel": lambda town: "MLB-VRAAG"},
    "ontwikkelplan:scan-overgang": {"naam": lambda town: "bespreken"},
    "ontwikkelplan:scan-antwoord": {"punt": lambda town: "BF2-01-a"},
    "ontwikkelplan:scan-geschiedenis": {"punt": lambda town: "BF2-01-a"},
    "ontwikkelplan:scan-uitkomst": {"punt": lambda town: "BF2-01-b"},
    "ontwikkelplan:scan-ontwikkelpunt": {"punt": lambda town: "BF2-01-a"},
    **{
        f"sturing:{name}": {"punt": lambda town: "STU-I-04-a"}
        for name in ("antwoord", "antwoord-geschiedenis", "uitzetten", "notitie")
    },
    **{f"sturing:{name}": {"pdf_id": lambda town: town.st.pdf.pk} for name in ("pdf", "pdf-bestand", "pdf-opnieuw")},
    **{
        f"sturing:{name}": {"rij_id": lambda town: town.st.bouwsteen.pk}
        for name in (
            "bouwsteenrij",
            "bouwsteen-overnemen",
            "bouwsteenrij-weg",
            "bouwsteenrij-terug",
            "bouwsteenrij-geschiedenis",
        )
    },
    "sturing:overleg-document": {"soort": lambda town: "agenda"},
    "sturing:overleg-actie-klaar": {"actie_id": lambda town: town.st.actie.pk},
    "sturing:gesprek-document": {"soort": lambda town: "gespreksnotitie"},
    "sturing:rij-nieuw": {"register": lambda town: "gesprekken"},
    **{
        f"sturing:{name}": {"register": lambda town: "gesprekken", "rij_id": lambda town: town.st.gesprek.pk}
        for name in ("rij", "rij-weg", "rij-terug", "rij-geschiedenis")
    },
    "ontwikkelplan:geschiedenis": {"blad": lambda town: "inleiding"},
    "ontwikkelplan:overgang": {"naam": lambda town: "uitvoeren"},
    "ontwikkelplan:aanbod": {"plan_id": lambda town: town.op.regioplan.pk},
    "ontwikkelplan:rij-nieuw": {"register": lambda town: "documenten"},
    **{
        f"ontwikkelplan:{name}": {
            "register": lambda town: "documenten",
            "rij_id": lambda town: town.op.document.pk,
        }
        for name in ("rij", "rij-weg", "rij-terug", "rij-geschiedenis")
    },
    "sturing:opdracht-deel": {"deel": lambda town: "goed-begin"},
    **{
        f"sturing:opdracht-{name}": {"punt": lambda town: "OPD-GB-01"}
        for name in ("tekst", "tekst-geschiedenis", "overnemen", "houden")
    },
    "sturing:opdracht-voorzet": {"punt": lambda town: "OPD-ROL-01"},
    "sturing:opdracht-geschiedenis": {"blad": lambda town: "gegevens"},
    "sturing:opdracht-uitgeven": {"opdracht_id": lambda town: town.st.regionaal.pk},
}
THINGS = [name for name in ARGUMENTS if name.endswith("_id")]


def nothing(town: Town) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Door:
    """One address with one method."""

    name: str
    method: str
    right: str  # who gets in
    status: int  # what they are answered
    wrong: str = ""  # a member (and, with a project in the URL, someone who sees it) who may not: 403
    data: Data = field(default=nothing)
    place: Data = field(default=nothing)  # arguments of the address that differ from ARGUMENTS

    def kwargs(self, town: Town) -> dict[str, Any]:
        return {name: self.argument(name, town) for name in arguments_of()[self.name]} | self.place(town)

    def argument(self, name: str, town: Town) -> Any:
        """What one argument of this address is in a town."""
        return AT_ADDRESS.get(self.name, {}).get(name, ARGUMENTS[name])(town)

    def url(self, town: Town, **other: Any) -> str:
        return reverse(self.name, kwargs=self.kwargs(town) | other)

    def takes(self, argument: str) -> bool:
        return argument in arguments_of()[self.name]

    def open(self, client: Client, town: Town, *, htmx: bool = False, **other: Any) -> Any:
        headers = {"HX-Request": "true"} if htmx else {}
        send = client.post if self.method == "POST" else client.get
        response: Any = send(self.url(town, **other), self.data(town), headers=headers)
        if response.streaming:
            b"".join(response.streaming_content)  # read to its end, so that the file is closed
        return response

    def __str__(self) -> str:
        return f"{self.method} {self.name} {self.place.__name__}"


def arguments_of() -> dict[str, tuple[str, ...]]:
    """Every address of the project by name, with the names of its arguments; read from the URLconf."""
    return dict(_walk(get_resolver(), "", ()))


def _walk(resolver: URLResolver, namespace: str, above: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for each in resolver.url_patterns:
        names = (*above, *each.pattern.converters, *(getattr(each.pattern.regex, "groupindex", {})))
        unique = tuple(dict.fromkeys(names))
        if isinstance(each, URLPattern):
            assert each.name, f"{each.pattern} has no name"
            yield f"{namespace}{each.name}", unique
        else:
            yield from _walk(each, f"{namespace}{each.namespace}:" if each.namespace else namespace, unique)


def _facts(town: Town) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "naam": "Nieuw project",
        "wijk": "Wijk",
        "begin": today.isoformat(),
        "eind": (today + datetime.timedelta(days=500)).isoformat(),
        "projectleider": town.leider.lid.pk,
        "ontwikkelfase": 1,
        "fase": "start",
        "status": "lopend",
        "versie": 1,
    }


def _share(town: Town) -> dict[str, Any]:
    return {"lid": town.buiten.lid.pk, "recht": "bekijken", "tot": timezone.localdate().isoformat()}


def _own_point(town: Town) -> dict[str, Any]:
    return {"titel": "Iets eigens", "hulp": "", "fase": "start"}


def _both(name: str, right: str, wrong: str = "", data: Data = nothing, *, get: int = 200) -> list[Door]:
    return [Door(name, "GET", right, get, wrong), Door(name, "POST", right, 302, wrong, data)]


# Open to anyone; no tenant's rows can be read there.
PUBLIC = [
    *[Door(f"web:{name}", "GET", "anoniem", 200) for name in ("hulp-index", "hulp", "toegankelijkheid", "privacy")],
    Door("web:security-txt", "GET", "anoniem", 200),
    Door("web:tekensleutel", "GET", "anoniem", 200),
    Door("web:thema", "GET", "anoniem", 404),  # a made-up name; tests/web knows the real ones
]

# For who holds the secret in it.
INVITED = [
    Door("accounts:uitnodiging", "GET", "anoniem", 200),
    Door(
        "accounts:uitnodiging",
        "POST",
        "anoniem",
        302,
        data=lambda town: {"naam": "Nieuw Iemand", "wachtwoord": "een-heel-gewone-zin"},
    ),
]

# For who is logged in, over all their gemeenten.
OWN = [
    Door("web:overzicht", "GET", "buiten", 200),
    *_both("web:voorkeuren", "buiten", data=lambda town: {"naam": "Ik", "sneltoetsen": "on"}),
]

GEMEENTE = [
    Door("web:gemeente", "GET", "buiten", 302),
    *_both("web:huisstijl", "beheerder", "leider", lambda town: {"merkkleur": "#0a5a73"}),
    Door("accounts:leden", "GET", "beheerder", 200, "beleid"),
    Door(
        "accounts:uitnodigen",
        "POST",
        "beheerder",
        302,
        "leider",
        lambda town: {"email": "iemand@example.org", "rol": "medewerker"},
    ),
    *_both("accounts:lid-wijzigen", "beheerder", "leider", lambda town: {"rol": "gast"}),
    *_both("accounts:lid-beeindigen", "beheerder", "leider"),
    Door("accounts:opnieuw-uitnodigen", "POST", "beheerder", 302, "leider"),
    Door("accounts:uitnodiging-intrekken", "POST", "beheerder", 302, "leider"),
    Door("accounts:logboek", "GET", "beheerder", 200, "beleid"),
    Door("projects:lijst", "GET", "buiten", 200),
    *_both("projects:nieuw", "leider", "lid", _facts),
    *_both("projects:eigen-punten", "beleid", "leider", _own_point),
    *_both("projects:signalen", "beleid", "leider", lambda town: {"aan": ["NUM-01"]}),
]


def _member(town: Town) -> dict[str, Any]:
    return {"register": "teamleden", "rij_id": town.teamlid.pk}


def _key_figure(town: Town) -> dict[str, Any]:
    return {"register": "sleutelfiguren", "rij_id": town.sleutelfiguur.pk}


def _key_figures(town: Town) -> dict[str, Any]:
    return {"register": "sleutelfiguren"}


def _new_key_figure(town: Town) -> dict[str, Any]:
    today = timezone.localdate().isoformat()
    return {"naam": "Iemand", "betekenis": "Kent iedereen", "toestemming_op": today, "bewaren_tot": today, "versie": 1}


def _to_sign(town: Town) -> dict[str, Any]:
    """A mandate to sign that nobody is asked on, so that it may be changed."""
    return {"register": "mandaten", "rij_id": town.tekenmandaat.pk}


def _mandate(town: Town) -> dict[str, Any]:
    row = town.tekenmandaat
    texts = {name: getattr(row, name) for name in ("soort", "naam", "functie", "email", "omvang", "verleend_door")}
    days = {name: getattr(row, name).isoformat() for name in ("van", "tot")}
    return texts | days | {"partner": row.partner_id, "versie": 1}


def _member_facts(town: Town) -> dict[str, Any]:
    return {"rol": "uitvoerend", "functie": "hulp", "van": timezone.localdate().isoformat(), "versie": 1}


_PARTNER = {"naam": "Anders", "soort": "gemeente", "versie": 1}


def _presence(town: Town) -> dict[str, Any]:
    return {"teamlid": town.teamlid.pk, "dagdeel": ["1-ochtend"], "stond": ""}


def _plan(town: Town) -> dict[str, Any]:
    return {"actie": "plannen", "wie": town.lid.lid.pk, "wanneer": timezone.localdate().isoformat()}


_ANSWER: dict[str, Any] = {"status": "gereed", "versie": 1}

PROJECT = [
    *_both("projects:eigen-punt-wijzigen", "lid", "gast", _own_point),
    Door("projects:eigen-punt-vervallen", "POST", "lid", 302, "gast"),
    Door("projects:eigen-punt-terug", "POST", "lid", 302, "gast"),
    Door("projects:project", "GET", "gast", 200),
    *_both("projects:wijzigen", "leider", "lid", _facts),
    *_both("projects:archiveren", "leider", "lid"),
    Door("projects:terugzetten", "POST", "beheerder", 302, "lid"),
    Door("projects:team", "GET", "gast", 200),
    Door("projects:team", "POST", "leider", 302, "lid", lambda town: {"lid": town.buiten.lid.pk, "rol": "uitvoerend"}),
    Door(
        "projects:team-uitnodigen",
        "POST",
        "leider",
        302,
        "lid",
        lambda town: {"email": "partner@example.org", "rol": "ketenpartner"},
    ),
    Door("projects:mijn-plek", "GET", "lid", 200),
    Door("projects:mijn-plek", "POST", "lid", 302, "", lambda town: {"scholing": "Meer over wonen", "versie": 1}),
    Door("projects:team-eruit", "POST", "leider", 302, "lid"),
    *_both("projects:delen", "leider", "beleid", _share),
    Door("projects:delen-stoppen", "POST", "leider", 302, "beleid"),
    Door("projects:versie", "GET", "gast", 200),
    Door("projects:versie", "POST", "leider", 302, "lid"),
    Door("projects:versie-terug", "POST", "leider", 302, "lid"),
    Door("projects:afdrukken", "GET", "gast", 200),
    Door("projects:export", "GET", "gast", 200),
    Door("projects:checklist", "GET", "gast", 302),
    Door("projects:fase", "GET", "gast", 200),
    *_both("projects:eigen-punt", "lid", "gast", _own_point),
    Door("projects:punt", "GET", "gast", 200),
    Door("projects:bewaren", "POST", "lid", 302, "gast", lambda town: _ANSWER),
    Door("projects:terugdraaien", "POST", "lid", 302, "gast", lambda town: {"versie": 1}),
    Door("projects:deelacties-gereed", "POST", "lid", 302, "gast"),
    Door("projects:geschiedenis", "GET", "gast", 200),
    Door("projects:bewijs-toevoegen", "POST", "lid", 302, "gast", lambda town: {"url": "https://example.org/nieuw"}),
    Door("projects:bewijs", "GET", "gast", 200),
    Door("projects:bewijs-weg", "POST", "lid", 302, "gast"),
    Door("projects:bewijs-terug", "POST", "lid", 302, "gast"),
    Door("projects:teruggave-weg", "POST", "gast", 302),
    Door("projects:partners", "GET", "gast", 200),
    Door("projects:rij-nieuw", "GET", "lid", 200, "gast"),
    Door("projects:rij-nieuw", "POST", "lid", 302, "gast", lambda town: {"naam": "Politie", "soort": "politie"}),
    Door("projects:rij", "GET", "gast", 200),
    Door("projects:rij", "POST", "lid", 302, "gast", lambda town: _PARTNER),
    Door("projects:rij-weg", "POST", "lid", 302, "gast"),
    Door("projects:rij-terug", "POST", "lid", 302, "gast"),
    Door("projects:rij-geschiedenis", "GET", "gast", 200),
    # Lists with rights of their own.
    Door("projects:rij", "GET", "lid", 200, "gast", place=_member),
    Door("projects:rij", "POST", "leider", 302, "lid", _member_facts, _member),
    Door("projects:rij-geschiedenis", "GET", "lid", 200, "gast", place=_member),
    Door("projects:rij", "GET", "lid", 200, "beheerder", place=_key_figure),
    Door("projects:rij", "POST", "lid", 302, "beheerder", _new_key_figure, _key_figure),
    Door("projects:rij-weg", "POST", "lid", 302, "beheerder", place=_key_figure),
    Door("projects:rij-nieuw", "GET", "lid", 200, "beheerder", place=_key_figures),
    Door("projects:rij-nieuw", "POST", "lid", 302, "beheerder", _new_key_figure, _key_figures),
    Door("projects:rij", "POST", "leider", 302, "lid", _mandate, _to_sign),
    Door("projects:rij-weg", "POST", "leider", 302, "lid", place=_to_sign),
    Door("projects:rij-terug", "POST", "leider", 302, "lid", place=_to_sign),
    Door("projects:documentbestand", "GET", "leider", 200, "lid", place=lambda town: {"vorm": "zip"}),
    Door("projects:aanwezigheid", "GET", "gast", 200),
    Door("projects:aanwezigheid", "POST", "lid", 302, "gast", _presence),
    Door("projects:rooster-geschiedenis", "GET", "gast", 200),
    Door("projects:startbijeenkomst", "GET", "gast", 200),
    Door("projects:startbijeenkomst", "POST", "lid", 302, "gast", lambda town: {"plaats": "De Sluis", "versie": 0}),
    Door("projects:bij-start", "POST", "lid", 302, "gast"),
    Door("projects:visie", "GET", "gast", 200),
    Door("projects:visie", "POST", "lid", 302, "gast", lambda town: {"visie": "Samen", "versie": 0}),
    Door("projects:onderschrijven", "POST", "lid", 302),
    Door("projects:wijkfoto", "GET", "gast", 200),
    Door("projects:wijkfoto", "POST", "lid", 302, "gast", lambda town: {"karakter": "Groen", "versie": 0}),
    Door("projects:kerncijfers", "GET", "lid", 200, "gast"),
    Door("projects:kerncijfers", "POST", "lid", 422, "gast"),
    Door("projects:kerncijfers-weg", "POST", "lid", 302, "gast"),
    Door("projects:sleutelfiguren", "GET", "lid", 200, "gast"),
    Door("projects:blad-geschiedenis", "GET", "gast", 200),
    Door("projects:afspraken", "GET", "gast", 200),
    Door("projects:signaal", "GET", "gast", 200),
    Door("projects:signaal", "POST", "lid", 302, "gast", _plan),
    Door("projects:documenten", "GET", "gast", 200),
    Door("projects:document", "GET", "gast", 200),
    Door("projects:document-maken", "POST", "lid", 302, "gast"),
    Door("projects:clausule", "GET", "lid", 200, "gast"),
    Door("projects:clausule", "POST", "lid", 302, "gast", lambda town: {"tekst": "Eigen woorden", "versie": 0}),
    Door("projects:clausule-geschiedenis", "GET", "gast", 200),
    Door("projects:documentversie", "GET", "gast", 200),
    Door("projects:documentbestand", "GET", "gast", 200),
    Door("projects:document-opnieuw", "POST", "lid", 302, "gast"),
    Door("projects:voorleggen", "GET", "leider", 302, "lid"),
    Door("projects:voorleggen", "POST", "leider", 302, "lid"),
    Door("projects:herinneren", "POST", "leider", 302, "lid"),
    Door("projects:opnieuw-vragen", "POST", "leider", 302, "lid"),
    Door("projects:op-papier", "GET", "leider", 200, "lid"),
    Door("projects:op-papier", "POST", "leider", 422, "lid"),
    Door("projects:scan", "GET", "leider", 200, "lid"),
    Door("projects:scan-weg", "GET", "leider", 200, "lid"),
    Door("projects:scan-weg", "POST", "leider", 302, "lid", lambda town: {"reden": "Verkeerde pagina"}),
    # For the person who was asked to sign alone: a project in sight opens nothing here.
    Door("projects:tekenen", "GET", "gast", 200),
    Door("projects:tekenen", "POST", "gast", 302),
    Door("projects:tekenen-pdf", "GET", "gast", 200),
    Door("projects:tekenen-papier", "GET", "gast", 302),
    Door("projects:tekenen-papier", "POST", "gast", 302),
    Door("projects:tekenen-scan", "GET", "gast", 404),
    Door("projects:tekenen-bundel", "GET", "gast", 200),
    Door("projects:tekenen-meelezer", "POST", "gast", 302, "", lambda town: {"naam": "Co", "email": "co@example.org"}),
]


def _method(town: Town, rows: int = 4) -> dict[str, Any]:
    """A method of four steps; a new one has its two fixed questions in the third and fourth row."""
    found: dict[str, Any] = {"naam": "Samen kijken", "versie": 1}
    for row in range(rows):
        found |= {f"titel_{row}": f"Stap {row}", f"vraag_{row}": "Wat?", f"minuten_{row}": 15}
    return found


def _all_steps(town: Town) -> dict[str, Any]:
    """The eight steps of a method that was made from ours."""
    return _method(town, 8)


def _in_a_month(town: Town) -> dict[str, Any]:
    day = timezone.localdate() + datetime.timedelta(days=30)
    return {"datum": day.isoformat(), "begin": "10:00", "duur": 90, "plaats": ""}


def _series(town: Town) -> dict[str, Any]:
    day = timezone.localdate().isoformat()
    return {"methode": "mlb-basis", "ritme": "maand", "eerste": day, "begin": "10:00", "duur": 90, "versie": 1}


def _guest(town: Town) -> dict[str, Any]:
    return {"naam": "Keten", "email": "keten.nieuw@example.org", "soort": "ketenpartner"}


def _standing_guest(town: Town) -> dict[str, Any]:
    return {"naam": "Keten", "email": "keten.vast@example.org"}


def _les(town: Town) -> dict[str, Any]:
    return {"tekst": "Korte lijn", "status": "bevestigd", "versie": 1}


def _vraag(town: Town) -> dict[str, Any]:
    return {"leervraag": "Hoe vraag ik door?", "versie": town.mlb.sessie.versie}


def _actie(town: Town) -> dict[str, Any]:
    return {"tekst": "Iets doen", "wie": town.lid.lid.pk}


_R = "reflectie"
REFLECTIE_OF_THE_GEMEENTE = [
    *_both(f"{_R}:woorden", "beleid", "leider", lambda town: {"tekst": "De Ark", "soort": "school"}),
    Door(f"{_R}:woord-weg", "POST", "beheerder", 302, "leider"),
    Door(f"{_R}:methoden", "GET", "beheerder", 200, "leider"),
    *_both(f"{_R}:methode-nieuw", "beleid", "leider", _method),
    *_both(f"{_R}:methode", "beleid", "leider", _all_steps),
    Door(f"{_R}:methode-weg", "POST", "beleid", 302, "leider"),
]
GEMEENTE += REFLECTIE_OF_THE_GEMEENTE

# Of a project: figures for who sees it, words for its team alone, the series for who leads.
REFLECTIE = [
    Door(f"{_R}:zicht", "GET", "gast", 200),
    *_both(f"{_R}:reeks", "leider", "lid", _series),
    Door(f"{_R}:op-agenda", "POST", "leider", 302, "lid", lambda town: {"aantal": 1}),
    Door(f"{_R}:losse-keer", "POST", "leider", 302, "lid"),
    Door(f"{_R}:vaste-gast", "POST", "leider", 302, "lid", _standing_guest),
    Door(f"{_R}:vaste-gast-weg", "POST", "leider", 302, "lid"),
    Door(f"{_R}:pauze", "POST", "leider", 302, "lid", lambda town: {"maand": "2030-08-01", "reden": "vakantie"}),
    *_both(f"{_R}:project-methode", "leider", "lid", _method),
    *_both(f"{_R}:project-methode-wijzigen", "leider", "lid", _all_steps),
    Door(f"{_R}:lessen", "GET", "gast", 200),
    Door(f"{_R}:lessen", "POST", "lid", 302, "beheerder", lambda town: {"tekst": "Samen op huisbezoek helpt"}),
    Door(f"{_R}:les", "GET", "lid", 200, "beleid"),
    Door(f"{_R}:les", "POST", "lid", 302, "gast", _les),
    Door(f"{_R}:les-weg", "POST", "lid", 302, "gast"),
    Door(f"{_R}:les-geschiedenis", "GET", "lid", 200, "beheerder"),
    *_both(f"{_R}:zelfbeeld", "lid", "gast", lambda town: {f"score_{n}": 3 for n in range(1, 6)}),
]

# Of one session: its team and its guest alone; the guest reads.
SESSION = [
    Door(f"{_R}:sessie", "GET", "gast", 200),
    Door(f"{_R}:deel", "GET", "gast", 302),
    Door(f"{_R}:deel", "POST", "lid", 302, "gast", _vraag),
    Door(f"{_R}:stap", "GET", "gast", 302),
    Door(f"{_R}:stap", "POST", "lid", 302, "gast", lambda town: {"tekst": "Anders", "versie": 1}),
    Door(f"{_R}:overgang", "POST", "leider", 302, "lid"),
    Door(f"{_R}:vermoeden", "POST", "lid", 302, "gast", lambda town: {"woord": "Iets", "reden": "geen_naam"}),
    Door(f"{_R}:naar-stap", "POST", "leider", 302, "lid", lambda town: {"stap": 2}),
    *_both(f"{_R}:verplaatsen", "leider", "lid", _in_a_month),
    Door(f"{_R}:sessie-geschiedenis", "GET", "lid", 200, "gast"),
    Door(f"{_R}:alternatief", "POST", "lid", 302, "gast", lambda town: {"tekst": "Eerst bellen", "voor": "ander"}),
    Door(f"{_R}:factor", "POST", "lid", 302, "gast", lambda town: {"tekst": "Korte lijn", "richting": "werkt"}),
    Door(f"{_R}:factor-minder", "POST", "lid", 302, "gast"),
    Door(f"{_R}:actie", "POST", "lid", 302, "gast", _actie),
    Door(f"{_R}:actie-klaar", "POST", "lid", 302, "gast", lambda town: {"klaar": "ja"}),
    Door(f"{_R}:rij-weg", "POST", "lid", 302, "gast"),
    Door(f"{_R}:aanwezig", "POST", "lid", 302, "gast", lambda town: {"iedereen": "ja"}),
    Door(f"{_R}:gast", "POST", "leider", 302, "lid", _guest),
    Door(f"{_R}:van-lijst", "POST", "leider", 302, "lid"),
    Door(f"{_R}:steun", "POST", "leider", 302, "lid", lambda town: {"ondersteuner": town.mlb.helper.pk}),
    Door(f"{_R}:ics", "GET", "gast", 200),
    Door(f"{_R}:verslag", "GET", "lid", 200, "gast"),
]
PROJECT += [*REFLECTIE, *SESSION]


def _cell(town: Town) -> dict[str, Any]:
    return {"doel": "Anders", "status": "bezig", "versie": town.op.punt.versie}


# Of the plan of a gemeente: who works there reads, beleid writes. To a guest there is no plan.
_O = "ontwikkelplan"
PUNTEN = [
    Door(f"{_O}:basisfunctie", "GET", "buiten", 200),
    Door(f"{_O}:alles", "GET", "buiten", 200),
    Door(f"{_O}:aanwezig", "POST", "buiten", 200),
    Door(f"{_O}:punt", "GET", "buiten", 200),
    Door(f"{_O}:punt", "POST", "beleid", 302, "beheerder", _cell),
    *_both(f"{_O}:stand", "beleid", "lid", lambda town: {"datum": "2026-01-05", "tekst": "Begonnen"}),
    Door(f"{_O}:punt-nieuw", "POST", "beleid", 302, "lid"),
    Door(f"{_O}:punt-plaats", "POST", "beleid", 302, "lid", lambda town: {"richting": "op"}),
    Door(f"{_O}:punt-weg", "POST", "beleid", 302, "leider"),
    Door(f"{_O}:punt-terug", "POST", "beleid", 302, "lid"),
    Door(f"{_O}:punt-geschiedenis", "GET", "lid", 200),
]
GEMEENTE += PUNTEN


def _answer(town: Town) -> dict[str, Any]:
    return {"waarde": "ja", "versie": town.op.antwoord.versie}


def _participant(town: Town) -> dict[str, Any]:
    return {"lid": town.buiten.lid.pk, "perspectief": "bestuur"}


def _scan(town: Town) -> dict[str, Any]:
    return {"naam": "Nulmeting", "peildatum": "2026-02-12"}


# Of a quickscan that is being answered, by ``lid`` and by the guest: of the meeting and the outcome there is nothing
# to see yet.
SCAN = [
    Door(f"{_O}:scans", "GET", "buiten", 200),
    *_both(f"{_O}:scan-nieuw", "beleid", "beheerder", _scan),
    Door(f"{_O}:scan", "GET", "gast", 200),
    Door(f"{_O}:scan-gegevens", "GET", "gast", 302),
    Door(f"{_O}:scan-gegevens", "POST", "beleid", 302, "lid", lambda town: _scan(town) | {"versie": 1}),
    Door(f"{_O}:scan-deelname", "POST", "beleid", 302, "lid", _participant),
    Door(f"{_O}:scan-deelname-stop", "POST", "beleid", 302, "lid"),
    *_both(f"{_O}:scan-overgang", "beleid", "lid"),
    Door(f"{_O}:scan-invullen", "GET", "gast", 200, "beleid"),
    Door(f"{_O}:scan-antwoord", "GET", "gast", 302, "beleid"),
    Door(f"{_O}:scan-antwoord", "POST", "lid", 302, "beleid", _answer),
    Door(f"{_O}:scan-geschiedenis", "GET", "lid", 200, "beleid"),
    Door(f"{_O}:scan-rapport-nieuw", "POST", "gast", 422, "buiten"),
    Door(f"{_O}:scan-rapport", "GET", "gast", 200),
    Door(f"{_O}:scan-rapport-weg", "POST", "beleid", 302, "gast"),
    Door(f"{_O}:scan-rapport-terug", "POST", "beleid", 302, "gast"),
    Door(f"{_O}:scan-bespreken", "GET", "gast", 302),
    Door(f"{_O}:scan-uitkomst", "GET", "gast", 302),
    Door(f"{_O}:scan-uitkomst", "POST", "beleid", 423, "lid", lambda town: {"waarde": "ja", "versie": 1}),
    Door(f"{_O}:scan-ontwikkelpunt", "POST", "beleid", 302, "gast"),
    Door(f"{_O}:scan-resultaat", "GET", "gast", 302),
]
GEMEENTE += SCAN


def _new_plan(town: Town) -> dict[str, Any]:
    return {"titel": "Volgend plan", "begin_jaar": 2031, "eind_jaar": 2033, "horizon": "2034-01-01"}


def _introduction(town: Town) -> dict[str, Any]:
    facts = {"titel": "Ons plan", "begin_jaar": 2025, "eind_jaar": 2027, "horizon": "2028-01-01", "weken_oud": 8}
    return facts | {"inleiding": "Waarom", "versie": 1}


def _adopted(town: Town) -> dict[str, Any]:
    return {"door": "de gemeenteraad", "op": timezone.localdate().isoformat()}


# The plan itself: everyone who works at the gemeente reads it, who makes policy writes it; for a guest it is not there.
ONTWIKKELPLAN = [
    Door(f"{_O}:lijst", "GET", "lid", 200, "gast"),
    *_both(f"{_O}:nieuw", "beleid", "leider", _new_plan),
    *_both(f"{_O}:nieuw-regionaal", "beleid", "beheerder", _new_plan),
    Door(f"{_O}:plan", "GET", "lid", 200),
    Door(f"{_O}:inleiding", "GET", "lid", 200),
    Door(f"{_O}:inleiding", "POST", "beleid", 302, "lid", _introduction),
    Door(f"{_O}:algemeen", "GET", "buiten", 200),
    Door(f"{_O}:algemeen", "POST", "beleid", 302, "leider", lambda town: {"aanvullingen": "Meer", "versie": 1}),
    Door(f"{_O}:geschiedenis", "GET", "lid", 200),
    *_both(f"{_O}:rij-nieuw", "beleid", "lid", lambda town: {"titel": "Onze visie"}),
    Door(f"{_O}:rij", "GET", "lid", 200),
    Door(f"{_O}:rij", "POST", "beleid", 302, "lid", lambda town: {"titel": "Anders", "versie": 1}),
    Door(f"{_O}:rij-weg", "POST", "beleid", 302, "lid"),
    Door(f"{_O}:rij-terug", "POST", "beleid", 302, "lid"),
    Door(f"{_O}:rij-geschiedenis", "GET", "lid", 200),
    *_both(f"{_O}:vaststellen", "beleid", "lid", _adopted),
    Door(f"{_O}:overgang", "POST", "beleid", 302, "beheerder"),
    Door(f"{_O}:versies", "GET", "lid", 200),
    Door(f"{_O}:versies", "POST", "beleid", 302, "lid", lambda town: {"reden": "Voor de raad"}),
    Door(f"{_O}:versie", "GET", "lid", 200),
    Door(f"{_O}:vergelijk", "GET", "lid", 200),
    Door(f"{_O}:aanbod", "GET", "lid", 200),
    Door(f"{_O}:aanbod", "POST", "beleid", 302, "lid"),
    Door(f"{_O}:regio", "GET", "lid", 200),
    Door(f"{_O}:regio-alles", "POST", "beleid", 302, "lid"),
    Door(f"{_O}:regio-overnemen", "POST", "beleid", 302, "lid"),
    Door(f"{_O}:regio-kolom", "POST", "beleid", 302, "lid", lambda town: {"kolom": "doel", "versie": 1, "uitgifte": 1}),
    Door(f"{_O}:regio-laten", "POST", "beleid", 302, "lid", lambda town: {"uitgifte": 1}),
]
GEMEENTE += ONTWIKKELPLAN


def _plak(town: Town) -> dict[str, Any]:
    return {"tabel": "BF2-01", "kolom": "doel", "tekst": "Een doel\tEen resultaat"}


# Files of a plan: who works there takes them along, beleid reads them in.
_O = "ontwikkelplan"
UITWISSELING = [
    Door(f"{_O}:bestanden", "GET", "buiten", 200),
    Door(f"{_O}:bestand", "GET", "buiten", 200),
    Door(f"{_O}:pdf-maken", "POST", "buiten", 302),
    Door(f"{_O}:pdf", "GET", "buiten", 200),
    Door(f"{_O}:pdf-bestand", "GET", "buiten", 200),
    Door(f"{_O}:pdf-opnieuw", "POST", "buiten", 302),
    Door(f"{_O}:inlezen", "POST", "beleid", 422, "lid"),
    *_both(f"{_O}:plakken", "beleid", "beheerder", _plak),
    *_both(f"{_O}:voorstel", "beleid", "leider"),
]
GEMEENTE += UITWISSELING


_S = "sturing"


def _asked(town: Town) -> dict[str, Any]:
    return {"lid": town.buiten.lid.pk, "voor": timezone.localdate().isoformat()}


def _sitting(town: Town) -> dict[str, Any]:
    return {"datum": "2026-12-08", "met": "De burgemeester", "versie": 1}


def _decided(town: Town) -> dict[str, Any]:
    return {"soort": "besluit", "tekst": "Anders", "versie": 1}


def _line_of_gesprek(town: Town) -> dict[str, Any]:
    return {"register": "regels", "ouder_id": town.st.gesprek.pk}


def _decision(town: Town) -> dict[str, Any]:
    return {"register": "regels", "rij_id": town.st.regel.pk}


def _line_of_sturing(town: Town) -> dict[str, Any]:
    return {"waarde": "ja", "versie": 1}


# Of deel I: who works at the gemeente reads, beleid writes, and ``lid`` was asked one line.
STURING = [
    Door(f"{_S}:checklist", "GET", "lid", 302, "gast"),
    Door(f"{_S}:nieuw", "POST", "beleid", 302, "lid"),
    Door(f"{_S}:deel", "GET", "lid", 200, "gast"),
    Door(f"{_S}:antwoord", "GET", "lid", 302, "gast"),
    Door(f"{_S}:antwoord", "POST", "beleid", 302, "lid", _line_of_sturing),
    Door(f"{_S}:antwoord-geschiedenis", "GET", "lid", 200, "gast"),
    *_both(f"{_S}:uitzetten", "beleid", "lid", _asked),
    Door(f"{_S}:uitgezet", "GET", "lid", 200, "gast"),
    Door(f"{_S}:intrekken", "POST", "beleid", 302, "lid"),
    Door(f"{_S}:gevraagd", "GET", "lid", 200),
    Door(f"{_S}:klaar", "POST", "lid", 302, "buiten"),
    Door(f"{_S}:voorlezen", "GET", "lid", 200, "gast"),
    Door(f"{_S}:pdf", "GET", "lid", 200, "gast"),
    Door(f"{_S}:pdf-bestand", "GET", "lid", 200, "gast"),
    Door(f"{_S}:pdf-opnieuw", "POST", "lid", 302, "gast"),
    Door(f"{_S}:gesprek", "GET", "lid", 200, "gast"),
    Door(f"{_S}:gesprek-vastleggen", "GET", "lid", 200, "gast"),
    Door(f"{_S}:gesprek-vastleggen", "POST", "beleid", 302, "lid", lambda town: {"is_er": "Een visie", "versie": 1}),
    Door(f"{_S}:gesprek-overnemen", "POST", "beleid", 302, "lid", lambda town: {"regel": "ontbreekt:STU-I-04-a"}),
    Door(f"{_S}:gesprek-gehouden", "POST", "beleid", 302, "lid"),
    Door(f"{_S}:gesprek-geschiedenis", "GET", "lid", 200, "gast"),
    Door(f"{_S}:gesprek-document", "POST", "lid", 302, "gast"),
    *_both(f"{_S}:rij-nieuw", "beleid", "lid", _sitting),
    Door(f"{_S}:rij", "GET", "lid", 200, "gast"),
    Door(f"{_S}:rij", "POST", "beleid", 302, "lid", _sitting),
    Door(f"{_S}:rij-weg", "POST", "beleid", 302, "lid"),
    Door(f"{_S}:rij-terug", "POST", "beleid", 302, "lid"),
    Door(f"{_S}:rij-geschiedenis", "GET", "lid", 200, "gast"),
    Door(f"{_S}:rij-nieuw", "GET", "beleid", 200, "lid", place=_line_of_gesprek),
    Door(f"{_S}:rij", "POST", "beleid", 302, "lid", _decided, _decision),
    Door(f"{_S}:bouwstenen", "GET", "lid", 302, "gast"),
    Door(f"{_S}:bouwstenen-jaar", "GET", "lid", 200, "gast"),
    Door(f"{_S}:bouwsteen-nieuw", "POST", "beleid", 302, "lid", lambda town: {"bouwsteen": "BST-3"}),
    Door(f"{_S}:bouwstenen-document", "POST", "lid", 302, "gast"),
    Door(f"{_S}:bouwsteenrij", "GET", "lid", 200, "gast"),
    Door(f"{_S}:bouwsteenrij", "POST", "beleid", 302, "lid", lambda town: {"is_er": "Een visie", "versie": 1}),
    Door(f"{_S}:bouwsteen-overnemen", "POST", "beleid", 302, "lid", lambda town: {"regel": "is_er:0"}),
    Door(f"{_S}:bouwsteenrij-weg", "POST", "beleid", 302, "lid"),
    Door(f"{_S}:bouwsteenrij-terug", "POST", "beleid", 302, "lid"),
    Door(f"{_S}:bouwsteenrij-geschiedenis", "GET", "lid", 200, "gast"),
    *_both(f"{_S}:notitie", "beleid", "lid", lambda town: {"notitie": "Gezegd", "versie": 1}, get=302),
]
GEMEENTE += STURING


def _opdracht(town: Town) -> dict[str, Any]:
    return {"titel": "Opdracht voor volgend jaar", "team": "Sociaal team", "versie": 1}


def _line_of_knelpunten(town: Town) -> dict[str, Any]:
    return {"register": "knelpunten", "ouder_id": town.st.opdracht.pk}


def _line_of_overleg(town: Town) -> dict[str, Any]:
    return {"register": "acties", "ouder_id": town.st.overleg.pk}


def _action_of_overleg(town: Town) -> dict[str, Any]:
    return {"register": "acties", "rij_id": town.st.actie.pk}


def _monitor(town: Town) -> dict[str, Any]:
    return {"register": "monitoring", "rij_id": town.st.monitor.pk}


def _agreed(town: Town) -> dict[str, Any]:
    return {"kant": "team", "tekst": "Anders", "versie": 1}


def _information(town: Town) -> dict[str, Any]:
    return {"wat": "Anders", "wanneer": "elk jaar", "leverancier": "team", "cyclus": "do", "versie": 1}


def _open_action(town: Town) -> dict[str, Any]:
    return {"regel": f"knelpunt:{town.st.knelpunt.pk}"}


def _risico(town: Town) -> dict[str, Any]:
    return {"soort": "geld", "risico": "Het geld is op", "versie": 1}


def _line_of_opdracht(town: Town) -> dict[str, Any]:
    return {"register": "risicos", "ouder_id": town.st.opdracht.pk}


def _risk(town: Town) -> dict[str, Any]:
    return {"register": "risicos", "rij_id": town.st.risico.pk}


# Sturing: everyone but a guest reads it, beleid writes it.
OPDRACHT = [
    Door(f"{_S}:opdracht", "GET", "lid", 200, "gast"),
    *_both(f"{_S}:opdracht-nieuw", "beleid", "leider", _opdracht),
    *_both(f"{_S}:opdracht-nieuw-regionaal", "beleid", "beheerder", _opdracht, get=302),
    Door(f"{_S}:opdracht-overzicht", "GET", "lid", 200, "gast"),
    Door(f"{_S}:opdracht-gegevens", "GET", "lid", 200, "gast"),
    Door(f"{_S}:opdracht-gegevens", "POST", "beleid", 302, "lid", _opdracht),
    Door(f"{_S}:opdracht-afstemming", "GET", "lid", 302, "gast"),
    Door(f"{_S}:opdracht-afstemming", "POST", "beleid", 302, "lid", lambda town: {"reden": "Later", "versie": 0}),
    Door(f"{_S}:opdracht-proces", "GET", "lid", 200, "gast"),
    Door(f"{_S}:opdracht-proces", "POST", "beleid", 302, "leider", lambda town: {"doen": "Helpen", "versie": 1}),
    Door(f"{_S}:opdracht-geschiedenis", "GET", "lid", 200, "gast"),
    Door(f"{_S}:opdracht-deel", "GET", "lid", 200, "gast"),
    Door(f"{_S}:opdracht-tekst", "GET", "lid", 302, "gast"),
    Door(f"{_S}:opdracht-tekst", "POST", "beleid", 302, "lid", lambda town: {"tekst": "Anders", "versie": 1}),
    Door(f"{_S}:opdracht-tekst-geschiedenis", "GET", "lid", 200, "gast"),
    Door(f"{_S}:opdracht-voorzet", "POST", "beleid", 302, "lid"),
    Door(f"{_S}:opdracht-vaststellen", "GET", "beleid", 200, "leider"),
    Door(f"{_S}:opdracht-vaststellen", "POST", "beleid", 422, "leider"),
    Door(f"{_S}:opdracht-wijzigen", "POST", "beleid", 302, "lid"),
    Door(f"{_S}:opdracht-versies", "GET", "lid", 200, "gast"),
    Door(f"{_S}:dialoog", "GET", "lid", 302, "gast"),
    Door(f"{_S}:opdracht-overleggen", "GET", "lid", 200, "gast"),
    Door(f"{_S}:overleg", "GET", "lid", 200, "gast"),
    Door(f"{_S}:overleg", "POST", "beleid", 302, "lid", lambda town: {"verslag": "Gezegd", "versie": 1}),
    Door(f"{_S}:overleg-overnemen", "POST", "beleid", 302, "lid", _open_action),
    Door(f"{_S}:overleg-gehouden", "POST", "beleid", 302, "lid"),
    Door(f"{_S}:overleg-actie-klaar", "POST", "beleid", 302, "lid"),
    Door(f"{_S}:overleg-geschiedenis", "GET", "lid", 200, "gast"),
    Door(f"{_S}:overleg-document", "POST", "lid", 302, "gast"),
    Door(f"{_S}:rij-nieuw", "GET", "beleid", 200, "lid", place=_line_of_overleg),
    Door(f"{_S}:rij", "POST", "beleid", 302, "lid", _agreed, _action_of_overleg),
    Door(f"{_S}:opdracht-monitoring", "GET", "lid", 200, "gast"),
    Door(f"{_S}:rij", "POST", "beleid", 302, "lid", _information, _monitor),
    Door(f"{_S}:opdracht-knelpunten", "GET", "lid", 200, "gast"),
    Door(f"{_S}:rij-nieuw", "GET", "beleid", 200, "lid", place=_line_of_knelpunten),
    Door(f"{_S}:opdracht-versie", "GET", "lid", 200, "gast"),
    Door(f"{_S}:opdracht-pdf", "POST", "lid", 302, "gast"),
    Door(f"{_S}:opdracht-regio", "GET", "lid", 200, "gast"),
    Door(f"{_S}:opdracht-overnemen", "POST", "beleid", 302, "lid"),
    Door(f"{_S}:opdracht-houden", "POST", "beleid", 422, "lid"),
    Door(f"{_S}:opdracht-uitgeven", "GET", "lid", 200, "gast"),
    Door(f"{_S}:opdracht-uitgeven", "POST", "beleid", 302, "lid"),
    Door(f"{_S}:rij-nieuw", "POST", "beleid", 302, "lid", _risico, _line_of_opdracht),
    Door(f"{_S}:rij", "POST", "beleid", 302, "lid", _risico, _risk),
]
GEMEENTE += OPDRACHT


def _agenda(town: Town) -> dict[str, Any]:
    return {"titel": "Samen sneller zien", "trekker": "De wethouder", "versie": 1}


def _line_of_tafel(town: Town) -> dict[str, Any]:
    return {"register": "tafel", "ouder_id": town.st.agenda.pk}


def _sitter(town: Town) -> dict[str, Any]:
    return {"register": "tafel", "rij_id": town.st.tafel.pk}


def _at_the_table(town: Town) -> dict[str, Any]:
    return {"sector": "justitie", "organisatie": "De politie", "versie": 1}


def _line_of_verbeteringen(town: Town) -> dict[str, Any]:
    return {"register": "verbeteringen", "ouder_id": town.st.agenda.pk}


def _improvement(town: Town) -> dict[str, Any]:
    return {"register": "verbeteringen", "rij_id": town.st.verbetering.pk}


def _line_of_borging(town: Town) -> dict[str, Any]:
    return {"register": "borging", "ouder_id": town.project.pk}


def _result(town: Town) -> dict[str, Any]:
    return {"register": "borging", "rij_id": town.st.borging.pk}


# A verbeteragenda is read and written as the rest of sturing; the results of a project have the rights of the project.
BORGING = [
    Door(f"{_S}:verbeteragenda", "GET", "lid", 200, "gast"),
    *_both(f"{_S}:verbeteragenda-nieuw", "beleid", "leider", _agenda),
    Door(f"{_S}:verbeteragenda-een", "GET", "lid", 200, "gast"),
    Door(f"{_S}:verbeteragenda-een", "POST", "beleid", 302, "lid", _agenda),
    Door(f"{_S}:verbeteragenda-geschiedenis", "GET", "lid", 200, "gast"),
    Door(f"{_S}:verbeteragenda-document", "POST", "lid", 302, "gast"),
    Door(f"{_S}:rij-nieuw", "POST", "beleid", 302, "lid", _at_the_table, _line_of_tafel),
    Door(f"{_S}:rij", "POST", "beleid", 302, "lid", _at_the_table, _sitter),
    Door(f"{_S}:rij-nieuw", "GET", "beleid", 200, "lid", place=_line_of_verbeteringen),
    Door(f"{_S}:rij", "POST", "beleid", 302, "lid", lambda town: {"voorstel": "Anders", "versie": 1}, _improvement),
    Door(f"{_S}:rij-nieuw", "POST", "lid", 302, "gast", lambda town: {"resultaat": "Dit blijft"}, _line_of_borging),
    Door(f"{_S}:rij", "GET", "gast", 200, place=_result),
    Door(f"{_S}:rij", "POST", "lid", 302, "gast", lambda town: {"resultaat": "Anders", "versie": 1}, _result),
    *_both(f"{_S}:borgingvraag", "beleid", "beheerder", lambda town: {"antwoord": "ja"}),
]
GEMEENTE += BORGING
PROJECT += [
    Door(f"{_S}:borging", "GET", "gast", 200),
    Door(f"{_S}:borging-doel", "POST", "lid", 302, "gast", lambda town: {"doel": town.st.doel.pk}),
]

# allauth guards its own pages, which hold nothing of a tenant: what an anonymous GET is answered.
ALLAUTH = {
    **dict.fromkeys(("account_login", "account_signup", "account_inactive", "account_reset_password"), 200),
    **dict.fromkeys(("account_email_verification_sent", "account_confirm_email", "account_reset_password_done"), 200),
    **dict.fromkeys(("account_reset_password_from_key", "account_reset_password_from_key_done"), 200),
    **dict.fromkeys(("account_logout", "account_reauthenticate", "account_email", "account_change_password"), 302),
    **dict.fromkeys(("account_set_password", "account_confirm_login_code", "usersessions_list", "mfa_index"), 302),
    **dict.fromkeys(("mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp"), 302),
    **dict.fromkeys(("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes"), 302),
    **dict.fromkeys(("mfa_list_webauthn", "mfa_add_webauthn", "mfa_reauthenticate_webauthn"), 302),
    **dict.fromkeys(("mfa_remove_webauthn", "mfa_edit_webauthn", "mfa_login_webauthn"), 302),
}
ALLAUTH_ARGUMENTS = {"key": "sleutel-x", "uidb36": "1", "pk": 1}

WALLED = [*GEMEENTE, *PROJECT]
DOORS = [*PUBLIC, *INVITED, *OWN, *WALLED]
