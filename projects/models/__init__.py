"""Models of the projects app."""

from projects.models.checklist import Bewijs, ChecklistAntwoord, EigenPunt
from projects.models.documenten import (
    Clausule,
    Handtekening,
    Projectdocument,
    Tekenbericht,
    Tekenverzoek,
)
from projects.models.opzet import (
    Aanwezigheid,
    Doel,
    Focusgroep,
    Gebied,
    Instantie,
    Kerncijfers,
    Signaalkeuze,
    Sleutelfiguur,
    Startbijeenkomst,
    Visie,
    Vraag,
)
from projects.models.partners import Afwijking, Besluit, Mandaat, Partner
from projects.models.project import Project, ProjectDeling, Projectuitnodiging, Teamlid, Versiewissel

__all__ = [
    "Aanwezigheid",
    "Afwijking",
    "Besluit",
    "Bewijs",
    "ChecklistAntwoord",
    "Clausule",
    "Doel",
    "EigenPunt",
    "Focusgroep",
    "Gebied",
    "Handtekening",
    "Instantie",
    "Kerncijfers",
    "Mandaat",
    "Partner",
    "Project",
    "ProjectDeling",
    "Projectdocument",
    "Projectuitnodiging",
    "Signaalkeuze",
    "Sleutelfiguur",
    "Startbijeenkomst",
    "Teamlid",
    "Tekenbericht",
    "Tekenverzoek",
    "Versiewissel",
    "Visie",
    "Vraag",
]
