"""Models of reflectie: the series of MLBs, one session and what comes out of it, lessons, self-rating, the guard."""

from reflectie.models.lessen import Les, Lesstatus, Richting, Vermelding
from reflectie.models.reeks import EigenMethode, Maandpauze, Reeks, Ritme, VasteGenodigde
from reflectie.models.sessie import Actie, Alternatief, Sessie, Sessiestaat, Stapnotitie, Voor
from reflectie.models.uitnodigen import Deelnamesoort, Genodigde, Reden, Sessiebericht, Sessiedeling
from reflectie.models.wacht import Behouden, Wachtterm
from reflectie.models.zelfbeeld import VRAGEN, Zelfbeeldantwoord, Zelfbeelddeelname, Zelfbeeldronde

__all__ = [
    "VRAGEN",
    "Actie",
    "Alternatief",
    "Behouden",
    "Deelnamesoort",
    "EigenMethode",
    "Genodigde",
    "Les",
    "Lesstatus",
    "Maandpauze",
    "Reden",
    "Reeks",
    "Richting",
    "Ritme",
    "Sessie",
    "Sessiebericht",
    "Sessiedeling",
    "Sessiestaat",
    "Stapnotitie",
    "VasteGenodigde",
    "Vermelding",
    "Voor",
    "Wachtterm",
    "Zelfbeeldantwoord",
    "Zelfbeelddeelname",
    "Zelfbeeldronde",
]
