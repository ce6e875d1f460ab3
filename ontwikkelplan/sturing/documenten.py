"""The documents of deel II: the note before a gesprek, the list of decisions, and the plan per bouwsteen."""

import textwrap
from collections.abc import Iterable, Mapping

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from ontwikkelplan.sturing.bouwbeeld import Bouwsteen
from ontwikkelplan.sturing.inhoud import VELDEN, bouwstenen, delen_van, punten_van, stand_van
from ontwikkelplan.sturing.models import VRAGEN, Bestuursgesprek, Gespreksregel, Sturing, Sturingantwoord
from wijkaanpak.documents.inhoud import Alinea, Blok, Feiten, Inhoud, Lijst, Sectie, Tabel
from wijkaanpak.documents.schoon import clean
from wijkaanpak.tenancy.models import Gemeente

DAY = "j\u00a0F\u00a0Y"
# The note is one page: the lines that fit at all prompts together, how wide they are, and what fits in a fact above.
_LINES, _WIDTH, _FACT = 24, 62, 60

Antwoorden = Mapping[str, Sturingantwoord]


def _document(gesprek: Bestuursgesprek, gemeente: Gemeente, titel: str, fact: int, *secties: Sectie) -> Inhoud:
    facts = [(_("Datum"), date_format(gesprek.datum, DAY)), (_("Met"), Truncator(gesprek.met).chars(fact))]
    if gesprek.aanwezig:
        facts.append((_("Ook aanwezig"), Truncator(gesprek.aanwezig).chars(fact)))
    made = Inhoud(
        titel=titel,
        ondertitel=_("Bestuurlijk gesprek over de Leidraad"),
        gemeente=gemeente.naam,
        kleur=gemeente.merkkleur,
        kenmerk=_("Sturing %(jaar)s") % {"jaar": gesprek.sturing.jaar},
        versie=0,
        datum=date_format(timezone.localdate(), DAY),
        feiten=tuple(facts),
        secties=secties,
    )
    return clean(made)


def gespreksnotitie(gesprek: Bestuursgesprek, rows: Antwoorden, gemeente: Gemeente) -> Inhoud:
    """Return the note for who governs, on one page: where we stand per section, and the five prompts prepared."""
    titles = _titles(gesprek)
    texts = _fitting([getattr(gesprek, veld) for veld in titles])
    prompts = tuple((titel, text or "–") for titel, text in zip(titles.values(), texts, strict=True))
    return _document(
        gesprek,
        gemeente,
        _("Gespreksnotitie"),
        _FACT,
        Sectie("stand", _("Waar we staan"), (_standing(gesprek, rows),)),
        Sectie("gesprek", _("Waar we het over hebben"), (Feiten(prompts),)),
    )


def _titles(gesprek: Bestuursgesprek) -> dict[str, str]:
    points = bouwstenen(gesprek.sturing).punten
    return {veld: points[punt].titel for veld, punt in VRAGEN.items()}


def _fitting(texts: list[str]) -> list[str]:
    """Return as many lines of each text as fit together; three dots say that there is more."""
    wrapped = [[part for line in text.splitlines() for part in textwrap.wrap(line, _WIDTH)] for text in texts]
    most = max(map(len, wrapped), default=0)
    while sum(min(len(lines), most) for lines in wrapped) > _LINES:
        most -= 1
    return ["\n".join(lines[:most]) + (" …" if len(lines) > most else "") for lines in wrapped]


def _standing(gesprek: Bestuursgesprek, rows: Antwoorden) -> Tabel:
    kop = (_("Onderdeel"), _("Beantwoord"), _("Ja"), _("Deels"), _("Nee"), _("Weet ik niet"))
    standen = stand_van(gesprek.sturing, rows)
    lines = []
    for stand, deel in zip(standen, delen_van(gesprek.sturing), strict=True):
        said = [rows[punt.id].waarde for punt in punten_van(deel) if punt.id in rows]
        is_scaled = any("waarde" in VELDEN[punt.soort] for punt in punten_van(deel))
        counts = tuple(str(said.count(value)) if is_scaled else "–" for value in ("ja", "deels", "nee", "onbekend"))
        answered = _("%(n)s van %(van)s") % {"n": stand.gereed, "van": stand.totaal}
        lines.append((deel.titel, answered, *counts))
    return Tabel(_("Waar we staan per onderdeel"), kop, tuple(lines))


def besluitenlijst(gesprek: Bestuursgesprek, rows: Antwoorden, gemeente: Gemeente) -> Inhoud:
    """Return what was said, decided and agreed."""
    regels = list(Gespreksregel.objects.current().filter(gesprek=gesprek))
    besluiten = tuple(each.tekst for each in regels if each.soort == "besluit")
    acties = tuple(
        (each.tekst, each.wie or "–", day_words(each.voor), day_words(each.klaar_op))
        for each in regels
        if each.soort == "actie"
    )
    none = Alinea(_("Geen."))
    kop = (_("Actie"), _("Wie"), _("Voor"), _("Klaar op"))
    decided: tuple[Blok, ...] = (Lijst(besluiten),) if besluiten else (none,)
    agreed: tuple[Blok, ...] = (Tabel(_("Acties"), kop, acties),) if acties else (none,)
    said = [
        Sectie(veld, titel, (Alinea(getattr(gesprek, veld)),))
        for veld, titel in _titles(gesprek).items()
        if getattr(gesprek, veld).strip()
    ]
    return _document(
        gesprek,
        gemeente,
        _("Besluitenlijst"),
        400,
        Sectie("besluiten", _("Besluiten"), decided),
        Sectie("acties", _("Acties"), agreed),
        *said,
    )


def bouwstenenplan(sturing: Sturing, plan: Iterable[Bouwsteen], gemeente: Gemeente) -> Inhoud:
    """Return the plan as one table per bouwsteen, on its side."""
    kop = (_("Voor"), _("Wat is er al?"), _("Welk resultaat?"), _("Welke acties?"), _("Wie, wanneer, kosten"))
    made = Inhoud(
        titel=_("Plan per bouwsteen"),
        ondertitel=_("Checklist sturing %(jaar)s") % {"jaar": sturing.jaar},
        gemeente=gemeente.naam,
        kleur=gemeente.merkkleur,
        kenmerk=_("Sturing %(jaar)s") % {"jaar": sturing.jaar},
        versie=0,
        datum=date_format(timezone.localdate(), DAY),
        feiten=(),
        secties=tuple(
            Sectie(steen.punt.id, steen.punt.titel, (Tabel(steen.punt.titel, kop, _plan_rows(steen)),))
            for steen in plan
        ),
        liggend=True,
    )
    return clean(made)


def _plan_rows(steen: Bouwsteen) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            rij.titel if rij.row.doelgroep else _("Alle"),
            rij.row.is_er,
            rij.row.resultaat,
            rij.row.acties,
            "\n".join(each for each in (rij.row.wie, rij.row.planning, rij.row.kosten) if each),
        )
        for groep in steen.groepen
        for rij in groep.rijen
        if rij.row.has_words
    ) or ((_("Nog niet ingevuld"), "", "", "", ""),)


def day_words(day: object) -> str:
    """Return a day as a document writes it; a dash for none."""
    return date_format(day, DAY) if day else "–"  # type: ignore[arg-type]
