"""The draft of a voortgangsbericht: what the app itself knows of a period, in lines that say where they come from.

Counts, days, titles of punten and documents, and tags of the source alone: no text of an MLB, no lesson in the words of
the team and no name of a person (PRV-03) goes into it.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluatie.dagen import days_of, with_days
from evaluatie.voortgang.models import DELEN, Bericht
from evaluatie.voortgang.periode import PERIOD, Periode
from projects.content import instrument_of
from projects.models import ChecklistAntwoord, Doel, EigenPunt, Handtekening, Partner, Project, Projectdocument, Teamlid
from projects.models.documenten import Documentsoort
from reflectie.methode import method_names, name_of
from reflectie.models import Les, Sessie, Sessiestaat
from reflectie.reekstelling import ADVICE, streak
from reflectie.tags import titles
from wijkaanpak.instrumenten.models import StatusKeuze

NAMED = 3  # how many are named of what is counted


@dataclass(frozen=True, slots=True)
class Bron:
    """Where a line comes from: words, and the name of an address with what it takes beside gemeente and project."""

    tekst: str
    adres: str
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Regel:
    """One line of the draft, in one of ``DELEN``."""

    deel: str
    tekst: str
    bronnen: tuple[Bron, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """Everything that was drafted."""

    regels: tuple[Regel, ...]

    def tekst(self, deel: str) -> str:
        """Return the lines of one part, one under the other."""
        return "\n".join(regel.tekst for regel in self.regels if regel.deel == deel)

    def to_json(self) -> list[dict[str, Any]]:
        """Return the lines as they are kept beside the bericht."""
        return [asdict(regel) for regel in self.regels]


def draft(project: Project, periode: Periode) -> Concept:
    """Return the draft of a bericht about this period, which remembers what was seen."""
    found = [
        *_intro(project),
        *_news(project, periode),
        *_team(project, periode),
        *_goals(project),
        *_next(project, periode.tot),
    ]
    return Concept(tuple(sorted(found, key=lambda regel: DELEN.index(regel.deel))))


def since_draft(project: Project, bericht: Bericht, today: datetime.date) -> list[Regel]:
    """Return the lines of what came after a bericht was drafted: by itself that is for the next."""
    return _news(project, Periode(bericht.van, today, bericht.bekend))


def _news(project: Project, periode: Periode) -> list[Regel]:
    """Return the lines of the parts that hold nothing but what is new."""
    return [
        *_done(project, periode),
        *_sessions(project, periode),
        *_lessons(project, periode),
        *_agreed(project, periode),
    ]


def _day(day: datetime.date) -> str:
    return date_format(day, "j F Y")


def _named(titels: Sequence[str]) -> str:
    """Return the first few, and how many more there are."""
    rest = len(titels) - NAMED
    shown = "; ".join(titels[:NAMED])
    return _("%(titels)s, en nog %(n)d") % {"titels": shown, "n": rest} if rest > 0 else shown


def _intro(project: Project) -> list[Regel]:
    text = _("Zo staat het met de wijkgerichte aanpak in %(wijk)s. Het project is in de fase %(fase)s.")
    bron = Bron(_("Gegevens van het project"), "projects:project")
    words = {"wijk": project.wijk, "fase": str(project.get_fase_display()).lower()}
    return [Regel("inleiding", text % words, (bron,))]


def _punten(project: Project, codes: Iterable[str]) -> dict[str, tuple[str, Bron]]:
    """Return the words and the place of punten of the instrument and of their own."""
    instrument = instrument_of(project)
    known = {code: instrument.onderdeel_van[code].slug for code in codes if code in instrument.punten}
    found = [(code, fase, instrument.punten[code].titel) for code, fase in known.items()]
    if own := [code for code in codes if code not in known]:
        rows = EigenPunt.objects.of_project(project).filter(code__in=own)
        found += list(rows.values_list("code", "fase", "titel"))
    return {code: (titel, Bron(f"{code} {titel}", "projects:punt", (fase, code))) for code, fase, titel in found}


def _done(project: Project, periode: Periode) -> list[Regel]:
    rows = ChecklistAntwoord.objects.filter(project=project, status=StatusKeuze.GEREED).order_by("gereed_op", "punt")
    codes = [code for code, day in rows.values_list("punt", "gereed_op") if periode.is_new("punt", code, day)]
    top_of = instrument_of(project).hoofdpunt_van
    main = [code for code in codes if code not in top_of or top_of[code].id == code] or codes  # with its deelacties
    if not main:
        return []
    found = list(_punten(project, main).values())
    n = len(found)
    text = ngettext(
        "%(n)d punt van de checklist is klaar: %(wat)s.", "%(n)d punten van de checklist zijn klaar: %(wat)s.", n
    )
    words = text % {"n": n, "wat": _named([titel for titel, _bron in found])}
    return [Regel("klaar", words, tuple(bron for _titel, bron in found))] if found else []


def _sessions(project: Project, periode: Periode) -> list[Regel]:
    rows = Sessie.objects.filter(project=project, staat=Sessiestaat.AFGEROND, datum__lte=periode.tot)
    held = list(rows.order_by("datum", "begin").values_list("pk", "datum", "methode"))
    n = sum(periode.is_new("mlb", pk, day) for pk, day, _methode in held)
    methods = [methode for _pk, _day, methode in held]
    if not n:
        return []
    series = (Bron(_("De reeks MLB’s"), "reflectie:zicht"),)
    text = ngettext("Het team hield %(n)d leerbijeenkomst (MLB).", "Het team hield %(n)d leerbijeenkomsten (MLB’s).", n)
    found = [Regel("reflectie", text % {"n": n}, series)]
    keren, naam = streak(methods), name_of(methods[-1], method_names())
    words = _("De methode ‘%(naam)s’ is nu %(n)d keer achter elkaar gebruikt; het advies is minstens %(advies)d keer.")
    found.append(Regel("reflectie", words % {"naam": naam, "n": keren, "advies": ADVICE}, series))
    return found


def _lessons(project: Project, periode: Periode) -> list[Regel]:
    """Tell new lessons by their tag; those in the team's own words are counted."""
    rows = Les.objects.current().filter(project=project, events__pgh_label="insert")
    lessons = rows.values_list("pk", "events__pgh_created_at", "richting", "tag")
    counts = Counter(
        (richting, tag)
        for pk, moment, richting, tag in lessons
        if periode.is_new("les", pk, timezone.localdate(moment))
    )
    known = titles()
    bron = (Bron(_("De lessen van het team"), "reflectie:lessen"),)
    found = []
    for richting, words in (("werkt", _("Dit helpt: %(wat)s.")), ("werkt_niet", _("Dit zit in de weg: %(wat)s."))):
        tags = [known[tag] for (soort, tag), _n in counts.most_common() if soort == richting and tag in known]
        if tags:
            found.append(Regel("lessen", words % {"wat": _named(tags)}, bron))
    own = sum(n for (_soort, tag), n in counts.items() if tag not in known)
    if own:
        text = ngettext("Het team schreef %(n)d eigen les op.", "Het team schreef %(n)d eigen lessen op.", own)
        found.append(Regel("lessen", text % {"n": own}, bron))
    return found


