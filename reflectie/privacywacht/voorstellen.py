"""What reads well in the place of a name."""

import re

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reflectie.privacywacht.lijsten import lijst, rollen
from reflectie.privacywacht.naamvorm import basis, is_aanspreek
from reflectie.privacywacht.tekst import Tekst

_LEEFTIJD = re.compile(r"\.?,? ?\(?(?:van )?(?:\d|1[0-7]) (?:jaar|jr|maanden)\b")
_MENEER, _MEVROUW, _GEZIN, _DOKTER = _("meneer"), _("mevrouw"), _("het gezin"), _("de dokter")
_AANSPREKING = {
    "dhr": _MENEER, "hr": _MENEER, "heer": _MENEER,
    "mw": _MEVROUW, "mevr": _MEVROUW, "mvr": _MEVROUW, "mej": _MEVROUW,
    "fam": _GEZIN, "familie": _GEZIN,
    "dr": _DOKTER, "dokter": _DOKTER,
    "juf": _("de juf"), "meester": _("de meester"),
}  # fmt: skip


def voorstel(tekst: Tekst, begin: int, eind: int) -> str:
    """Return what reads well instead: the role before the name, else a child or someone."""
    eerste, laatste = tekst.woorden[begin], tekst.woorden[eind - 1]
    if laatste.bezit or (laatste.vorm.endswith("s") and basis(laatste) != laatste.vorm):
        return ""
    voor = tekst.vorm(begin + 1) if eerste.vorm == "de" else eerste.vorm
    if voor in rollen() or is_aanspreek(tekst, begin + (voor != eerste.vorm)):
        return str(_AANSPREKING.get(voor, voor))
    vorige = tekst.vorm(begin - 2) if tekst.vorm(begin - 1) == "van" else ""
    if vorige in lijst("ouders") or _LEEFTIJD.match(tekst.heel, laatste.eind):
        return gettext("een van de kinderen")
    return gettext("iemand")
