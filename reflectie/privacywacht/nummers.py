"""Numbers and codes that belong to one person or one home: each is checked by its own arithmetic where it has one."""

import re
from collections.abc import Iterator
from re import Match

from django.utils.translation import gettext as _

from reflectie.privacywacht.soorten import Bekend, Soort, Vondst
from reflectie.privacywacht.tekst import Tekst

_GEWICHTEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_BSN = re.compile(r"(?<![\w.,+€-])(?<!€ )(?:\d{9}|\d{3}([ .\-])\d{3}\1\d{3}|\d{4}([ .\-])\d{2}\2\d{3})(?!\w|[.,-]\w)")
_BSN_GENOEMD = re.compile(
    r"(?i:\b(?:bsn|burgerservicenummers?|burger service nummer|sofi-?nummer|sofi))"
    r"[^\d\n]{0,25}(?!\d\d?[ .\-]\d\d?[ .\-]\d{4})(\d(?:[ .\-]?\d){7,8})(?![\w-]|[ .,]\d)"
)
_LANDNUMMER = re.compile(r"(?:\+|00)31[ .\-]{0,3}(?:\(0\)[ .\-]?)?$")
_IBAN = re.compile(r"(?<![\w-])(?=([A-Za-z]{2}\d{2}(?:[ .\-]?[A-Za-z0-9]){11,30}))")
_IBAN_LENGTE = {"NL": 18, "BE": 16, "DE": 22, "FR": 27, "PL": 28, "ES": 24, "IT": 27, "GB": 22, "LU": 20, "AT": 20}
_IBAN_LENGTE |= {"PT": 25, "RO": 24, "BG": 22, "TR": 26, "LT": 20, "IE": 22, "GR": 27, "HU": 28, "CZ": 24, "SE": 24}
_EMAIL = re.compile(r"(?<![\w.+%-])[\w+%'-][\w.+%'-]{0,63}@(?:[\w-]{1,63}\.){1,5}[^\W\d_]{2,24}(?![\w@])")
_TELEFOON = re.compile(
    r"(?<![\w+,€-])(?<!\d[.])(?:"
    r"(?:\+|00)31[ .\-]{0,3}(?:\(0\))?(?P<over>(?:[ .\-/]{0,3}\d){9})"
    r"|(?P<net>\(?0(?:[ .\-/]{0,3}\d){1,3}\)?(?:[ .\-/]{0,3}\d){6,8})"
    r"|\+(?!31)[1-9]\d{0,2}(?:[ .\-/()]{0,2}\d){7,12}"
    r")(?![\w-]|[.,]\d)"
)
_DATUM = re.compile(r"0?\d[ .\-/]{1,3}[01]?\d[ .\-/]{1,3}(?:19|20)\d\d(?!\d)")
_ZAAK = re.compile(
    r"(?:(?:zaak|dossier|order|factuur|volg|klant|polis|beschikkings?|formulier)(?:nummer|nr)|kenmerk)\W*(?:is )?$",
    re.IGNORECASE,
)


def bsns(tekst: Tekst, bekend: Bekend) -> Iterator[Vondst]:
    """Nine digits that pass the elfproef, or eight with their zero left out where the text says BSN."""
    for match in _BSN.finditer(tekst.heel):
        is_telefoon = _LANDNUMMER.search(tekst.heel[max(0, match.start() - 12) : match.start()])
        if elfproef(_cijfers(match[0])) and not is_telefoon:
            yield _vondst(Soort.BSN, match, _("een burgerservicenummer"))
    for match in _BSN_GENOEMD.finditer(tekst.heel):
        if elfproef(_cijfers(match[1]).zfill(9)):
            yield _vondst(Soort.BSN, match, _("een burgerservicenummer"), 1)


def elfproef(cijfers: str) -> bool:
    """Whether nine digits can be a BSN."""
    som = sum(weight * int(digit) for weight, digit in zip(_GEWICHTEN, cijfers, strict=True))
    return som % 11 == 0 and cijfers.strip("0") != ""


def ibans(tekst: Tekst, bekend: Bekend) -> Iterator[Vondst]:
    """Account numbers of which the check digits are right."""
    for match in _IBAN.finditer(tekst.heel):
        lang = _IBAN_LENGTE.get(match[1][:2].upper())
        eind = match.start() + _lengte_met_tekens(match[1], lang) if lang else match.end(1)
        if klopt_iban(re.sub(r"[ .\-]", "", tekst.heel[match.start() : eind])):
            yield Vondst(Soort.IBAN, match.start(), eind, tekst.heel[match.start() : eind], _("een rekeningnummer"))


def klopt_iban(iban: str) -> bool:
    """Whether the check digits of an account number are right (mod 97)."""
    if not iban.isascii() or not 15 <= len(iban) <= 34:
        return False
    return int("".join(str(int(each, 36)) for each in iban[4:] + iban[:4])) % 97 == 1


def emails(tekst: Tekst, bekend: Bekend) -> Iterator[Vondst]:
    """Addresses with an @ and a domain."""
    for match in _EMAIL.finditer(tekst.heel):
        yield _vondst(Soort.EMAIL, match, _("een e-mailadres"))


def telefoons(tekst: Tekst, bekend: Bekend) -> Iterator[Vondst]:
    """Dutch numbers of ten digits with any signs between them, and foreign ones that start with a plus."""
    for match in _TELEFOON.finditer(tekst.heel):
        if match["net"] and not _is_netnummer(match["net"]):
            continue
        if not _ZAAK.search(tekst.heel[max(0, match.start() - 25) : match.start()]):
            yield _vondst(Soort.TELEFOON, match, _("een telefoonnummer"))


def _is_netnummer(nummer: str) -> bool:
    """Whether it has ten digits of a person's line (0800 and 0900 are services), and isn't a date with a time."""
    cijfers = _cijfers(nummer)
    return len(cijfers) == 10 and cijfers[1] != "0" and cijfers[:4] not in {"0800", "0900"} and not _DATUM.match(nummer)


def _vondst(soort: Soort, match: Match[str], voorstel: str, groep: int = 0) -> Vondst:
    return Vondst(soort, match.start(groep), match.end(groep), match[groep], voorstel)


def _cijfers(tekst: str) -> str:
    """The digits of a match of ``\\d``, in ASCII: also those of other scripts."""
    return "".join(str(int(each)) for each in tekst if each.isdecimal())


def _lengte_met_tekens(tekst: str, tekens: int) -> int:
    """How far to read to have this many letters and digits."""
    for place, each in enumerate(tekst):
        tekens -= each.isalnum()
        if tekens == 0:
            return place + 1
    return len(tekst)
