"""Lines that count or name rows: of the team, the MLBs, who was heard, products, findings."""

import datetime
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluatie.models import (
    Evaluatiesoort,
    Groep,
    Kant,
    Productstaat,
    Streefoordeel,
    Wijze,
)
from evaluatie.models.gehoord import KANT_VAN
from evaluatie.verslag.gegevens import Gegevens
from evaluatie.verslag.regels import Deel, Overzicht, Regel, Rij, Tussenkop, telling
from projects.models.opzet import Dag, Dagdeel
from projects.models.partners import Organisatiesoort
from projects.models.project import Projectrol

Row = dict[str, Any]


def day(text: str | None) -> str:
    """Return the day that the data hold, as people read it; '–' for none."""
    return date_format(datetime.date.fromisoformat(text[:10]), "j\u00a0F\u00a0Y") if text else "–"


def label(choices: Any, value: Any) -> str:
    """Return the words of a choice."""
    return str(choices(value).label) if value not in ("", None) else "–"


# --- the project and its products --------------------------------------------------------------------------------


def partners(data: Gegevens) -> list[Deel]:
    """How many organisations work together."""
    rows = [Rij("partner", each["id"], each["naam"]) for each in data["partners"]]
    return (
        [
            telling(
                lambda n: ngettext(
                    "%(n)s organisatie werkt mee in dit project.", "%(n)s organisaties werken samen in dit project.", n
                ),
                rows,
            )
        ]
        if rows
        else []
    )


def products_made(data: Gegevens) -> list[Deel]:
    """The products that are there, each with where to find it (VSL-1.1)."""
    made = [each for each in data["producten"] if each["staat"] == Productstaat.GEREED]
    rows = [Rij("product", each["id"], each["naam"]) for each in made]
    lines: list[Deel] = (
        [telling(lambda n: ngettext("%(n)s product is gerealiseerd.", "%(n)s producten zijn gerealiseerd.", n), rows)]
        if rows
        else []
    )
    return [*lines, *(Regel(_product_line(each), (Rij("product", each["id"], each["naam"]),)) for each in made)]


def _product_line(each: Row) -> str:
    said = each["naam"]
    if each["gereed_op"]:
        said += _(", gerealiseerd op %(dag)s") % {"dag": day(each["gereed_op"])}
    return f"{said}. {_('Te vinden: %(waar)s.') % {'waar': each['vindplaats']}}" if each["vindplaats"] else f"{said}."


def product_texts(data: Gegevens) -> list[Deel]:
    """What each product is (VSL-1.2)."""
    found: list[Deel] = []
    for each in data["producten"]:
        if each["beschrijving"]:
            found += [Tussenkop(each["naam"])]
            found += [Regel(each["beschrijving"], (Rij("product", each["id"], each["naam"]),))]
    return found


def products_planned(data: Gegevens) -> list[Deel]:
    """What was planned against what came of it, with the changes of plan (VSL-1.3)."""
    rows = tuple(
        (
            (each["naam"], day(each["gepland_op"]), label(Productstaat, each["staat"]), day(each["gereed_op"])),
            Regel(each["naam"], (Rij("product", each["id"], each["naam"]),)),
        )
        for each in data["producten"]
    )
    if not rows:
        return []
    head = (_("Product"), _("Gepland"), _("Stand"), _("Gerealiseerd"))
    planned = [Rij("product", each["id"], each["naam"]) for each in data["producten"]]
    made = [rij for rij, each in zip(planned, data["producten"], strict=True) if each["staat"] == Productstaat.GEREED]
    found: list[Deel] = [
        telling(lambda n: ngettext("%(n)s product was beoogd.", "%(n)s producten waren beoogd.", n), planned),
        telling(lambda n: ngettext("%(n)s daarvan is gerealiseerd.", "%(n)s daarvan zijn gerealiseerd.", n), made),
        Overzicht(_("Beoogde en gerealiseerde producten"), head, rows),
    ]
    changes = data["productwijzigingen"]
    if changes:
        names = {each["id"]: each["naam"] for each in data["producten"]}
        found.append(Tussenkop(_("Bijstellingen")))
        found += [
            Regel(
                reasoned(f"{names[each['product']]}, {day(each['datum'])}: {each['wat']}", each["waarom"]),
                (Rij("productwijziging", each["id"], each["wat"]),),
            )
            for each in changes
        ]
    return found


def reasoned(said: str, why: str) -> str:
    """Return what was changed, with the reason behind it when there is one."""
    said = said.rstrip(".")
    return _("%(wat)s. Waarom: %(waarom)s.") % {"wat": said, "waarom": why.rstrip(".")} if why else f"{said}."


# --- people -------------------------------------------------------------------------------------------------------


def team(data: Gegevens) -> list[Deel]:
    """How many people took part in the team, per role (VSL-1.4; PRO-01 … 04)."""
    found: list[Deel] = []
    for rol in Projectrol:
        rows = [Rij("teamlid", each["id"], _member_words(each)) for each in data["team"] if each["rol"] == rol.value]
        if rows:
            found.append(named(f"%(n)s × {str(rol.label).lower()} {_('in het projectteam')}", rows))
    return found


