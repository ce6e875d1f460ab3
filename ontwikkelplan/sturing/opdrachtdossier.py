"""An opdracht with all that belongs to it, read in four queries: for the page, the check and the document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ontwikkelplan.sturing.models import Opdracht, Opdrachtsoort, Opdrachttekst, Regiotekst, Risico, Taak


@dataclass(frozen=True, slots=True)
class Dossier:
    """One opdracht: its texts by id, tasks, risks, and what the region offers, without what was taken away."""

    opdracht: Opdracht
    teksten: Mapping[str, Opdrachttekst] = field(default_factory=dict)
    taken: Sequence[Taak] = ()
    risicos: Sequence[Risico] = ()
    regio: Mapping[str, Regiotekst] = field(default_factory=dict)

    def tekst(self, punt: str) -> str:
        """Return what is written at an id, or ''."""
        row = self.teksten.get(punt)
        return row.tekst if row is not None else ""

    def keuze(self, punt: str) -> str:
        """Return what was decided of a requirement, or ''."""
        row = self.teksten.get(punt)
        return row.keuze if row is not None else ""

    def reden(self, punt: str) -> str:
        """Return the reason given at an id, or ''."""
        row = self.teksten.get(punt)
        return row.reden if row is not None else ""


def texts_of(opdracht: Opdracht) -> dict[str, Opdrachttekst]:
    """Return the texts of an opdracht by id."""
    return {row.punt: row for row in Opdrachttekst.objects.filter(opdracht=opdracht)}


def dossier_of(opdracht: Opdracht) -> Dossier:
    """Read an opdracht whole."""
    taken = list(Taak.objects.current().filter(opdracht=opdracht))
    risicos = list(Risico.objects.current().filter(opdracht=opdracht))
    return Dossier(opdracht, texts_of(opdracht), taken, risicos, _offered(opdracht))


def _offered(opdracht: Opdracht) -> dict[str, Regiotekst]:
    """What the region offers a gemeente for its own opdracht, by id."""
    if opdracht.soort == Opdrachtsoort.REGIONAAL:
        return {}
    return {row.punt: row for row in Regiotekst.objects.filter(ingetrokken_op=None)}
