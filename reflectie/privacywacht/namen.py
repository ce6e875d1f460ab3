"""Likely names of people: known first names and surnames, and whatever stands where a name stands."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from reflectie.privacywacht.lijsten import (
    aanspreek,
    achternamen,
    dubbel,
    gewoon,
    lijst,
    rollen,
    tussenvoegsels,
    voornamen,
)
from reflectie.privacywacht.naamvorm import (
    basis,
    is_aanspreek,
    is_achternaam,
    is_eenduidig,
    is_naamgebruik,
    is_namelijk_klein,
    is_voornaam,
    naam_einde,
    volgt_aanspreek,
)
from reflectie.privacywacht.soorten import Bekend, Soort, Vondst
from reflectie.privacywacht.tekst import Tekst, Woord
from reflectie.privacywacht.voorstellen import voorstel

_NA_LETTER = re.compile(r"\. ?\((?:\d{1,2} (?:jaar|jr|maanden|mnd)\b|([^\W\d_]+)\))")
_VOORZETSELS = {"van", "met", "over", "bij", "voor", "aan", "door", "tegen"}

Plek = tuple[int, int]  # the first word, and one past the last
Manier = Callable[[Tekst, int], Plek]
_NIETS: Plek = (0, 0)


def namen(tekst: Tekst, bekend: Bekend) -> Iterator[Vondst]:
    """Yield names from left to right; each is looked for in the surest way first."""
    verder = 0
    for plaats, woord in enumerate(tekst.woorden):
        if plaats < verder:
            continue
        for manier in _manieren(woord):
            begin, eind = manier(tekst, plaats)
            if eind > begin:
                yield _vondst(tekst, begin, eind)
                verder = eind
                break


def _manieren(woord: Woord) -> tuple[Manier, ...]:
    """Return how a name may start at this word: for most words there is no way."""
    if woord.vorm in tussenvoegsels():
        return (_achternaam,)
    afgeleid = woord.hoofdletter and woord.vorm[-1] in "se"  # Annes, Keesje
    if woord.vorm in _signalen() or woord.voorletter or afgeleid or "-" in woord.vorm:
        return _MANIEREN
    return ()


@cache
def _signalen() -> frozenset[str]:
    """Words in lower case at which a name may start, or that announce one."""
    return rollen() | aanspreek() | lijst("heten") | voornamen() | achternamen()


def _na_aanspreek(tekst: Tekst, plaats: int) -> Plek:
    """'mevrouw Yilmaz', 'dhr. Van D.', 'de heer Pieterse', 'fam. de Wit'."""
    if not is_aanspreek(tekst, plaats) or not volgt_aanspreek(tekst, plaats + 1):
        return _NIETS
    eind = naam_einde(tekst, plaats + 1)
    if eind <= plaats + 1:
        eind = _kleine_achternaam(tekst, plaats + 1)
    met_de = tekst.vorm(plaats) in {"heer", "familie", "fam"} and tekst.vorm(plaats - 1) == "de"
    return (plaats - met_de, eind) if eind > plaats + 1 else _NIETS


def _kleine_achternaam(tekst: Tekst, plaats: int) -> int:
    """Return the end of 'jansen' or 'de boer' behind 'mevrouw'."""
    eind = plaats
    while tekst.vorm(eind) in tussenvoegsels() and tekst.volgt(eind + 1) and eind - plaats < 3:
        eind += 1
    vorm = tekst.vorm(eind)
    zeker = is_eenduidig(vorm) or (eind > plaats and is_achternaam(vorm))
    return eind + 1 if zeker else plaats


def _na_rol(tekst: Tekst, plaats: int) -> Plek:
    """'vader Radoslaw', 'tante zahra', 'kind A. van 12'."""
    volgende = plaats + 1
    if tekst.vorm(plaats) not in rollen() or not tekst.volgt(volgende):
        return _NIETS
    woord = tekst.woorden[volgende]
    if woord.voorletter and tekst.na(volgende) == ".":
        return plaats, max(volgende + 1, naam_einde(tekst, volgende))
    if woord.hoofdletter and woord.vorm not in tussenvoegsels():
        eind = naam_einde(tekst, volgende)
        return (plaats, eind) if eind > volgende else _NIETS
    return (plaats, volgende + 1) if is_namelijk_klein(tekst, volgende) else _NIETS


def _na_heet(tekst: Tekst, plaats: int) -> Plek:
    """'zij heet Roos', 'ze noemt hem Mo', 'genaamd bas'."""
    if tekst.vorm(plaats) not in lijst("heten"):
        return _NIETS
    begin = plaats + 1 + (tekst.vorm(plaats + 1) in {"hem", "haar", "hen", "hij", "zij", "ze"})
    if not tekst.volgt(begin, " \u00a0:'\""):
        return _NIETS
    if tekst.woorden[begin].hoofdletter and tekst.vorm(begin) not in tussenvoegsels():
        eind = naam_einde(tekst, begin)
        return (begin, eind) if eind > begin else _NIETS
    return (begin, begin + 1) if is_eenduidig(tekst.vorm(begin)) else _NIETS


def _met_voorletter(tekst: Tekst, plaats: int) -> Plek:
    """'J. de Vries', 'M.J. Pinas'."""
    if not tekst.woorden[plaats].voorletter or tekst.na(plaats) != "." or tekst.vorm(plaats - 1) in lijst("stapels"):
        return _NIETS
    eind = naam_einde(tekst, plaats)
    return (plaats, eind) if tekst.woorden[eind - 1].hoofdletter else _NIETS


def _losse_letter(tekst: Tekst, plaats: int) -> Plek:
    """'moeder (S.)', 'J. (8 jaar)', 'de ouders van D.'."""
    if not tekst.woorden[plaats].voorletter or tekst.na(plaats) != "." or tekst.vorm(plaats - 1) in lijst("stapels"):
        return _NIETS
    vorige, erna = tekst.vorm(plaats - 1), _NA_LETTER.match(tekst.heel, tekst.woorden[plaats].eind)
    is_naam = (
        (vorige in rollen() and tekst.volgt(plaats, " (,"))
        or (vorige in _VOORZETSELS and tekst.vorm(plaats + 1) not in {"en", "tot", "naar"} and tekst.volgt(plaats))
        or (erna is not None and (erna[1] is None or erna[1] in rollen()))
    )
    return (plaats, plaats + 1) if is_naam else _NIETS


def _bekende_naam(tekst: Tekst, plaats: int) -> Plek:
    """A first name with a capital, with the surname behind it."""
    woord = tekst.woorden[plaats]
    if not woord.hoofdletter or tekst.vorm(plaats - 1) in lijst("organisaties"):
        return _NIETS
    vorm = basis(woord)
    if not is_voornaam(vorm):
        return _NIETS
    eind = plaats + 1 if woord.bezit else max(plaats + 1, naam_einde(tekst, plaats + 1, na_voornaam=True))
    if vorm in gewoon() or _is_organisatie(tekst, plaats + 1, eind + 1):
        return _NIETS
    if vorm not in dubbel():
        return plaats, eind
    met_achternaam = eind > plaats + 1 and is_achternaam(tekst.vorm(eind - 1))
    return (plaats, eind) if met_achternaam or is_naamgebruik(tekst, plaats, plaats + 1) else _NIETS


def _is_organisatie(tekst: Tekst, begin: int, eind: int) -> bool:
    """Whether a name goes on as one of an organisation does: 'William Schrikker Groep'."""
    slot = tuple(lijst("organisatieslot"))
    woorden = [woord for woord in tekst.woorden[begin:eind] if woord.sluit_aan()]
    return any(woord.hoofdletter and woord.vorm.endswith(slot) for woord in woorden)


def _achternaam(tekst: Tekst, plaats: int) -> Plek:
    """A surname with a capital, alone or with its tussenvoegsel: 'Jansen', 'De Boer', 'van den Berg'."""
    eind = plaats
    while tekst.vorm(eind) in tussenvoegsels() and eind - plaats < 3 and tekst.volgt(eind + 1):
        eind += 1
    if eind >= len(tekst) or not tekst.woorden[eind].hoofdletter or not is_achternaam(basis(tekst.woorden[eind])):
        return _NIETS
    if tekst.vorm(plaats - 1) in lijst("organisaties"):
        return _NIETS
    if is_eenduidig(basis(tekst.woorden[eind])):
        los_van = eind > plaats and tekst.woorden[plaats].tekst in {"van", "in", "op", "te"}
        return plaats + los_van, eind + 1
    return (plaats, eind + 1) if is_naamgebruik(tekst, plaats, eind + 1) else _NIETS


def _klein(tekst: Tekst, plaats: int) -> Plek:
    """'over jayden, hij …'."""
    return (plaats, plaats + 1) if is_namelijk_klein(tekst, plaats) else _NIETS


_MANIEREN = (
    _na_aanspreek,
    _na_rol,
    _na_heet,
    _met_voorletter,
    _losse_letter,
    _bekende_naam,
    _achternaam,
    _klein,
)


def _vondst(tekst: Tekst, begin: int, eind: int) -> Vondst:
    van, tot = tekst.woorden[begin].begin, tekst.woorden[eind - 1].eind
    if tekst.woorden[eind - 1].voorletter and tekst.na(eind - 1) == ".":
        tot += 1
    return Vondst(Soort.NAAM, van, tot, tekst.heel[van:tot], voorstel(tekst, begin, eind))