def _member_words(each: Row) -> str:
    where = each["partner"] or _("organisatie niet ingevuld")
    return f"{label(Projectrol, each['rol'])}, {where}"


def team_by_organisation(data: Gegevens) -> list[Deel]:
    """How the team is made up: members per kind of organisation, and those of none (VSL-2.2)."""
    kinds = Counter(each["partnersoort"] or "" for each in data["team"])
    found: list[Deel] = []
    for soort, _n in sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0])):
        rows = [
            Rij("teamlid", each["id"], _member_words(each))
            for each in data["team"]
            if (each["partnersoort"] or "") == soort
        ]
        kind = label(Organisatiesoort, soort) if soort else _("Zonder organisatie")
        found.append(named(f"{kind}: %(n)s {_('in het team')}", rows))
    return found


def heard_by_group(data: Gegevens) -> list[Deel]:
    """Who was heard, per group; who took part twice counts twice, and the text says so (VSL-1.4)."""
    found: list[Deel] = []
    for kant in Kant:
        there = [each for each in data["inbreng"] if KANT_VAN[each["groep"]] == kant]
        if not there:
            continue
        found.append(Tussenkop(str(kant.label)))
        for groep in Groep:
            rows = [each for each in there if each["groep"] == groep.value]
            if rows:
                found.append(_part(str(groep.label), rows, f" ({_ways(rows)})"))
    return found


def named(words: str, rows: Iterable[Rij]) -> Regel:
    """A line whose words stay the same for one and for many."""
    return telling(lambda n: f"{words}.", rows)


def _part(what: str, rows: list[Row], more: str = "") -> Regel:
    """A line that counts people per way they were heard: who was heard in two ways counts in both."""
    return telling(
        lambda n: f"{what}: {ngettext('%(n)s mens', '%(n)s mensen', n)}{more}.", [_heard(each) for each in rows]
    )


def _ways(rows: list[Row]) -> str:
    ways: Counter[str] = Counter()
    for each in rows:
        ways[label(Wijze, each["wijze"]).lower()] += each["aantal"]
    return ", ".join(f"{way} {n}" for way, n in ways.items())


def heard_by_way(data: Gegevens) -> list[Deel]:
    """How data were gathered: participations per way (VSL-1.5)."""
    found: list[Deel] = []
    for wijze in Wijze:
        rows = [each for each in data["inbreng"] if each["wijze"] == wijze.value]
        if rows:
            found.append(_part(str(wijze.label), rows))
    return found


def _heard(each: Row) -> Rij:
    words = f"{label(Wijze, each['wijze'])}, {label(Groep, each['groep']).lower()}, {day(each['datum'])}"
    if each["keren"] > 1:
        words += f", {each['keren']}×"
    if each["begeleiders"]:
        words += ", " + ngettext("%(n)s begeleider", "%(n)s begeleiders", each["begeleiders"]) % {
            "n": each["begeleiders"]
        }
    if each["waarover"]:
        words += f", {each['waarover'].strip().rstrip('.')}"
    return Rij("inbreng", each["id"], words, each["aantal"])


def quotes(data: Gegevens) -> list[Deel]:
    """What people said, without anything they can be known by (PRV-06)."""
    rows = [each for each in data["inbreng"] if each["citaat"]]
    lines: list[Deel] = [
        Regel(f"“{each['citaat'].strip('“”')}” ({label(Groep, each['groep']).lower()})", (_heard(each),))
        for each in rows
    ]
    return [Tussenkop(_("In hun eigen woorden")), *lines] if lines else []


def yields(data: Gegevens) -> list[Deel]:
    """What each way of hearing people yielded."""
    rows = [each for each in data["inbreng"] if each["opbrengst"]]
    lines: list[Deel] = [Regel(each["opbrengst"], (_heard(each),)) for each in rows]
    return [Tussenkop(_("Wat de gesprekken opleverden")), *lines] if lines else []


def evaluations(data: Gegevens) -> list[Deel]:
    """The evaluations that were held (DAT-04), and the MLBs after which factors were named (DAT-03)."""
    held = [each for each in data["evaluaties"] if each["gehouden_op"]]
    told = {each["sessie"] for each in data["vermeldingen"]}
    mlb = [_session(each) for each in data["mlb"] if each["id"] in told]
    found: list[Deel] = []
    if held:
        rows = [
            Rij("evaluatie", each["id"], f"{label(Evaluatiesoort, each['soort'])}, {day(each['datum'])}")
            for each in held
        ]
        found.append(
            telling(lambda n: ngettext("%(n)s evaluatie is gehouden.", "%(n)s evaluaties zijn gehouden.", n), rows)
        )
        found += [Regel(said, (rij,)) for each, rij in zip(held, rows, strict=True) if (said := _how(each, rij))]
    if mlb:
        found.append(
            telling(
                lambda n: ngettext(
                    "Na %(n)s MLB is genoemd wat werkt en wat niet.",
                    "Na %(n)s MLB’s is genoemd wat werkt en wat niet.",
                    n,
                ),
                mlb,
            )
        )
    return found


