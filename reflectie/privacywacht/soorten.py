"""What the privacywacht speaks in: the kinds it asks about, what it found, and what it is told beforehand."""

import hashlib
from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reflectie.privacywacht.lijsten import titels
from reflectie.privacywacht.tekst import splits


class Soort(models.TextChoices):
    """A kind of identifying text, the strictest first: where two overlap, the earlier one is asked about."""

    BSN = "bsn", _("burgerservicenummer")
    IBAN = "iban", _("rekeningnummer")
    EMAIL = "email", _("e-mailadres")
    TELEFOON = "telefoon", _("telefoonnummer")
    KENTEKEN = "kenteken", _("kenteken")
    GEBOORTEDATUM = "geboortedatum", _("geboortedatum")
    ADRES = "adres", _("adres")
    WOORDENLIJST = "woordenlijst", _("woord van de lijst van de gemeente")
    TEAMNAAM = "teamnaam", _("naam van een teamlid")
    WIJKFOTONAAM = "wijkfotonaam", _("naam uit de wijkfoto")
    SCHOOL = "school", _("school of opvang")
    NAAM = "naam", _("naam van een persoon")


WAAROM: Final[dict[Soort, Promise]] = {
    Soort.BSN: _("Dit lijkt op een burgerservicenummer. Dat mag hier niet staan. Kun je het weghalen?"),
    Soort.IBAN: _("Staat hier een rekeningnummer? Daarmee is een persoon te vinden."),
    Soort.EMAIL: _("Staat hier een e-mailadres? Vaak zit daar een naam in."),
    Soort.TELEFOON: _("Staat hier een telefoonnummer? Daarmee is een persoon te bereiken."),
    Soort.KENTEKEN: _("Staat hier een kenteken? Daarmee is een persoon te vinden."),
    Soort.GEBOORTEDATUM: _("Staat hier een geboortedatum? Een leeftijd is vaak genoeg."),
    Soort.ADRES: _("Staat hier een adres? De buurt is vaak genoeg."),
    Soort.WOORDENLIJST: _("Dit woord staat op de lijst van je gemeente. Is het hier nodig?"),
    Soort.TEAMNAAM: _("Gaat dit over iemand van het team? Een rol is vaak genoeg."),
    Soort.WIJKFOTONAAM: _("Deze naam staat in de wijkfoto. Is hij hier nodig?"),
    Soort.SCHOOL: _("Staat hier de naam van een school of opvang? Het soort school is vaak genoeg."),
    Soort.NAAM: _("Staat hier een naam?"),
}
# Each of these asks. None may ever tell that a text is anonymous: we can't know.
_CIJFERS = {Soort.BSN, Soort.IBAN, Soort.TELEFOON, Soort.KENTEKEN}  # alike, however the digits are grouped
LANGSTE_KERN = 180


@dataclass(frozen=True, slots=True)
class Vondst:
    """One place to ask about. ``voorstel`` reads well in that very place; it is empty when there is none."""

    soort: Soort
    begin: int
    eind: int
    tekst: str
    voorstel: str = ""

    @property
    def waarom(self) -> Promise:
        """The question to ask, in a sentence without blame."""
        return WAAROM[self.soort]

    @property
    def mag_blijven(self) -> bool:
        """Whether a person may decide that it stays: everything but a BSN."""
        return self.soort is not Soort.BSN


@dataclass(frozen=True, slots=True)
class Bekend:
    """What the gemeente and the project know already."""

    teamnamen: tuple[str, ...] = ()
    wijkfotonamen: tuple[str, ...] = ()
    woorden: tuple[str, ...] = ()
    scholen: tuple[str, ...] = ()


def sleutel(vondst: Vondst) -> str:
    """Return the key (at most 200 long) of a kept word: 'Moeder Samira' and "samira's" have the same."""
    woorden = [woord.vorm for woord in splits(vondst.tekst)]
    if vondst.soort is Soort.NAAM:
        while len(woorden) > 1 and woorden[0] in titels():
            woorden.pop(0)
    kern = (" " if vondst.soort not in _CIJFERS else "").join(woorden)
    if vondst.soort in _CIJFERS:
        kern = kern.replace("-", "")
    if len(kern) > LANGSTE_KERN:
        kern = f"{kern[:100]}…{hashlib.sha256(kern.encode()).hexdigest()[:32]}"
    return f"{vondst.soort.value}:{kern}"
