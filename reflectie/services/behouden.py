"""Words that a person let stay in the texts of a session, a project or the gemeente, with the reason."""

from projects.models import Project
from reflectie.models import Behouden, Sessie
from reflectie.models.wacht import Houdreden
from wijkaanpak.accounts.models import Lidmaatschap


def kept(project: Project | None, sessie: Sessie | None) -> set[str]:
    """Return the keys of the words that may stay."""
    return set(Behouden.objects.filter(project=project, sessie=sessie).values_list("sleutel", flat=True))


def remember(*, project: Project | None, sessie: Sessie | None, sleutel: str, reden: str, by: Lidmaatschap) -> bool:
    """Remember that a word may stay; return whether the reason is one of ours."""
    if reden not in Houdreden.values:
        return False
    Behouden.objects.get_or_create(
        gemeente_id=by.gemeente_id,
        project=project,
        sessie=sessie,
        sleutel=sleutel,
        defaults={"reden": reden, "door": by},
    )
    return True