def in_sentences(lines: str) -> str:
    """Return lines that someone typed as sentences, one after the other."""
    typed = (line.strip() for line in lines.splitlines() if line.strip())
    return " ".join(line if line[-1] in "?.!" else f"{line}." for line in typed)


def _how(each: Row, rij: Rij) -> str:
    """How an evaluation was done and which questions it asked, or '' when nobody wrote that down."""
    asked = in_sentences(each.get("kernvragen", ""))
    parts = [f"{way}." if (way := each["methode"].strip().rstrip(".")) else ""]
    parts.append(_("Gevraagd is: %(wat)s") % {"wat": asked} if asked else "")
    told = " ".join(capfirst(part) for part in parts if part)
    return f"{rij.woorden}: {told}" if told else ""


# --- targets and MLBs ---------------------------------------------------------------------------------------------


def targets(data: Gegevens) -> list[Deel]:
    """Numbers to reach, and what was reached: two separate measures (VSL-1.6, NUM-11, INC-04)."""
    rows = tuple(
        (
            (
                each["wat"],
                str(each["doel"]),
                "–" if each["bereikt"] is None else str(each["bereikt"]),
                label(Streefoordeel, each["oordeel"]),
            ),
            Regel(each["wat"], (_target(each, each["bereikt"] or 0),), each["bereikt"]),
        )
        for each in data["streefgetallen"]
    )
    head = (_("Wat we tellen"), _("Doel"), _("Bereikt"), _("Oordeel"))
    notes = [
        Regel(
            f"{each['wat'].rstrip('.')}: {each['toelichting'].strip().rstrip('.')}.",
            (_target(each),),
        )
        for each in data["streefgetallen"]
        if each["toelichting"]
    ]
    return [Overzicht(_("Doel en realisatie"), head, rows), *notes] if rows else []


def _target(each: Row, telt: int = 0) -> Rij:
    """The row of a number to reach: with that number, and the day on which was counted."""
    words = _("%(wat)s, doel %(doel)s") % {"wat": each["wat"], "doel": each["doel"]}
    if each["peildatum"]:
        words += ", " + _("geteld op %(dag)s") % {"dag": day(each["peildatum"])}
    return Rij("streefgetal", each["id"], words, telt)


def _session(each: Row, telt: int = 1) -> Rij:
    return Rij("mlb", each["id"], _("MLB %(n)s, %(dag)s") % {"n": each["nummer"], "dag": day(each["datum"])}, telt)


def sessions(data: Gegevens) -> list[Deel]:
    """The MLBs: how many, in which months, how many people, how many ketenpartners (VSL-2.2, NUM-05, NUM-12)."""
    held = data["mlb"]
    if not held:
        return []
    months: dict[str, Row] = {}
    for each in held:
        months.setdefault(each["datum"][:7], each)
    found: list[Deel] = [
        telling(lambda n: ngettext("%(n)s MLB is gehouden.", "%(n)s MLB’s zijn gehouden.", n), map(_session, held)),
        telling(
            lambda n: ngettext("In %(n)s maand was er een MLB.", "In %(n)s verschillende maanden was er een MLB.", n),
            map(_session, months.values()),
        ),
        telling(
            lambda n: ngettext(
                "%(n)s keer zat iemand aan tafel, alle MLB’s bij elkaar.",
                "%(n)s keer zat iemand aan tafel, alle MLB’s bij elkaar.",
                n,
            ),
            [_session(each, each["erbij"]) for each in held],
        ),
    ]
    guests = [_session(each, each["keten"]) for each in held if each["keten"]]
    if guests:
        found.append(
            telling(
                lambda n: ngettext("%(n)s keer was dat een ketenpartner.", "%(n)s keer was dat een ketenpartner.", n),
                guests,
            )
        )
    ways = Counter(each["methode"] for each in held)
    for name, _n in ways.most_common():
        rows = [_session(each) for each in held if each["methode"] == name]
        found.append(named(f"%(n)s {_('keer met de methode')} {name}", rows))
    return found


def presence(data: Gegevens) -> list[Deel]:
    """The half days in the area, every week (VSL-2.2, NUM-03)."""
    seen: set[tuple[int, str]] = set()
    rows = []
    for each in data["rooster"]:
        slot = (each["dag"], each["dagdeel"])
        words = f"{label(Dag, each['dag'])}, {label(Dagdeel, each['dagdeel'])}"
        rows.append(Rij("aanwezigheid", each["id"], words, 0 if slot in seen else 1))  # two colleagues, one half day
        seen.add(slot)
    return (
        [
            telling(
                lambda n: ngettext(
                    "%(n)s dagdeel per week is iemand van het team in de wijk.",
                    "%(n)s dagdelen per week is iemand van het team in de wijk.",
                    n,
                ),
                rows,
            )
        ]
        if rows
        else []
    )
