"""Lines of what was found: goals, findings, factors of the MLBs, conclusions, agreements that changed."""

from collections import Counter
from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluatie.models import Bevindingsoort, Doeloordeel, Evaluatiesoort, Gewicht
from evaluatie.tags import titles
from evaluatie.verslag.gegevens import Gegevens
from evaluatie.verslag.regels import Deel, Overzicht, Regel, Rij, Tekst, Tussenkop, telling
from evaluatie.verslag.tellen import Row, day, in_sentences, label, named, reasoned
from projects.documenten.sjablonen import deel_of
from projects.models.documenten import Documentsoort
from reflectie.models import Richting


def goals(data: Gegevens) -> list[Deel]:
    """Every goal with what the last evaluation that looked at it says (VSL-2.1)."""
    last: dict[str, Row] = {}
    # In the order of the evaluations; a judgement outlives later words without one.
    for each in filter(_is_answered, data["antwoorden"]):
        if each["oordeel"] or each["doel"] not in last:
            last[each["doel"]] = each
    rows = []
    for each in data["doelen"]:
        answer = last.get(each["id"])
        said = label(Doeloordeel, answer["oordeel"]) if answer else _("Nog niet geëvalueerd")
        behind = [Rij("doel", each["id"], each["titel"])]
        if answer:
            behind.append(Rij("doelantwoord", answer["id"], said, 0))
        rows.append(((each["titel"], said, answer["tekst"] if answer else "–"), Regel(each["titel"], tuple(behind))))
    head = (_("Doel"), _("Hoever"), _("Waaraan merken we dat"))
    if not rows:
        return []
    counted: list[Deel] = []
    for oordeel in ("", *Doeloordeel.values):
        mine = [each for each in data["doelen"] if last.get(each["id"], {}).get("oordeel", "") == oordeel]
        if mine:
            kind = label(Doeloordeel, oordeel) if oordeel else _("Nog niet geëvalueerd")
            behind = [Rij("doel", each["id"], each["titel"]) for each in mine]
            counted.append(telling(_goals_in_words(kind), behind))
    return [*reversed(counted), Overzicht(_("Doelen en bevindingen"), head, tuple(rows)), *_asked(data)]


def _is_answered(each: Row) -> bool:
    return bool(each["oordeel"] or each["tekst"])


def _asked(data: Gegevens) -> list[Deel]:
    """What each evaluation asked at each goal."""
    titles_of = {each["id"]: each["titel"] for each in data["doelen"]}
    found: list[Deel] = []
    for each in data["antwoorden"]:
        if (questions := in_sentences(each.get("kernvragen", ""))) and each["doel"] in titles_of:
            facts = {"doel": titles_of[each["doel"]], "wat": questions, "wanneer": _moment(data, each["evaluatie"])}
            words = _("Bij ‘%(doel)s’ is gevraagd (%(wanneer)s): %(wat)s") % facts
            found.append(Regel(words, (Rij("doelantwoord", each["id"], facts["doel"]),)))
    return found


def _goals_in_words(kind: str) -> Callable[[int], str]:
    return lambda n: f"{kind}: {ngettext('%(n)s doel', '%(n)s doelen', n)}."


def findings(data: Gegevens, *soorten: Bevindingsoort, heads: bool = True) -> list[Deel]:
    """The findings of some kinds, each with where it comes from."""
    found: list[Deel] = []
    for soort in soorten:
        rows = [each for each in data["bevindingen"] if each["soort"] == soort.value]
        if rows and heads:
            found.append(Tussenkop(str(soort.label)))
        for each in rows:
            found.append(_finding(data, each))
            if each["toelichting"]:
                found.append(Tekst(each["toelichting"]))
    return found


def _finding(data: Gegevens, each: Row) -> Regel:
    """A finding with its row; one that rests on a lesson of the MLBs with the times it was named there as well."""
    named = mentions(data, [each["les"]]) if each["les"] else ()
    notes = []
    if each["gewicht"]:
        notes.append(label(Gewicht, each["gewicht"]).lower())
    if each["gemeten"]:
        notes.append(_("gemeten"))
    times = sum(rij.telt for rij in named)
    if named:
        notes.append(ngettext("%(n)s keer genoemd in MLB’s", "%(n)s keer genoemd in MLB’s", times) % {"n": times})
    said = f"{each['tekst'].rstrip('.')} ({', '.join(notes)})." if notes else f"{each['tekst'].rstrip('.')}."
    own = Rij("bevinding", each["id"], _("Evaluatie %(wanneer)s") % {"wanneer": _moment(data, each["evaluatie"])}, 0)
    return Regel(said, (own, *named), times if named else None)


def _moment(data: Gegevens, evaluatie: str) -> str:
    """When an evaluation was, in words."""
    found = next((each for each in data["evaluaties"] if each["id"] == evaluatie), None)
    return f"{label(Evaluatiesoort, found['soort']).lower()}, {day(found['datum'])}" if found else "–"


def mentions(data: Gegevens, lessen: Iterable[str]) -> tuple[Rij, ...]:
    """The times that lessons were named, per MLB."""
    wanted = set(lessen)
    return tuple(
        Rij("vermelding", each["id"], _("MLB %(n)s") % {"n": each["nummer"]}, each["aantal"])
        for each in data["vermeldingen"]
        if each["les"] in wanted
    )


def named_factors(data: Gegevens, richting: Richting) -> list[Deel]:
    """What was named in the MLBs, by tag: never the words of the team (VSL-2.5)."""
    total: Counter[str] = Counter()
    for each in data["vermeldingen"]:
        if each["richting"] == richting:
            total[each["tag"]] += each["aantal"]
    found: list[Deel] = []
    for tag, _n in total.most_common():
        lessen = {each["les"] for each in data["vermeldingen"] if each["tag"] == tag and each["richting"] == richting}
        words = titles().get(tag, tag) if tag else _("In eigen woorden van het team")
        found.append(named(f"{words}: %(n)s {_('keer genoemd')}", mentions(data, lessen)))
    if not found:
        return []
    return [Tussenkop(_("In de MLB’s genoemd: %(wat)s") % {"wat": str(richting.label).lower()}), *found]


def conclusions(data: Gegevens) -> list[Deel]:
    """What each evaluation concluded."""
    found: list[Deel] = []
    for each in data["evaluaties"]:
        if each["conclusies"]:
            name = f"{label(Evaluatiesoort, each['soort'])}, {day(each['datum'])}"
            found += [Tussenkop(_("Conclusies: %(wanneer)s") % {"wanneer": name.lower()})]
            found += [Regel(each["conclusies"], (Rij("evaluatie", each["id"], name),))]
    return found


def changed_agreements(data: Gegevens) -> list[Deel]:
    """The agreements that changed because of an evaluation (UI-07c, VE-06)."""
    found: list[Deel] = []
    for each in data["bijstellingen"]:
        part = deel_of(Documentsoort.OVEREENKOMST, each["sleutel"])
        said = f"{part.kop}: " if part else ""
        said += reasoned(each["tekst"], each["waarom"])
        if each["versie"]:
            said += " " + _("Staat in de overeenkomst sinds versie %(n)s.") % {"n": each["versie"]}
        else:
            said += " " + _("Staat nog niet in de overeenkomst.")
        words = _("Evaluatie %(wanneer)s") % {"wanneer": _moment(data, each["evaluatie"])}
        found.append(Regel(said, (Rij("bijstelling", each["id"], words),)))
    return [Tussenkop(_("Bijgestelde afspraken")), *found] if found else []
