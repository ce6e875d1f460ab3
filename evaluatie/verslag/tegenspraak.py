"""What does not fit together in a report, to look at before it is printed (INC-01 … INC-04). Nothing is corrected."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from evaluatie.models import Evaluatiesoort, Groep, Productstaat, Streefoordeel, Wijze
from evaluatie.models.gehoord import KANT_VAN, Kant
from evaluatie.verslag.gegevens import Gegevens
from evaluatie.verslag.tellen import label

_STANDING = (Wijze.KLANKBORD,)  # a group that stays the same, so that its size can't differ
_PARTS = ("bevindingen", "antwoorden", "bijstellingen")  # what an evaluation brings into a report
_TYPED = re.compile(r"(?<![\d.,])(\d{1,4})\s+([a-zà-ÿ’']+)", re.IGNORECASE)
_YEARS = range(1950, 2100)  # "in 2026 interviews": a year, no count
# Words for the same thing: a typed number with one of them is held against what is counted of it.
_NOUNS: Mapping[str, tuple[str, ...]] = {
    "client": ("cliënten", "cliënt"),
    "gezin": ("gezinnen", "gezin"),
    "vragenlijst": ("vragenlijsten", "vragenlijst"),
    "interview": ("interviews", "interview"),
    "mlb": ("mlb’s", "mlb's", "mlb"),
    "evaluatie": ("evaluaties", "evaluatie"),
    "product": ("producten", "product"),
    "organisatie": ("organisaties", "organisatie"),
    "ervaring": ("ervaringsdeskundigen", "ervaringsdeskundige"),
}
_NOUN_OF = {word: noun for noun, words in _NOUNS.items() for word in words}


def contradictions(data: Gegevens, teksten: Mapping[str, str]) -> list[str]:
    """Return, in sentences, what contradicts itself: in the counts, and between the typed texts and the counts.

    ``teksten`` are the project's own words by the number of their chapter.
    """
    return [
        *_questionnaires(data),
        *_standing_groups(data),
        *_targets(data),
        *_products(data),
        *_evaluations(data),
        *_typed(data, teksten),
    ]


def _questionnaires(data: Gegevens) -> list[str]:
    """INC-01: two counts of the questionnaires that came back, or more of them than went out."""
    more = _("Vragenlijst ‘%(naam)s’: %(n)s mensen antwoordden, en de link ging naar %(gevraagd)s mensen.")
    found = [
        more % {"naam": each["naam"], "n": each["aantal"], "gevraagd": each["gevraagd"]}
        for each in data["vragenlijsten"]
        if each["gevraagd"] and each["aantal"] > each["gevraagd"]
    ]
    answers = sum(each["aantal"] for each in data["vragenlijsten"])
    typed = sum(each["aantal"] for each in data["inbreng"] if _is_client_list(each))
    if not answers or not typed or typed == answers:
        return found
    said = _(
        "Vragenlijsten van cliënten: bij ‘Wie is gehoord’ staan er %(a)s, de anonieme vragenlijst laat er %(b)s zien."
    )
    return [*found, said % {"a": typed, "b": answers}]


def _is_client_list(each: Mapping[str, object]) -> bool:
    return each["wijze"] == Wijze.VRAGENLIJST and KANT_VAN[str(each["groep"])] == Kant.CLIENT


def _standing_groups(data: Gegevens) -> list[str]:
    """INC-02: a group that stays the same is counted in two ways."""
    sizes: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
    for each in data["inbreng"]:
        if each["wijze"] in _STANDING:
            sizes[each["wijze"], each["groep"]].add((each["aantal"], each["begeleiders"]))
    said = _("%(groep)s met %(wie)s: de ene keer staan er %(a)s, de andere keer %(b)s.")
    found = []
    for (wijze, groep), seen in sizes.items():
        if len(seen) > 1:
            words = [str(n) if not more else f"{n} + {more}" for n, more in sorted(seen)]
            named = {"groep": label(Wijze, wijze), "wie": label(Groep, groep).lower()}
            found.append(said % {**named, "a": ", ".join(words[:-1]), "b": words[-1]})
    return found


def _targets(data: Gegevens) -> list[str]:
    """INC-04: what is said of a target does not fit its numbers."""
    said = _("‘%(wat)s’: %(bereikt)s bereikt van %(doel)s, en het oordeel is ‘%(oordeel)s’.")
    found = []
    for each in data["streefgetallen"]:
        if each["bereikt"] is None:
            continue
        reached = each["bereikt"] >= each["doel"]
        wrong = (Streefoordeel.GROTENDEELS, Streefoordeel.NIET) if reached else (Streefoordeel.BEHAALD,)
        if each["oordeel"] in wrong:
            words = {"wat": each["wat"], "bereikt": each["bereikt"], "doel": each["doel"]}
            found.append(said % {**words, "oordeel": label(Streefoordeel, each["oordeel"]).lower()})
    return found


def _products(data: Gegevens) -> list[str]:
    """A product that is there without a day, or has a day and is not there."""
    found = []
    for each in data["producten"]:
        is_there, has_day = each["staat"] == Productstaat.GEREED, bool(each["gereed_op"])
        if is_there and not has_day:
            found.append(_("‘%(wat)s’ is gerealiseerd, maar er staat niet wanneer.") % {"wat": each["naam"]})
        elif has_day and not is_there:
            found.append(
                _("‘%(wat)s’ heeft een dag van realisatie, maar staat op ‘%(stand)s’.")
                % {"wat": each["naam"], "stand": label(Productstaat, each["staat"]).lower()}
            )
    return found


def _evaluations(data: Gegevens) -> list[str]:
    """NUM-09: two evaluations belong to a project; findings of one that was not held."""
    held = {each["soort"] for each in data["evaluaties"] if each["gehouden_op"]}
    found = []
    for each in data["evaluaties"]:
        name = label(Evaluatiesoort, each["soort"]).lower()
        used = any(row["evaluatie"] == each["id"] for part in _PARTS for row in data[part]) or each["conclusies"]
        if used and not each["gehouden_op"]:
            said = _("De evaluatie ‘%(wanneer)s’ staat in het verslag, maar is niet als gehouden vastgelegd.")
            found.append(said % {"wanneer": name})
    missing = [each for each in (Evaluatiesoort.HALVERWEGE, Evaluatiesoort.EIND) if each not in held]
    if missing and data["project"]["status"] == "afgerond":
        names = _(" en ").join(str(each.label).lower() for each in missing)
        found.append(_("Het project is afgerond zonder evaluatie %(wanneer)s.") % {"wanneer": names})
    return found


def _typed(data: Gegevens, teksten: Mapping[str, str]) -> list[str]:
    """INC-03: a number in someone's own words that differs from every count of the same thing."""
    counts = _counts(data)
    said = _("Paragraaf %(nummer)s zegt ‘%(woorden)s’. In de gegevens staat daarvoor: %(geteld)s.")
    found = []
    for nummer, tekst in teksten.items():
        for number, word in _TYPED.findall(tekst):
            noun = _NOUN_OF.get(word.lower())
            if noun and counts[noun] and int(number) not in (*counts[noun], *_YEARS):
                known = ", ".join(str(n) for n in sorted(counts[noun]))
                found.append(said % {"nummer": nummer, "woorden": f"{number} {word}", "geteld": known})
    return found


