"""The rights of the questionnaire: who writes the evaluation manages its rounds; who sees the project reads results."""

from typing import Any

from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.accounts.rights import may, right


@right("vragenlijst.beheren")
def _manage(lid: Lidmaatschap, project: Any) -> bool:
    return may(lid, "evaluatie.bijwerken", project)
