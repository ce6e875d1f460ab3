"""What a name looks like: whether a word is one, how far it goes on, and whether its place in the text says so."""

from functools import cache

from reflectie.privacywacht.lijsten import (
    aanspreek,
    achternamen,
    dubbel,
    gewoon,
    klein,
    lijst,
    rollen,
    tussenvoegsels,
    voornamen,
)
from reflectie.privacywacht.tekst import Tekst, Woord

_VERKLEIN = ("tje", "pje", "je", "kie", "pie", "ie", "ke")


@cache
def geen_naam() -> frozenset[str]:
    """Words with a capital that are no name, or only say whose name follows."""
    return gewoon() | rollen()


@cache
def _nooit_vooraan() -> frozenset[str]:
    """Words with which a sentence starts so often that what follows tells nothing."""
    return gewoon() | lijst("zelden")


def is_voornaam(vorm: str) -> bool:
    """Whether a word is a first name, or two of them with a hyphen."""
    return vorm in voornamen() or _begint_met(vorm, voornamen())


def is_achternaam(vorm: str) -> bool:
    """Whether a word is a surname, or starts with one and a hyphen."""
    return vorm in achternamen() or _begint_met(vorm, achternamen())


def _begint_met(vorm: str, namen: frozenset[str]) -> bool:
    """Whether this is 'joost-jan' or 'öztürk-demir', and not 'sam-05'."""
    return "-" in vorm and vorm.split("-")[0] in namen and vorm.replace("-", "").isalpha()


def is_eenduidig(vorm: str) -> bool:
    """Whether a word is a name and nothing else."""
    return vorm not in dubbel() and vorm not in gewoon() and (is_voornaam(vorm) or is_achternaam(vorm))


def basis(woord: Woord) -> str:
    """Return the name in a word: 'anne' of Annes, 'kees' of Keesje; the word itself when there is none in it."""
    vorm = woord.vorm
    if is_voornaam(vorm) or is_achternaam(vorm) or vorm in gewoon() or vorm in dubbel() or not woord.hoofdletter:
        return vorm
    if vorm.endswith("s") and vorm[:-1] in voornamen() and is_eenduidig(vorm[:-1]):
        return vorm[:-1]
    stammen = (vorm.removesuffix(each) for each in _VERKLEIN if vorm.endswith(each))
    return next((stam for stam in stammen if len(stam) > 2 and stam in voornamen() and is_eenduidig(stam)), vorm)


def is_aanspreek(tekst: Tekst, plaats: int) -> bool:
    """Whether the word at this place addresses someone: 'mevrouw', and 'heer' after 'de' alone."""
    vorm = tekst.vorm(plaats)
    return vorm in aanspreek() and (vorm != "heer" or tekst.vorm(plaats - 1) == "de")


def volgt_aanspreek(tekst: Tekst, plaats: int) -> bool:
    """Whether this word directly follows the one that addresses someone; behind a dot when that is short ('dhr.')."""
    kort = len(tekst.vorm(plaats - 1)) < 5
    return tekst.volgt(plaats, " \u00a0." if kort else " \u00a0")


def naam_einde(tekst: Tekst, plaats: int, *, na_voornaam: bool = False) -> int:
    """Return the end of the name that starts here: initials, tussenvoegsels, a capital. Or ``plaats``."""
    k = plaats
    while _is_voorletter(tekst, k, plaats) and k - plaats < 4:
        k += 1
    t = k
    while t < len(tekst) and tekst.vorm(t) in tussenvoegsels() and _volgt_naam(tekst, t, plaats) and t - k < 3:
        t += 1
    if t < len(tekst) and _volgt_naam(tekst, t, plaats):
        if tekst.woorden[t].hoofdletter and tekst.vorm(t) not in geen_naam():
            return _meer(tekst, t + 1)
        if tekst.woorden[t].voorletter and (t > k or na_voornaam) and tekst.na(t) == ".":
            return t + 1
    return k if k > plaats and not na_voornaam else plaats


def _is_voorletter(tekst: Tekst, k: int, begin: int) -> bool:
    return k < len(tekst) and tekst.woorden[k].voorletter and _volgt_naam(tekst, k, begin) and tekst.na(k) in {".", " "}


def _volgt_naam(tekst: Tekst, k: int, begin: int) -> bool:
    """Whether this word can belong to the name that began: behind a space, or behind the dot of an initial."""
    return k == begin or tekst.volgt(k, " \u00a0." if tekst.woorden[k - 1].voorletter else " \u00a0")


def _meer(tekst: Tekst, k: int) -> int:
    """Go on over a second first name, or a surname behind a first name: 'Ton Hendriks', 'Gijsbert van der Laan'."""
    if not tekst.volgt(k) or tekst.woorden[k - 1].bezit:
        return k
    t = k
    while t < len(tekst) and tekst.vorm(t) in tussenvoegsels() and tekst.volgt(t) and t - k < 3:
        t += 1
    if tekst.volgt(t) and tekst.woorden[t].hoofdletter and tekst.vorm(t) not in geen_naam():
        return t + 1
    return t + 1 if t > k and tekst.volgt(t) and tekst.woorden[t].voorletter and tekst.na(t) == "." else k


def na_aanduiding(tekst: Tekst, plaats: int) -> bool:
    """Whether the words before this place announce a name: 'mevrouw …', 'hij heet …', 'collega …'."""
    vorige = plaats - 1
    if tekst.vorm(vorige) in lijst("heten"):
        return True
    if tekst.vorm(vorige) in {"hem", "haar", "hen"} and tekst.vorm(vorige - 1) in lijst("heten"):
        return True
    if tekst.vorm(vorige) in rollen():
        return tekst.volgt(plaats)
    return is_aanspreek(tekst, vorige) and volgt_aanspreek(tekst, plaats)


def is_naamgebruik(tekst: Tekst, begin: int, eind: int) -> bool:
    """Whether an ambiguous word or group of words is used as a name here: 'met Mark', and not 'Wil moeder hulp?'."""
    if na_aanduiding(tekst, begin) and any(woord.hoofdletter for woord in tekst.woorden[begin:eind]):
        return True
    eerste, laatste = tekst.woorden[begin], tekst.woorden[eind - 1]
    if not laatste.hoofdletter or tekst.vorm(begin - 1) in lijst("organisaties"):
        return False
    if "het" in (woord.vorm for woord in tekst.woorden[begin : eind - 1]):
        return False  # 'Het Veen' is a place
    if eind - begin > 2 or laatste.bezit:
        return True
    if not eerste.hoofdletter or (not eerste.vooraan and tekst.vorm(begin - 1) in lijst("lidwoorden")):
        return False
    if eerste.vooraan:
        return tekst.volgt(eind) and tekst.vorm(eind) in lijst("doet") and laatste.vorm not in _nooit_vooraan()
    return not (tekst.woorden[begin - 1].hoofdletter and tekst.volgt(begin) and not tekst.woorden[begin - 1].vooraan)


def is_namelijk_klein(tekst: Tekst, plaats: int) -> bool:
    """Whether a name without a capital stands where a name can stand: 'moeder van kaylee', 'jayden belt'."""
    vorm = tekst.vorm(plaats)
    if not is_eenduidig(vorm) or vorm in klein() or len(vorm) < 3:
        return False
    if tekst.woorden[plaats].bezit or na_aanduiding(tekst, plaats):
        return True
    return tekst.vorm(plaats - 1) in lijst("voor_naam") or tekst.vorm(plaats + 1) in lijst("doet")
