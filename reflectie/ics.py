"""A session for a calendar: a neutral title, when, where and a link; nothing of what is said there."""

from reflectie.models import Sessie, Sessiestaat
from wijkaanpak.herinneringen.agenda import Afspraak

_STATUS = {Sessiestaat.AFGEZEGD: "CANCELLED", Sessiestaat.CONCEPT: "TENTATIVE"}


def appointment_of(sessie: Sessie, pad: str) -> Afspraak:
    """Return a session as an appointment. A later plan has a higher number, a cancelled one says so."""
    return Afspraak(
        uid=f"mlb-{sessie.pk}",
        titel=f"MLB {sessie.nummer}",
        begin=sessie.begint(),
        eind=sessie.eindigt(),
        pad=pad,
        plaats=sessie.plaats,
        volgnummer=sessie.volgnummer,
        staat=_STATUS.get(Sessiestaat(sessie.staat), "CONFIRMED"),
        gewijzigd_op=sessie.gewijzigd_op,
    )
