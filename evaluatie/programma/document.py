"""The programme as a document and as a table of values; numbers of people are hidden as they are on the screen."""

import csv
import datetime
from io import StringIO

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from evaluatie.programma.beeld import Beeld, Rij
from wijkaanpak.documents.inhoud import Alinea, Blok, Feiten, Inhoud, Lijst, Sectie, Tabel
from wijkaanpak.documents.schoon import clean
from wijkaanpak.tenancy.models import Gemeente

_DAY = "j\u00a0F\u00a0Y"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run


def compose(beeld: Beeld, gemeente: Gemeente, regio: str, today: datetime.date) -> Inhoud:
    """Return the programme as a document, on its side. It says what is in ``beeld.getoond``, with totals of all."""
    made = Inhoud(
        titel=_("Programma %(regio)s") % {"regio": regio},
        ondertitel=_("Stand van de projecten"),
        gemeente=gemeente.naam,
        kleur=gemeente.merkkleur,
        kenmerk=_("Programma"),
        versie=0,
        datum=date_format(today, _DAY),
        feiten=tuple(facts_of(beeld)),
        secties=(
            Sectie("projecten", _("Projecten"), (_projects(beeld),)),
            Sectie("bevindingen", _("Bevindingen"), (_findings(beeld),)),
            Sectie("mensen", _("Mensen"), (Alinea(str(why_hidden())), *_people(beeld))),
            Sectie("lezen", _("Hoe lees je dit?"), (Lijst(tuple(notes())), *_missing(beeld))),
        ),
        liggend=True,
    )
    return clean(made)


def facts_of(beeld: Beeld) -> list[tuple[str, str]]:
    """Return the totals of the programme, with their words."""
    n = len(beeld.rijen)
    return [
        (_("Projecten"), _("%(n)s, uit %(g)s gemeenten") % {"n": n, "g": beeld.gemeenten}),
        (_("MLB’s gehouden"), str(beeld.mlb)),
        (_("Elke maand een MLB"), _("%(n)s van %(van)s projecten") % {"n": beeld.elke_maand, "van": n}),
        (
            _("Methode minstens 5 keer volgehouden"),
            _("%(n)s van %(van)s projecten") % {"n": beeld.volgehouden, "van": n},
        ),
    ]


def why_hidden() -> str:
    """Return why some numbers are hidden, in plain words."""
    return _(
        "Aantallen mensen onder de 5 staan er als ‘minder dan 5’; dat kan ook 0 zijn. Zo is niemand te herkennen. Soms"
        " staat er ‘niet getoond’: met dat getal en een totaal kun je een klein getal uitrekenen. Een totaal is altijd"
        " van het hele programma, ook als je filtert."
    )


def notes() -> list[str]:
    """Return what the programme of the research came to, to hold beside this one (NUM-12, NUM-13, NUM-15, MLB-19)."""
    return [
        _("Het onderzochte programma had 6 wijken of gemeenten."),
        _("Daar slaagde de MLB in 5 van de 6 projecten. Na afloop ging die overal in een of andere vorm door."),
        _("Daar deden gemiddeld 2 ketenpartners per project mee."),
        _("Het advies is elke maand een MLB, en dezelfde methode 5 tot 6 keer."),
        _("Een verschil tussen projecten zegt niet welk project beter is: elke wijk begint ergens anders."),
    ]


def rhythm_of(rij: Rij) -> str:
    """Return the rhythm of the MLBs in words."""
    cijfers = rij.cijfers
    return _("%(met)s maanden met MLB, %(zonder)s zonder") % {
        "met": cijfers.maanden_met,
        "zonder": cijfers.maanden_zonder,
    }


