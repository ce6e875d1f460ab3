"""Addresses: a street with a number, and a postcode. A bare postcode counts: it covers some fifteen homes."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from reflectie.privacywacht.lijsten import gewoon, lijst
from reflectie.privacywacht.soorten import Bekend, Soort, Vondst
from reflectie.privacywacht.tekst import Tekst

_NUMMER = r"(?:[1-9]\d{0,3})(?: ?(?:[a-zA-Z]|bis|hs|huis|[IVX]{1,3})\b)?(?:-(?:\d{1,4}|[a-zA-Z])\b)?"
_HUISNUMMER = re.compile(
    rf"(?P<jaar> 1[89]\d\d)?,? (?:nr\.? ?|nummer |huisnummer |no\. ?)?(?P<nummer>{_NUMMER})(?![\w%€]|[.,:]\d)"
)
_AANTAL = re.compile(
    r" ?(?:uur|keer|maal|x|jaar|jaren|maand|maanden|weken|dagen|minuten|kinderen|gezinnen|huizen|woningen|mensen"
    r"|personen|euro|km|meter|leerlingen|jongens|meisjes|bewoners|%)\b",
    re.IGNORECASE,
)
_POSTCODE = re.compile(
    rf"(?<![\w€.,/-])(?<!€ )(?P<cijfers>[1-9]\d{{3}}) ?(?P<letters>[A-Za-z]{{2}})(?![\w-])"
    rf"(?P<huis>,? (?:nr\.? ?)?{_NUMMER}(?![\w%€]|[.,:]\d))?"
)
_WOORDEN = {"en", "of", "op", "in", "is", "de", "te", "er", "al", "zo", "nu", "we", "om", "na", "ze", "ik", "je", "km"}
_DEEL = {"van", "de", "der", "den", "het", "ten", "ter", "te", "'t", "t", "v", "d"}


def adressen(tekst: Tekst, bekend: Bekend) -> Iterator[Vondst]:
    """Streets with a number and postcodes; one that follows another is the same address."""
    gevonden = sorted([*_straten(tekst), *_postcodes(tekst)])
    samen: list[tuple[int, int]] = []
    for begin, eind in gevonden:
        if samen and begin - samen[-1][1] <= 2 and not tekst.heel[samen[-1][1] : begin].strip(", "):
            samen[-1] = (samen[-1][0], max(eind, samen[-1][1]))
        else:
            samen.append((begin, eind))
    for begin, eind in samen:
        yield Vondst(Soort.ADRES, begin, eind, tekst.heel[begin:eind], _("een adres"))


def _postcodes(tekst: Tekst) -> Iterator[tuple[int, int]]:
    for match in _POSTCODE.finditer(tekst.heel):
        huis = match["huis"]
        if huis and _AANTAL.match(tekst.heel, match.end()):
            huis = None
        if _is_postcode(match["cijfers"], match["letters"], huis):
            yield match.start(), match.end() if huis else match.end("letters")


def _is_postcode(cijfers: str, letters: str, huis: str | None) -> bool:
    """Whether four digits and two letters are a postcode: not '2024 EN 2025', and small letters with a number only."""
    if letters.upper() in {"SA", "SD", "SS"}:
        return False
    if letters.lower() in _WOORDEN:
        return letters.isupper() and huis is not None and not re.search(r"(?:19|20)\d\d", huis)
    return letters.isupper() or (huis is not None and letters.islower())


def _straten(tekst: Tekst) -> Iterator[tuple[int, int]]:
    uitgangen = tuple(lijst("straatuitgangen"))
    for plaats, woord in enumerate(tekst.woorden):
        if not woord.vorm.endswith(uitgangen) or woord.vorm in lijst("geen_straat"):
            continue
        if woord.vorm in uitgangen and not (woord.hoofdletter and (not woord.vooraan or _hoofd(tekst, plaats - 1))):
            continue
        huis = _HUISNUMMER.match(tekst.heel, woord.eind)
        if huis and not _AANTAL.match(tekst.heel, huis.end("nummer")):
            yield _begin(tekst, plaats), huis.end("nummer")


def _hoofd(tekst: Tekst, plaats: int) -> bool:
    return plaats >= 0 and tekst.woorden[plaats].hoofdletter and tekst.volgt(plaats + 1)


def _begin(tekst: Tekst, plaats: int) -> int:
    """Where the name of a street starts: with the capitals and small words before 'Vlugtlaan'."""
    eerste = plaats
    for terug in range(plaats - 1, max(-1, plaats - 5), -1):
        if not tekst.volgt(terug + 1) or (tekst.woorden[terug].vooraan and tekst.vorm(terug) in gewoon()):
            break
        if tekst.woorden[terug].hoofdletter and tekst.vorm(terug) not in _DEEL:
            eerste = terug
        elif tekst.vorm(terug) not in _DEEL:
            break
    if eerste == plaats and tekst.vorm(plaats - 1) == "van" and tekst.volgt(plaats):
        eerste = plaats - 1
    return tekst.woorden[eerste].begin
