"""All finders over one text, and one answer per place."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from reflectie.privacywacht.adressen import adressen
from reflectie.privacywacht.bekende import bekende_scholen, teamnamen, wijkfotonamen, woordenlijst
from reflectie.privacywacht.datums import geboortedatums
from reflectie.privacywacht.kentekens import kentekens
from reflectie.privacywacht.namen import namen
from reflectie.privacywacht.nummers import bsns, emails, ibans, telefoons
from reflectie.privacywacht.scholen import scholen
from reflectie.privacywacht.soorten import Bekend, Soort, Vondst
from reflectie.privacywacht.tekst import Tekst

Vinder = Callable[[Tekst, Bekend], Iterator[Vondst]]

# Another layer is another function in this list.
VINDERS: Final[tuple[Vinder, ...]] = (
    bsns,
    ibans,
    emails,
    telefoons,
    kentekens,
    geboortedatums,
    adressen,
    woordenlijst,
    teamnamen,
    wijkfotonamen,
    bekende_scholen,
    scholen,
    namen,
)
_RANG: Final = {soort: rang for rang, soort in enumerate(Soort)}
_NIETS_BEKEND: Final = Bekend()


def zoek(tekst: str, bekend: Bekend = _NIETS_BEKEND) -> list[Vondst]:
    """Return what to ask about in a text, by place, without overlap: the strictest kind wins, then the longest."""
    gesplitst = Tekst(tekst)
    alles = [vondst for vinder in VINDERS for vondst in vinder(gesplitst, bekend)]
    alles.sort(key=lambda vondst: (_RANG[vondst.soort], vondst.begin - vondst.eind, vondst.begin))
    bezet = bytearray(len(tekst))
    over = []
    for vondst in alles:
        if not any(bezet[vondst.begin : vondst.eind]):
            bezet[vondst.begin : vondst.eind] = b"\1" * (vondst.eind - vondst.begin)
            over.append(vondst)
    over.sort(key=lambda vondst: vondst.begin)
    vooraan = {woord.begin for woord in gesplitst.woorden if woord.vooraan}
    return [_met_hoofdletter(vondst) if vondst.begin in vooraan else vondst for vondst in over]


def _met_hoofdletter(vondst: Vondst) -> Vondst:
    """Let a suggestion start with a capital where a sentence starts with one."""
    if not vondst.tekst[:1].isupper():
        return vondst
    return replace(vondst, voorstel=vondst.voorstel[:1].upper() + vondst.voorstel[1:])