def _agreed(project: Project, periode: Periode) -> list[Regel]:
    found = []
    documents = Projectdocument.objects.filter(project=project).order_by("soort", "nummer")
    newest = {
        soort: nummer
        for soort, nummer, moment in documents.values_list("soort", "nummer", "gemaakt_op")
        if periode.is_new("document", f"{soort} {nummer}", timezone.localdate(moment))
    }
    for soort, nummer in newest.items():
        naam = str(Documentsoort(soort).label)
        text = _("%(naam)s: versie %(n)d ligt er.") % {"naam": naam, "n": nummer}
        found.append(Regel("afspraken", text, (Bron(naam, "projects:document", (soort,)),)))
    signed = Handtekening.objects.standing().filter(verzoek__document__project=project)
    signatures = signed.values_list("pk", "organisatie", "papier_op", "getekend_op")
    n = len(
        {
            who
            for pk, who, day, moment in signatures
            if periode.is_new("handtekening", pk, day or timezone.localdate(moment))
        }
    )
    if n:
        text = ngettext(
            "%(n)d organisatie tekende de samenwerkingsovereenkomst.",
            "%(n)d organisaties tekenden de samenwerkingsovereenkomst.",
            n,
        )
        bron = Bron(str(Documentsoort.OVEREENKOMST.label), "projects:document", (Documentsoort.OVEREENKOMST.value,))
        found.append(Regel("afspraken", text % {"n": n}, (bron,)))
    return found


