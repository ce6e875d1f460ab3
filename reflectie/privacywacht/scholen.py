"""Schools and day care: a kind of school with a name behind it, or a name that ends in what a school is."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reflectie.privacywacht.lijsten import gewoon, lijst
from reflectie.privacywacht.soorten import Bekend, Soort, Vondst
from reflectie.privacywacht.tekst import Tekst

_LIDWOORDEN = {"de", "het", "'t", "t"}
_VERBINDING = {"van", "de", "der", "den", "het", "ten", "ter", "t", "en"}
_SLOT = ("school", "college", "lyceum", "gymnasium", "atheneum", "kindcentrum", "scholengemeenschap", "mavo", "havo")
_RICHTING = {"openbare", "christelijke", "katholieke", "islamitische", "bijzondere", "protestantse", "vrije"}
_OPVANG = ("kinder", "peuter", "bso", "kdv", "crèche", "creche", "gastouder", "dagopvang")
LANGSTE = 5  # words of a name


def scholen(tekst: Tekst, bekend: Bekend) -> Iterator[Vondst]:
    """Yield schools from left to right."""
    soorten, verder = lijst("schoolsoorten"), 0
    for plaats, woord in enumerate(tekst.woorden):
        if plaats < verder:
            continue
        begin, eind = _met_soort(tekst, plaats) if woord.vorm in soorten else (0, 0)
        if eind == 0 and woord.hoofdletter and woord.vorm.endswith(_SLOT):
            begin, eind = _met_slot(tekst, plaats)
        if eind > begin:
            yield _vondst(tekst, begin, eind)
            verder = eind


def _met_soort(tekst: Tekst, plaats: int) -> tuple[int, int]:
    """'basisschool De Wegwijzer', 'obs 't Palet', 'kinderdagverblijf Dribbel', 'ROC Zuiderpoort'."""
    eind = plaats + 1
    if tekst.vorm(eind) in lijst("schoolsoorten") and tekst.volgt(eind):
        return 0, 0  # 'openbare basisschool De Ark': start at the last
    if tekst.vorm(eind) in _LIDWOORDEN and tekst.volgt(eind):
        eind += 1
    naam = eind
    while eind - naam < LANGSTE and _is_naamdeel(tekst, eind):
        eind += 1
    while eind > naam and not tekst.woorden[eind - 1].hoofdletter:
        eind -= 1
    begin = plaats - 1 if tekst.vorm(plaats - 1) in _RICHTING and tekst.volgt(plaats) else plaats
    return (begin, eind) if eind > naam else (0, 0)


def _is_naamdeel(tekst: Tekst, plaats: int) -> bool:
    if not tekst.volgt(plaats, " \u00a0'’\"“"):
        return False
    woord = tekst.woorden[plaats]
    return (woord.hoofdletter and woord.vorm not in gewoon() - {"sint", "christelijk"}) or (
        woord.vorm in _VERBINDING and tekst.volgt(plaats + 1) and tekst.woorden[plaats + 1].hoofdletter
    )


def _met_slot(tekst: Tekst, plaats: int) -> tuple[int, int]:
    """'Minerva College', 'Groen van Prinsterer Lyceum', 'Juliana van Stolbergschool', 'Ligthartschool'."""
    woord = tekst.woorden[plaats]
    samen = woord.vorm not in _SLOT and woord.vorm not in lijst("schoolsoorten")
    begin = plaats
    for terug in range(plaats - 1, max(-1, plaats - LANGSTE), -1):
        if not tekst.volgt(terug + 1):
            break
        vorige = tekst.woorden[terug]
        if vorige.hoofdletter and not (vorige.vorm in gewoon() and vorige.vooraan):
            begin = terug
        elif vorige.vorm not in _VERBINDING:
            break
    alleen = begin == plaats and (not samen or woord.vooraan)
    return (0, 0) if alleen else (begin, plaats + 1)


def _vondst(tekst: Tekst, begin: int, eind: int) -> Vondst:
    van, tot = tekst.woorden[begin].begin, tekst.woorden[eind - 1].eind
    is_opvang = tekst.vorm(begin).startswith(_OPVANG)
    return Vondst(Soort.SCHOOL, van, tot, tekst.heel[van:tot], _("een kinderopvang") if is_opvang else _("een school"))
