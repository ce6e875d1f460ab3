"""Every list of sturing: what came out of a gesprek, tasks, risks, meetings, agreements, improvements."""

from ontwikkelplan.sturing.views.borging import RESULTATEN
from ontwikkelplan.sturing.views.dialoog import ACTIES, OVERLEGGEN
from ontwikkelplan.sturing.views.dialoog_knelpunten import KNELPUNTEN
from ontwikkelplan.sturing.views.dialoog_monitoring import MONITORING
from ontwikkelplan.sturing.views.gesprek import GESPREKKEN, REGELS
from ontwikkelplan.sturing.views.opdracht_lijsten import RISICOS, TAKEN
from ontwikkelplan.sturing.views.verbeteragenda import TAFEL, VERBETERINGEN
from wijkaanpak.web.lijsten import Lijst

LIJSTEN: tuple[Lijst, ...] = (
    GESPREKKEN,
    REGELS,
    TAKEN,
    RISICOS,
    OVERLEGGEN,
    ACTIES,
    MONITORING,
    KNELPUNTEN,
    TAFEL,
    VERBETERINGEN,
    RESULTATEN,
)