def _counts(data: Gegevens) -> dict[str, set[int]]:
    """Every number the data know of a thing: single rows, and their total."""
    clients = [each["aantal"] for each in data["inbreng"] if KANT_VAN[each["groep"]] == Kant.CLIENT]
    families = [n for each in data["streefgetallen"] if "gezin" in each["wat"].lower() for n in _numbers(each)]
    held = [each for each in data["evaluaties"] if each["gehouden_op"]]
    made = [each for each in data["producten"] if each["staat"] == Productstaat.GEREED]
    found: dict[str, set[int]] = defaultdict(set)
    found["client"] = _with_sum(clients)
    found["gezin"] = set(families)
    lists = [each["aantal"] for each in data["inbreng"] if each["wijze"] == Wijze.VRAGENLIJST]
    found["vragenlijst"] = _with_sum(lists) | _with_sum(each["aantal"] for each in data["vragenlijsten"])
    found["interview"] = _with_sum(each["aantal"] for each in data["inbreng"] if each["wijze"] == Wijze.INTERVIEW)
    found["ervaring"] = _with_sum(each["aantal"] for each in data["inbreng"] if each["groep"] == Groep.ERVARING)
    found["mlb"] = {len(data["mlb"])} if data["mlb"] else set()
    found["evaluatie"] = {len(held), len(data["evaluaties"])} if data["evaluaties"] else set()
    found["product"] = {len(made), len(data["producten"])} if data["producten"] else set()
    found["organisatie"] = {len(data["partners"])} if data["partners"] else set()
    return found


def _numbers(each: Mapping[str, int | None]) -> list[int]:
    return [n for n in (each["doel"], each["bereikt"]) if n is not None]


def _with_sum(numbers: Iterable[int]) -> set[int]:
    found = list(numbers)
    return {*found, sum(found)} if found else set()
