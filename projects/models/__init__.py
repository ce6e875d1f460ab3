"""Models of the projects app."""

from projects.models.checklist import Bewijs, ChecklistAntwoord, EigenPunt
from projects.models.project import Project, ProjectDeling, Projectuitnodiging, Teamlid, Versiewissel

__all__ = [
    "Bewijs",
    "ChecklistAntwoord",
    "EigenPunt",
    "Project",
    "ProjectDeling",
    "Projectuitnodiging",
    "Teamlid",
    "Versiewissel",
]
