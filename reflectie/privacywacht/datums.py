"""Dates of birth: a date is one when the words around it say so. The date of a meeting is left alone."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from reflectie.privacywacht.lijsten import dubbel, rollen, voornamen
from reflectie.privacywacht.soorten import Bekend, Soort, Vondst
from reflectie.privacywacht.tekst import Tekst, splits

_MAAND = (
    r"(?:jan(?:uari)?|febr?(?:uari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?"
    r"|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_JAAR = r"(?P<jaar>(?:19|20)\d\d|['’]?\d\d)"
_DATUM = re.compile(
    rf"(?<![\w.,/-])(?:(?:[0-3]?\d)(?P<teken>[ ./-])[01]?\d(?P=teken){_JAAR}"
    r"|(?:19|20)\d\d-[01]\d-[0-3]\d"
    rf"|[0-3]?\d(?:e|ste|de)? {_MAAND}(?: ?(?:19|20)\d\d| '\d\d)?)(?![\w/-]|[.,]\d)",
    re.IGNORECASE,
)
_VOL = re.compile(r"(?:19|20)\d\d")
_ERVOOR = re.compile(
    r"(?:\bgeb(?:oren|\.|\b)|geb\.? ?dat|geboorte|verjaardag|\bjarig\b|\bter wereld\b|\bverjaart\b|[°*] ?$)"
    r"[^!?;\n]{0,30}$",
    re.IGNORECASE,
)
_ERNA = re.compile(
    r"^[^!?;.\n]{0,12}\b(?:geboren|jarig|ter wereld|verjaart)\b"
    r"|^ (?:is|wordt|werd) (?:ze|zij|hij|het kind|\w+) (?:al |nu )?\d{1,2}\b",
    re.IGNORECASE,
)
_VAST = re.compile(r"([^\W\d_]+)(?: ?[(,] ?(?:°|\*)?| is van | van )$")
_VENSTER = 45


def geboortedatums(tekst: Tekst, bekend: Bekend) -> Iterator[Vondst]:
    """Dates near 'geboren', 'jarig' and the like, and full dates right behind a person: 'moeder (3-5-1990)'."""
    for match in _DATUM.finditer(tekst.heel):
        ervoor = tekst.heel[max(0, match.start() - _VENSTER) : match.start()]
        erna = tekst.heel[match.end() : match.end() + _VENSTER]
        if _ERVOOR.search(ervoor) or _ERNA.search(erna) or _staat_bij_mens(match[0], ervoor):
            yield Vondst(Soort.GEBOORTEDATUM, match.start(), match.end(), match[0], _("een datum"))


def _staat_bij_mens(datum: str, ervoor: str) -> bool:
    """Whether a full date follows a person: 'Vader, 23-11-1985', 'Samira (12-03-2014)', 'de tweeling is van …'."""
    vast = _VAST.search(ervoor)
    if not vast or not _VOL.search(datum):
        return False
    woord = next(splits(vast[1]))
    if vast[0].endswith("van "):
        return woord.vorm in rollen()
    return woord.vorm in rollen() or (woord.hoofdletter and woord.vorm in voornamen() - dubbel())