def _projects(beeld: Beeld) -> Blok:
    head = (
        _("Project"), _("Fase"), _("Checklist gereed"), _("Ritme"), _("Zelfde methode"), _("Signalen"), _("Peildag"),
    )  # fmt: skip
    rows = tuple(
        (
            f"{rij.stand.naam}, {rij.stand.van.naam}",
            rij.cijfers.fasenaam,
            _("%(n)s van %(van)s") % {"n": rij.cijfers.gereed, "van": rij.cijfers.totaal},
            rhythm_of(rij),
            _("%(n)s keer") % {"n": rij.cijfers.reeks},
            "\n".join(rij.cijfers.signaalnamen) or _("geen"),
            _day(rij.stand.peildag),
        )
        for rij in beeld.getoond
    )
    return Tabel(_("Projecten"), head, rows) if rows else Alinea(_("Er is niets om te tonen."))


def _findings(beeld: Beeld) -> Blok:
    head = (_("Bevinding"), *(rij.stand.naam for rij in beeld.getoond), _("Hele programma"))
    rows = tuple(
        (f"{tag.woorden} ({tag.id})", *(str(n) if n else "–" for n in tag.aantallen), str(tag.totaal))
        for tag in beeld.tags
    )
    return Tabel(_("Bevindingen"), head, rows) if rows else Alinea(_("Er zijn nog geen bevindingen gedeeld."))


def _people(beeld: Beeld) -> list[Blok]:
    found: list[Blok] = []
    for each in beeld.mensen:
        found.append(Alinea(each.titel, is_kop=True))
        found.append(Tabel(each.titel, (_("Project"), *each.kolommen), tuple((n, *said) for n, said in each.rijen)))
    return found


def _missing(beeld: Beeld) -> list[Blok]:
    pairs = []
    if beeld.zonder:
        pairs.append((_("Nog niets gedeeld"), ", ".join(each.naam for each in beeld.zonder)))
    if beeld.ingetrokken:
        names = ", ".join(f"{each.naam}, {each.van.naam}" for each in beeld.ingetrokken)
        pairs.append((_("Ingetrokken"), names))
    return [Feiten(tuple(pairs))] if pairs else []


def _day(day: datetime.date | None) -> str:
    return date_format(day, _DAY) if day else ""


def as_csv(beeld: Beeld) -> bytes:
    """Return the programme as a table that Excel opens: a row per project, the last one with the totals."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";")
    people = [f"{each.titel}: {kolom.lower()}" for each in beeld.mensen for kolom in each.kolommen]
    writer.writerow(
        [
            _("Gemeente"), _("Project"), _("Wijk"), _("Peildag"), _("Fase"), _("Punten gereed"), _("Punten"),
            _("MLB’s"), _("Maanden met MLB"), _("Maanden zonder MLB"), _("Zelfde methode"), _("Signalen"),
            *(f"{tag.id} {tag.woorden}" for tag in beeld.tags), *people,
        ]
    )  # fmt: skip
    for place, rij in enumerate(beeld.getoond):
        at, cijfers = beeld.rijen.index(rij), rij.cijfers
        facts = [
            rij.stand.van.naam, rij.stand.naam, rij.stand.wijk, str(rij.stand.peildag or ""), cijfers.fasenaam,
            cijfers.gereed, cijfers.totaal, cijfers.mlb, cijfers.maanden_met, cijfers.maanden_zonder, cijfers.reeks,
            " | ".join(cijfers.signaalnamen),
        ]  # fmt: skip
        counts = [tag.aantallen[place] for tag in beeld.tags]
        writer.writerow([_safe(each) for each in [*facts, *counts, *_said(beeld, at)]])
    if beeld.rijen:
        total = [_("Hele programma"), *[""] * 6, beeld.mlb, *[""] * 4, *(tag.totaal for tag in beeld.tags)]
        writer.writerow([*total, *_said(beeld, -1)])
    return out.getvalue().encode("utf-8-sig")


def _said(beeld: Beeld, place: int) -> list[str]:
    return [words for each in beeld.mensen for words in each.rijen[place][1]]


def _safe(value: object) -> object:
    """Return a value that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
