"""Models of ontwikkelplan: the plan, its quickscan, its ontwikkelpunten, what goes out and comes in, the region."""

from ontwikkelplan.models.plan import (
    Begrotingsmoment,
    Persoonsoort,
    Plan,
    Plandocument,
    Planpdf,
    Planpersoon,
    Plansoort,
    Planstaat,
    Planversie,
)
from ontwikkelplan.models.punten import KOLOMMEN, Herkomst, Ontwikkelpunt, Stand, Voortgang
from ontwikkelplan.models.regio import Levering, Regiopunt, Uitgifte
from ontwikkelplan.models.scan import (
    Perspectief,
    Scan,
    Scanantwoord,
    Scandeelname,
    Scanrapport,
    Scanstaat,
    Scanuitkomst,
)
from ontwikkelplan.models.voorstel import Voorstel, Voorstelsoort

__all__ = [
    "KOLOMMEN",
    "Begrotingsmoment",
    "Herkomst",
    "Levering",
    "Ontwikkelpunt",
    "Persoonsoort",
    "Perspectief",
    "Plan",
    "Plandocument",
    "Planpdf",
    "Planpersoon",
    "Plansoort",
    "Planstaat",
    "Planversie",
    "Regiopunt",
    "Scan",
    "Scanantwoord",
    "Scandeelname",
    "Scanrapport",
    "Scanstaat",
    "Scanuitkomst",
    "Stand",
    "Uitgifte",
    "Voorstel",
    "Voorstelsoort",
    "Voortgang",
]
