"""The right of vervolg; others are of evaluatie, lessons and agreement. Projects come from ``for_user``."""

from typing import Any

from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.accounts.rights import may, right


@right("vervolg.team_vormen")
def _start_team(lid: Lidmaatschap, project: Any) -> bool:
    """Start a project that takes things of this one along (VE-05)."""
    return may(lid, "projects.aanmaken") and may(lid, "evaluatie.bijwerken", project)