def _team(project: Project, periode: Periode) -> list[Regel]:
    """Tell the changes of the team as counts: who it is, is nobody's business outside it."""
    rows = list(Teamlid.objects.filter(project=project).values_list("pk", "van", "tot", "partner"))
    there = [row for row in rows if row[1] <= periode.tot and (row[2] is None or row[2] >= periode.tot)]
    now = len(there)
    came = sum([periode.is_new("team", pk, van) and van > project.begin for pk, van, _tot, _partner in there])
    left = periode.gone("team")
    if periode.bekend is None:  # the last day is still a day in the team
        left = sum(tot is not None and periode.van <= tot < periode.tot for _pk, _van, tot, _partner in rows)
    left_out = Partner.objects.filter(project=project, vervallen_op__isnull=False).values_list("pk", flat=True)
    n = len({partner for _pk, _van, _tot, partner in there if partner} - set(left_out))
    sources = (Bron(_("Team"), "projects:team"),)
    text = ngettext("Er werkt %(n)d persoon in het team", "Er werken %(n)d mensen in het team", now) % {"n": now}
    text += ngettext(", met %(n)d organisatie.", ", van %(n)d organisaties.", n) % {"n": n} if n else "."
    found = [Regel("team", text, sources)] if now else []
    if came or left:
        words = _("In deze periode kwamen er %(erbij)d bij en gingen er %(weg)d weg.") % {"erbij": came, "weg": left}
        found.append(Regel("team", words, sources))
    return found


def _goals(project: Project) -> list[Regel]:
    rows = Doel.objects.current().filter(project=project).order_by("klaar_op", "pk")
    bron = (Bron(_("Doelen"), "projects:visie"),)
    found = []
    for titel, day in rows.values_list("titel", "klaar_op")[:NAMED]:
        when = _(" (in %(maand)s)") % {"maand": date_format(day, "F Y")} if day else ""
        found.append(Regel("doelen", f"{titel.rstrip('.')}{when}", bron))
    return found


def _next(project: Project, today: datetime.date) -> list[Regel]:
    found: list[tuple[datetime.date, Regel]] = []
    for _veld, titel, day in days_of(with_days(Project.objects.filter(pk=project.pk)).get()):
        if today < day <= today + 2 * PERIOD:
            found.append((day, Regel("komt", f"{titel}: {_day(day)}", (Bron(_("Evaluaties"), "evaluatie:begin"),))))
    coming = Sessie.objects.filter(project=project, staat=Sessiestaat.GEPLAND, datum__gte=today).order_by("datum")
    if session := coming.values_list("datum", flat=True).first():
        line = _("Volgende leerbijeenkomst (MLB): %(dag)s") % {"dag": _day(session)}
        found.append((session, Regel("komt", line, (Bron(_("De reeks MLB’s"), "reflectie:zicht"),))))
    rows = ChecklistAntwoord.objects.filter(project=project, deadline__range=(today, today + PERIOD))
    rows = rows.exclude(status__in=[StatusKeuze.GEREED, StatusKeuze.NVT])
    due = list(rows.order_by("deadline", "punt").values_list("punt", "deadline")[:NAMED])
    punten = _punten(project, [code for code, _deadline in due])
    for code, deadline in due:
        if code in punten and deadline:
            titel, bron = punten[code]
            line = _("%(wat)s: uiterlijk %(dag)s") % {"wat": titel, "dag": _day(deadline)}
            found.append((deadline, Regel("komt", line, (bron,))))
    return [regel for _day_of, regel in sorted(found, key=lambda each: each[0])]
